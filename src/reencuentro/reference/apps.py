from django.apps import AppConfig


class ReferenceConfig(AppConfig):
    name = "reencuentro.reference"
    label = "reference"
