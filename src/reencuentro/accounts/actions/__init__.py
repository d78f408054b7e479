"""Every write about people and organisations. Page, API, command and demo world all call these."""

from .defenders import pause_defender, resume_defender, update_defender_profile
from .organisations import change_organisation, create_organisation
from .oversight import (
    look_at_people,
    look_at_person,
    search_ledger,
    sign_checkpoint,
    take_checkpoint,
)
from .own import (
    ask_email_change,
    ask_password_renewal,
    change_password,
    change_profile,
    confirm_email_change,
    end_other_sessions,
    end_session,
    renew_password,
)
from .people import (
    accept_invitation,
    change_role,
    end_membership,
    end_sessions_of,
    invite,
    invite_again,
    renew_password_link,
    reset_second_factor,
)

__all__ = [
    "accept_invitation",
    "ask_email_change",
    "ask_password_renewal",
    "change_organisation",
    "change_password",
    "change_profile",
    "change_role",
    "confirm_email_change",
    "create_organisation",
    "end_membership",
    "end_other_sessions",
    "end_session",
    "end_sessions_of",
    "invite",
    "invite_again",
    "look_at_people",
    "look_at_person",
    "pause_defender",
    "renew_password",
    "renew_password_link",
    "reset_second_factor",
    "resume_defender",
    "search_ledger",
    "sign_checkpoint",
    "take_checkpoint",
    "update_defender_profile",
]
