"""How a notice reads as an e-mail: plain text, in the reader's language, a case code and a link, nothing else."""

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage

from reencuentro.accounts import links
from reencuentro.accounts.models import User

from .kinds import KINDS, Words
from .models import Notice

FOOT = Words(
    "You receive this because you work on Reencuentro. For the children's safety e-mails never say more; please do "
    "not answer this one. How you are told: ",
    "Usted recibe este mensaje porque trabaja en Reencuentro. Por la seguridad de las niñas y los niños, los correos "
    "nunca dicen más; por favor, no responda a este. Cómo recibir los avisos: ",
)
PREFERENCES_PATH = "/notices/preferences/"


def letter(notice: Notice) -> EmailMessage:
    """The mail of a claimed notice. For a notice with a link this makes the token: it exists only in this mail.

    Raises LinkUnusable when the link was used, replaced or has expired meanwhile.
    """
    reader, kind = notice.to, notice.what
    body = "\n\n".join([notice.sentence(reader.language), *_middle(notice), _foot(reader)])
    return EmailMessage(
        subject=f"Reencuentro: {kind.subject.label(reader.language)}",
        body=body + "\n",
        to=[address(notice)],
        headers=_headers(notice),
    )


def address(notice: Notice) -> str:
    """The reader's address; for a change of address the new one, which has to be confirmed."""
    if notice.link is not None and notice.link.new_email:
        return str(notice.link.new_email)
    return str(notice.to.email)


def _middle(notice: Notice) -> list[str]:
    if notice.link is not None:
        return [settings.SITE_URL + links.path(links.mint(notice.link))]
    lines = digest_lines(notice.gathered.all(), notice.to.language) if notice.kind == "digest" else []
    return [*(["\n".join(lines)] if lines else []), settings.SITE_URL + notice.path]


def digest_lines(gathered: Iterable[Notice], language: str) -> list[str]:
    """ "3 × A new message: R-7K3F2M, R-9QX2LM" for each kind, in the order of the table of kinds."""
    rows = list(gathered)
    counts = Counter(row.kind for row in rows)
    lines = []
    for kind in KINDS:
        if counts[kind]:
            codes = sorted({row.case_code for row in rows if row.kind == kind and row.case_code})
            tail = f": {', '.join(codes)}" if codes else ""
            lines.append(f"{counts[kind]} × {KINDS[kind].subject.label(language)}{tail}")
    return lines


def _foot(reader: User) -> str:
    return f"-- \n{FOOT.label(reader.language)}{settings.SITE_URL}{PREFERENCES_PATH}"


def _headers(notice: Notice) -> dict[str, str]:
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return {
        "Message-ID": f"<{notice.pk}@{host}>",  # of the row: a mail server may drop a second copy by it
        "List-Id": f"Reencuentro <notices.{host}>",
        "Auto-Submitted": "auto-generated",
    }
