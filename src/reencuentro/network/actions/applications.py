"""From the application to the invitation. Two people decide: a coordinator accepts, an administrator invites."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from reencuentro.accounts import actions as accounts
from reencuentro.accounts.models import Link, Organisation, OrganisationKind, Role, User
from reencuentro.audit import log
from reencuentro.casework.actions._story import edit, lock, once
from reencuentro.casework.clockwork import now, today
from reencuentro.casework.errors import Invalid, NotAllowed, NotReady
from reencuentro.network.models import Application
from reencuentro.network.rules import may, require
from reencuentro.notify import outbox
from reencuentro.reference import matching_policy
from reencuentro.vault import boxes

FIRST_LEVEL = 1  # of expertise: has done it; the Defender raises it


@once(Application)
def apply(
    *,
    country: str,
    language: str,
    full_name: str,
    email: str,
    phone: str = "",
    organisation: str = "",
    answers: dict[str, Any],
    client_id: UUID | None = None,
) -> Application:
    """Somebody asks to join; `answers` as in the model. Nothing tells them whether their address is known."""
    made = Application.objects.create(
        box=boxes.create("application"),
        country=country,
        language=language,
        applied_at=now(),
        answer_by=today() + timedelta(days=matching_policy.joining().answer_days),
        full_name=full_name,
        email=email,
        phone=phone,
        organisation=organisation,
        answers=answers,
        client_id=client_id,
    )
    log.record("application_made", by="somebody", about=made, country=country)
    for coordinator in User.objects.working(Role.COORDINATOR):
        outbox.queue(coordinator, "application_made", path=f"/network/applications/{made.pk}/")
    return made


@transaction.atomic
def look(application: Application, *, by: User) -> None:
    """The application was opened. Raises NotAllowed."""
    if not (may(by, "review_applications") or may(by, "invite_applicants")):
        raise NotAllowed("review_applications")
    log.record("application_looked_at", by=by, about=application)


@transaction.atomic
def begin_review(application: Application, *, by: User) -> None:
    """A coordinator takes the application up; the same one again changes nothing. Raises NotAllowed, NotNow."""
    require(by, "review_applications")
    lock(application)
    if application.state == "in_review" and application.reviewer_id == by.pk:
        return
    application.move("review")
    application.reviewer = by
    application.save(update_fields=["state", "reviewer"])
    log.record("application_review_begun", by=by, about=application)


@transaction.atomic
def note(application: Application, notes: str, *, by: User, version: int) -> None:
    """The reviewers' notes, sealed with the application. Raises NotAllowed, EditedMeanwhile."""
    require(by, "review_applications")
    if edit(application, {"notes": notes}, version=version):
        log.record("application_noted", by=by, about=application)


@transaction.atomic
def check_references(application: Application, *, by: User) -> None:
    """Both references were spoken with. Raises NotAllowed; Invalid once it is decided."""
    require(by, "review_applications")
    lock(application)
    if application.state != "in_review":
        raise Invalid("references", _("References are checked while the application is in review."))
    application.references_checked_on = today()
    application.save(update_fields=["references_checked_on"])
    log.record("application_references_checked", by=by, about=application)


@transaction.atomic
def accept(application: Application, *, by: User) -> None:
    """The coordination wants them; an administrator invites. Raises NotAllowed, NotNow, NotReady."""
    require(by, "review_applications")
    lock(application)
    if application.state == "in_review" and application.references_checked_on is None:
        raise NotReady(_("First check the references."))
    application.move("accept")
    application.save(update_fields=["state"])
    log.record("application_accepted", by=by, about=application)
    for administrator in User.objects.working(Role.ADMINISTRATOR):
        path = f"/administration/applications/{application.pk}/"
        outbox.queue(administrator, "application_accepted", path=path)


@transaction.atomic
def decline(application: Application, because: str, *, by: User) -> None:
    """We cannot take them up now. The reason stays here, sealed; the mail says only that. Raises NotAllowed, NotNow."""
    require(by, "review_applications")
    if not because.strip():
        raise Invalid("because", _("Write the reason. It stays here and is never mailed."))
    lock(application)
    application.move("decline")
    application.reason, application.letter = because, "due"
    _end(application, "reason", "letter")
    log.record("application_declined", by=by, about=application)


@transaction.atomic
def withdraw(application: Application, *, by: User) -> None:
    """The applicant has told us that they no longer want to join. Raises NotAllowed, NotNow."""
    require(by, "review_applications")
    lock(application)
    if application.state == "withdrawn":
        return
    application.move("withdraw")
    _end(application)
    log.record("application_withdrawn", by=by, about=application)


def _end(application: Application, *fields: str) -> None:
    application.ended_at = now()
    application.save(update_fields=["state", "ended_at", *fields])


@transaction.atomic
def invite(
    application: Application, *, by: User, organisation: Organisation | None = None, by_mail: bool = True
) -> Link:
    """The administrator invites whom the coordination has accepted; what they wrote becomes their profile.

    Without an organisation a new one is made with the name that the applicant gave, or their own.
    Raises NotAllowed, NotNow, and the refusals of accounts.actions.invite.
    """
    require(by, "invite_applicants")
    lock(application)
    if application.reviewer_id == by.pk:  # whoever has changed roles meanwhile: always two people
        raise NotAllowed("invite_applicants")
    application.move("invite")
    house = organisation or _new_house(application, by=by)
    link = accounts.invite(
        by=by,
        organisation=house,
        role=Role.DEFENDER,
        email=application.email,
        full_name=application.full_name,
        language=application.language,
        by_mail=by_mail,
    )
    _fill_profile(application, link.user, by=by)
    application.person = link.user
    application.save(update_fields=["state", "person"])
    log.record("application_invited", by=by, about=application, user=link.user_id)
    return link


def _new_house(application: Application, *, by: User) -> Organisation:
    name = application.organisation or application.full_name
    return accounts.create_organisation(
        by=by, kind=OrganisationKind.DEFENDER, name=name, country=application.country
    )


def _fill_profile(application: Application, user: User, *, by: User) -> None:
    answers = application.answers
    accounts.prefill_defender_profile(
        user,
        by=by,
        base=answers["base"],
        departments=answers["departments"],
        languages=answers["languages"],
        expertise=dict.fromkeys(answers["does"], FIRST_LEVEL),
    )
