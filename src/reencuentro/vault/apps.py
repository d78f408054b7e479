from django.apps import AppConfig


class VaultConfig(AppConfig):
    name = "reencuentro.vault"
    label = "vault"
