from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "reencuentro.audit"
    label = "audit"
