"""What a verification found, in the reader's language (the command says it in English)."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from reencuentro.audit.verifications import Verification
from reencuentro.engines.ledger_tree.findings import Finding, Kind

WORDS = {
    Kind.CHANGED: gettext_lazy("was changed"),
    Kind.MISSING: gettext_lazy("is missing"),
    Kind.INSERTED: gettext_lazy("was inserted"),
    Kind.OUT_OF_ORDER: gettext_lazy("stands in the wrong place"),
    Kind.TAIL_CUT: gettext_lazy("was cut off at the end"),
    Kind.HEAD_DIFFERS: gettext_lazy("does not agree with the head of the ledger"),
    Kind.CHECKPOINT_DIFFERS: gettext_lazy("was rewritten: a checkpoint says otherwise"),
    Kind.CHECKPOINT_FORGED: gettext_lazy("A kept checkpoint was not signed by this ledger."),
}


def sentences(done: Verification | None) -> list[str]:
    return [_sentence(finding) for finding in done.findings] if done else []


def _sentence(finding: Finding) -> str:
    what = str(WORDS[finding.kind])
    if finding.kind == Kind.CHECKPOINT_FORGED:
        return what
    if finding.first == finding.last:
        return _("Entry %(first)s %(what)s.") % {"first": finding.first, "what": what}
    return _("Something in entries %(first)s to %(last)s %(what)s.") % {
        "first": finding.first,
        "last": finding.last,
        "what": what,
    }
