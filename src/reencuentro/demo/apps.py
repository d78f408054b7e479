from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "reencuentro.demo"
    label = "demo"
