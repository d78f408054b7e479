from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "reencuentro.config"
    label = "config"

    def ready(self) -> None:
        from . import checks, logs  # only now are the models they ask about loaded

        checks.register()
        logs.install_hooks()
