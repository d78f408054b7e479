from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "reencuentro.ui"
    label = "ui"
