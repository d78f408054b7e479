from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from .pages import WithBody


class ContactPage(WithBody):
    """The page with the form by which anybody can write to us (contact.py)."""

    class Meta:
        verbose_name = _("contact page")

    template = "site/contact.html"
    shown_by = "reencuentro.public.site.contact.show"
    show_in_menus_default = True
    subpage_types: ClassVar[list[str]] = []
