"""Consent to share, and taking it back."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import User
from reencuentro.casework.clockwork import now
from reencuentro.casework.errors import Invalid
from reencuentro.casework.models import Case, Consent, Person
from reencuentro.casework.rules import require
from reencuentro.vault.models import SealedFile

from . import documents
from ._story import lock, members, not_in_future, once, record, tell


@once(Consent)
def record_consent(
    case: Case,
    person: Person,
    *,
    by: User,
    recipients: str,
    data_classes: list[str],
    purpose: str,
    language: str,
    signer: str,
    signer_basis: str,
    given_on: date,
    expires_on: date,
    scan: SealedFile | None = None,
    client_id: UUID | None = None,
    **words: Any,
) -> Consent:
    """Whose data may go to whom, for what, until when. `words`: country, interpreter, assent, witness."""
    require(by, "consent", case)
    not_in_future("given_on", given_on)
    if expires_on <= given_on:
        raise Invalid("expires_on", _("It must end after it was given."))
    if not data_classes:
        raise Invalid("data_classes", _("Choose at least one kind of data."))
    for field, text in (("purpose", purpose), ("signer", signer)):
        if not text.strip():
            raise Invalid(field, _("This is needed."))
    consent = Consent.objects.create(
        case=case,
        person=person,
        recipients=recipients,
        data_classes=data_classes,
        purpose=purpose,
        language=language,
        signer=signer,
        signer_basis=signer_basis,
        given_on=given_on,
        expires_on=expires_on,
        scan=scan,
        recorded_by=by,
        client_id=client_id,
        **words,
    )
    record("consent.give", case, by=by, about=consent, recipients=recipients)
    return consent


def record_consent_with_scan(case: Case, person: Person, scan: Any, *, by: User, **facts: Any) -> Consent:
    """As record_consent, with an upload of the signed paper or None. Raises vault.intake.Refused too."""
    require(by, "consent", case)
    if known := Consent.objects.filter(client_id=facts.get("client_id") or uuid4()).first():
        return known
    papers = documents.examine([scan] if scan else [])
    with transaction.atomic():
        file = documents.seal(papers[0], case.box)["file"] if papers else None
        consent: Consent = record_consent(case, person, by=by, scan=file, **facts)
        return consent


@transaction.atomic
def revoke_consent(consent: Consent, *, by: User, because: str) -> None:
    """From now on nothing more may be shared under it; what was shared stays in the record."""
    require(by, "consent", consent.case)
    lock(consent)
    consent.move("revoke")
    consent.revoked_at, consent.revoked_because = now(), because
    consent.save(update_fields=["state", "revoked_at", "revoked_because"])
    record("consent.revoke", consent.case, by=by, about=consent, said=because)
    path = f"/cases/{consent.case.code}/"
    tell(members(consent.case), "consent_revoked", consent.case, path=path, but=by)
