from django.apps import AppConfig


class TracingConfig(AppConfig):
    name = "reencuentro.tracing"
    label = "tracing"
