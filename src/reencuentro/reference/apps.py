from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reencuentro.reference"
    label = "reference"

    def ready(self) -> None:
        from . import checks  # noqa: F401  (importing registers the start-up check)
