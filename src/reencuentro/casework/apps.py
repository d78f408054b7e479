from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "reencuentro.casework"
    label = "casework"
