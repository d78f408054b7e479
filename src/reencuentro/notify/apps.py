from django.apps import AppConfig


class NotifyConfig(AppConfig):
    name = "reencuentro.notify"
    label = "notify"
