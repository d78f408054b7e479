"""The codes of the ledger in words: verbs that concern the house and not a case, kinds of things, who acts."""

from django.utils.translation import gettext_lazy as _

from reencuentro.accounts.models import Role

HOUSE = {
    "agreement_accepted": _("Accepted the agreement"),
    "application_accepted": _("Accepted an application"),
    "application_declined": _("Declined an application"),
    "application_erased": _("Erased an application"),
    "application_invited": _("Invited an applicant"),
    "application_joined": _("An applicant has joined"),
    "application_looked_at": _("Looked at an application"),
    "application_made": _("Applied to join"),
    "application_noted": _("Changed the notes on an application"),
    "application_references_checked": _("Checked the references of an applicant"),
    "application_review_begun": _("Began to review an application"),
    "application_withdrawn": _("Noted that an applicant withdrew"),
    "box_destroyed": _("Destroyed a key"),
    "checkpoint_signed": _("Signed a checkpoint"),
    "checkpoint_taken": _("Took a checkpoint"),
    "defender_looked_at": _("Looked at a Defender"),
    "defender_paused": _("Paused offers"),
    "defender_profile_changed": _("Changed a Defender profile"),
    "defender_profile_corrected": _("Corrected a Defender profile"),
    "defender_profile_prefilled": _("Filled a Defender profile from an application"),
    "defender_resumed": _("Resumed offers"),
    "demo_begun": _("Began the demonstration"),
    "email_change_asked": _("Asked to change an e-mail address"),
    "email_changed": _("Changed an e-mail address"),
    "invitation_accepted": _("Accepted an invitation"),
    "invited": _("Invited somebody"),
    "invited_again": _("Invited somebody again"),
    "keys_rotated": _("Changed the key-encryption key"),
    "ledger_searched": _("Searched the ledger"),
    "membership_ended": _("Ended a membership"),
    "network_listed": _("Opened the list of Defenders"),
    "notice_sent_again": _("Sent a notice again"),
    "notices_chosen": _("Chose how to be told"),
    "organisation_changed": _("Changed an organisation"),
    "organisation_created": _("Created an organisation"),
    "password_changed": _("Changed the password"),
    "password_refused": _("Gave a wrong password"),
    "password_renewal_asked": _("Asked for a new password"),
    "password_renewal_sent": _("Sent a link for a new password"),
    "password_renewed": _("Chose a new password"),
    "people_listed": _("Opened the list of people"),
    "people_searched": _("Searched for people"),
    "person_looked_at": _("Looked at an account"),
    "profile_changed": _("Changed a profile"),
    "proposal.ask": _("Asked for a proposal"),
    "proposal.make": _("Made the day's proposal"),
    "refused": _("Was refused"),
    "role_changed": _("Changed a role"),
    "second_factor_changed": _("Changed a second factor"),
    "second_factor_refused": _("Gave a wrong code"),
    "second_factor_reset": _("Reset a second factor"),
    "session_ended": _("Ended a session"),
    "sessions_ended": _("Ended sessions"),
    "sign_in_failed": _("Failed to sign in"),
    "signed_in": _("Signed in"),
    "signed_out": _("Signed out"),
    "training_attended": _("Noted who attended a training"),
    "training_held": _("Noted a training"),
    "weights.adopt": _("Put weights of the matching in force"),
    "weights.try": _("Tried weights of the matching"),
}

KINDS = {
    **dict(Role.choices),
    "application": _("Application"),
    "training": _("Training"),
    "former": _("Former member"),
    "user": _("Account"),
    "organisation": _("Organisation"),
    "box": _("Box"),
    "case": _("Case"),
    "file": _("File"),
    "link": _("Single-use link"),
    "notice": _("Notice"),
    "policy": _("Weights"),
    "proposal": _("Proposal"),
    "trial": _("Trial of weights"),
}
PLAIN = {
    "system": _("The system"),
    "operator": _("On the server"),
    "somebody": _("Somebody"),
    "unknown": _("Unknown"),
    "accounts": _("Accounts"),
    "people": _("People"),
    "ledger": _("Ledger"),
    "keys": _("Keys"),
    "demo": _("Demonstration"),
}


def kind_words(kind: str) -> str:
    return str(KINDS.get(kind, kind))


def plain_words(word: str) -> str:
    return str(PLAIN.get(word, word))


def verb_words(verb: str) -> str:
    return str(HOUSE[verb])


def detail_words(details: dict[str, int | bool | str]) -> str:
    """Codes as they stand in the ledger; ids of other things are left out."""
    return ", ".join(f"{key} {value}" for key, value in details.items() if len(str(value)) <= 24)
