from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.admin.apps import WagtailAdminAppConfig


class SiteConfig(AppConfig):
    name = "reencuentro.public.site"
    label = "public_site"
    verbose_name = _("public site")
    default = True

    def ready(self) -> None:
        from . import ledger  # needs all of Wagtail's apps

        ledger.listen()


class QuietAdminConfig(WagtailAdminAppConfig):
    """Wagtail's editing pages without its mails: those carry titles and names.

    Ours (models/review.py) say that something waits, and where.
    """

    default = False

    def ready(self) -> None:
        from wagtail.admin.telepath import widgets
        from wagtail.admin.widgets import BaseChooser

        from .widgets import render_without_script

        assert widgets  # noqa: S101 - imported for what it registers; all else that Wagtail does here is mail
        BaseChooser.render = render_without_script  # for all choosers, or the pages would need inline scripts
