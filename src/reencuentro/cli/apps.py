from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "reencuentro.cli"
    label = "cli"
