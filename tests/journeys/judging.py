"""A lead in the hands of the coordination, page by page: the least, a second person's word, both sides, a judgement."""

from reencuentro.tracing.models import Lead, NeedToKnow
from reencuentro.tracing.states import JUDGEMENTS, LEAD

from .family import DANGER, DOUBT, OURS, SAME, THEIRS, THERE
from .somebody import Plain, Somebody


def open_the_lead(carmen: Somebody) -> None:
    """From the list to the lead; it says how sure, what agrees and which office, and nothing else of the other side."""
    carmen.go("/tracing/")
    carmen.does_not_see(*THERE)
    carmen.picture("tracing")
    carmen.follow(Plain(OURS))
    carmen.arrives_at(OURS)
    carmen.does_not_see(*THERE)
    carmen.picture("leads")
    carmen.click(carmen.page.get_by_role("main").locator('a[href^="/tracing/leads/"]').first)
    carmen.sees(carmen.t("What agrees"), carmen.t("Your judgement"), DANGER)
    carmen.does_not_see(*THERE)
    carmen.picture("lead")


def ask_to_see(carmen: Somebody, lead: Lead) -> NeedToKnow:
    carmen.go(f"/tracing/leads/{lead.pk}/")
    carmen.press("Ask to see both sides")
    carmen.comes_to("Ask to see both sides")
    carmen.write("Why must you see more?", DOUBT)
    carmen.press("Ask")
    carmen.is_told("Asked. You are told as soon as somebody decides.")
    carmen.does_not_see(*THERE)
    return NeedToKnow.objects.get(lead=lead, state="asked")


def grant(otto: Somebody, wish: NeedToKnow) -> None:
    otto.go("/tracing/")
    otto.follow("%(who)s asks to see more of a lead", who=wish.asked_by.full_name)
    otto.sees(DOUBT)
    otto.does_not_see(*THERE)
    otto.picture("know")
    otto.press("Grant it")
    otto.is_told("Granted.")


def compare(carmen: Somebody, lead: Lead) -> None:
    """Both sides, and back to the lead."""
    carmen.go(f"/tracing/leads/{lead.pk}/")
    carmen.press("See both sides")
    carmen.comes_to("Both sides")
    carmen.sees(OURS, THEIRS)
    carmen.picture("both")
    carmen.press("Back to the lead, to judge it")


def say_the_same(carmen: Somebody, *, confirmed: bool) -> None:
    """Without a reason it is not noted, and what was chosen stays."""
    carmen.choose(JUDGEMENTS["same"])
    carmen.press("Note it")
    carmen.is_told("This field is required.")
    assert carmen.page.get_by_role("radio", checked=True).input_value() == "same"
    carmen.write("Why?", SAME)
    carmen.press("Note it")
    carmen.is_told("Your judgement is noted, with its reason.")
    carmen.sees(SAME, carmen.t(LEAD.states["confirmed" if confirmed else "likely"].words))
