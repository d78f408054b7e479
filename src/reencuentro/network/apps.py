from django.apps import AppConfig


class NetworkConfig(AppConfig):
    name = "reencuentro.network"
    label = "network"
