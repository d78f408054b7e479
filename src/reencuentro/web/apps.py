from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "reencuentro.web"
    label = "web"
