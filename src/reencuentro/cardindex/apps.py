from django.apps import AppConfig


class CardIndexConfig(AppConfig):
    name = "reencuentro.cardindex"
    label = "cardindex"
