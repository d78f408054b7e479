from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "reencuentro.accounts"
    label = "accounts"
