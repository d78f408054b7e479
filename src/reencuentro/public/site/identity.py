from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="home", order=10)
class SiteIdentity(BaseGenericSetting):
    """Who speaks on the public site and how to reach them. Editors change it; no template knows a name."""

    name = models.CharField(_("name"), max_length=80, default="Reencuentro")
    mark = models.ForeignKey(
        "public_site.Picture",
        verbose_name=_("mark"),
        help_text=_("Shown instead of the two threads that meet. Square, at least 96 pixels wide."),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    tagline_en = models.CharField(_("what it does, in English"), max_length=160, blank=True)
    tagline_es = models.CharField(_("what it does, in Spanish"), max_length=160, blank=True)
    email = models.EmailField(_("public e-mail address"), blank=True)
    phone = models.CharField(_("public phone number"), max_length=40, blank=True)
    postal_address = models.TextField(_("postal address"), max_length=400, blank=True)
    mailbox = models.EmailField(
        _("mailbox for messages"),
        blank=True,
        help_text=_("Where the contact form sends what people write. It is not shown to anybody."),
    )
    leave_to = models.URLField(
        _("where “Leave this site” leads"),
        default="https://www.wikipedia.org/",
        help_text=_("A page that nobody wonders about. It is opened instead of ours."),
    )
    social_picture = models.ForeignKey(
        "public_site.Picture",
        verbose_name=_("picture for shared links"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )

    panels = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("mark")], heading=_("Name and mark")),
        FieldRowPanel([FieldPanel("tagline_en"), FieldPanel("tagline_es")]),
        MultiFieldPanel(
            [
                FieldPanel("email"),
                FieldPanel("phone"),
                FieldPanel("postal_address"),
                FieldPanel("mailbox"),
            ],
            heading=_("Contact"),
        ),
        FieldPanel("leave_to"),
        FieldPanel("social_picture"),
    ]

    class Meta:
        verbose_name = _("name, mark and contact")

    @property
    def tagline(self) -> str:
        """In the language of the page."""
        return self.tagline_es if (get_language() or "").startswith("es") else self.tagline_en


def identity() -> SiteIdentity:
    """As the Editors set it, else the defaults. One query; never writes."""
    return SiteIdentity.objects.select_related("mark", "social_picture").first() or SiteIdentity()
