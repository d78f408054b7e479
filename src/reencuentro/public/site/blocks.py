"""What the body of a page can hold. Each block has its template in templates/site/blocks/ and one job."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

WORDS = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link"]
ADDRESS = r"^(https://|/(?!/)|mailto:|tel:)\S*$"
SHORT = ["bold", "italic", "link"]


class PictureBlock(blocks.StructBlock):
    """The words for those who do not see it belong to the picture itself, in both languages."""

    picture = ImageChooserBlock(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)

    class Meta:
        icon = "image"
        label = _("picture")
        template = "site/blocks/picture.html"


class QuoteBlock(blocks.StructBlock):
    """What somebody really said. While the words are missing, only Editors see that a quote has its place here."""

    words = blocks.TextBlock(
        label=_("what they said"), required=False, help_text=_("Word for word, and agreed to.")
    )
    place_for = blocks.CharBlock(
        label=_("whose words belong here"),
        required=False,
        help_text=_("A note for Editors while the words are missing, e.g. “the founder”."),
    )
    who = blocks.CharBlock(label=_("name"), required=False, max_length=120)
    office = blocks.CharBlock(label=_("office and organisation"), required=False, max_length=160)
    portrait = ImageChooserBlock(label=_("portrait"), required=False)

    class Meta:
        icon = "openquote"
        label = _("quote")
        template = "site/blocks/quote.html"


class FigureBlock(blocks.StructBlock):
    number = blocks.CharBlock(label=_("figure"), max_length=20)
    what = blocks.CharBlock(label=_("what it counts"), max_length=120)
    as_of = blocks.DateBlock(label=_("as of"))
    source = blocks.CharBlock(label=_("source"), max_length=200)


class FiguresBlock(blocks.StructBlock):
    """Figures that are published. Each has its day and its source, or it cannot be saved."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    figures = blocks.ListBlock(FigureBlock(), label=_("figures"), min_num=1)

    class Meta:
        icon = "order"
        label = _("figures")
        template = "site/blocks/figures.html"


class LinkBlock(blocks.StructBlock):
    words = blocks.CharBlock(label=_("words of the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    address = blocks.RegexBlock(
        regex=ADDRESS,
        label=_("or an address"),
        required=False,
        help_text=_("Beginning with https:// or /."),
        error_messages={"invalid": _("An address begins with https:// or with one /.")},
    )


class CallBlock(blocks.StructBlock):
    """What a reader can do now."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    words = blocks.RichTextBlock(label=_("words"), features=SHORT, required=False)
    links = blocks.ListBlock(LinkBlock(), label=_("buttons"), max_num=3)

    class Meta:
        icon = "arrow-right"
        label = _("call to action")
        template = "site/blocks/call.html"


class StepBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    words = blocks.RichTextBlock(label=_("words"), features=SHORT)


class StepsBlock(blocks.StructBlock):
    """What happens one after the other, numbered."""

    heading = blocks.CharBlock(label=_("heading"), max_length=120)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2)

    class Meta:
        icon = "list-ol"
        label = _("steps")
        template = "site/blocks/steps.html"


class CardBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    words = blocks.RichTextBlock(label=_("words"), features=SHORT)
    page = blocks.PageChooserBlock(label=_("page"), required=False)


class CardsBlock(blocks.StructBlock):
    """A few things side by side, each with its page."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    cards = blocks.ListBlock(CardBlock(), label=_("cards"), min_num=1)

    class Meta:
        icon = "grip"
        label = _("cards")
        template = "site/blocks/cards.html"


class ChildrenBlock(blocks.StructBlock):
    """The pages below a page, with what each is about."""

    heading = blocks.CharBlock(label=_("heading"), required=False, max_length=120)
    page = blocks.PageChooserBlock(
        label=_("pages below"), required=False, help_text=_("Left empty: those below this page.")
    )

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        above = value["page"] or context.get("page")
        context["below"] = above.get_children().live().order_by("path") if above else []
        return context

    class Meta:
        icon = "list-ul"
        label = _("list of pages")
        template = "site/blocks/children.html"


class CautionBlock(blocks.StructBlock):
    """What a reader must know before they rely on the page: unverified, older than it should be, dangerous."""

    heading = blocks.CharBlock(label=_("heading"), max_length=80)
    words = blocks.RichTextBlock(label=_("words"), features=SHORT)
    checked_on = blocks.DateBlock(
        label=_("checked on"), required=False, help_text=_("Empty until somebody competent has checked it.")
    )
    checked_by = blocks.CharBlock(
        label=_("checked by"), required=False, help_text=_("A role, not a name: “an immigration lawyer”.")
    )

    class Meta:
        icon = "warning"
        label = _("caution")
        template = "site/blocks/caution.html"


class Body(blocks.StreamBlock):
    words = blocks.RichTextBlock(
        label=_("text"), features=WORDS, icon="pilcrow", template="site/blocks/words.html"
    )
    picture = PictureBlock()
    quote = QuoteBlock()
    figures = FiguresBlock()
    call = CallBlock()
    steps = StepsBlock()
    cards = CardsBlock()
    children = ChildrenBlock()
    caution = CautionBlock()
