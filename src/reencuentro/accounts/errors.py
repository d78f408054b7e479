"""Refusals with a name. Views turn them into a sentence that says what to do."""

from collections.abc import Sequence


class Refused(Exception):
    """The base of every refusal of this package. `code` is a slug that may stand in the ledger."""

    code = "refused"


class NotAllowed(Refused):
    """This person may not do this. The caller answers as if the thing did not exist, or with 403."""

    code = "not_allowed"

    def __init__(self, act: str) -> None:
        self.act = act
        super().__init__(act)


class LastAdministrator(Refused):
    """Nobody would be left to manage people. First make somebody else an Administrator."""

    code = "last_administrator"


class RoleDoesNotFit(Refused):
    """Organisations of this kind have no such role (roles.ROLES_OF)."""

    code = "role_does_not_fit"


class CountryDoesNotFit(Refused):
    """Defenders work in one of the five countries of origin; theirs is where the matching looks for them."""

    code = "country_does_not_fit"


class AlreadyKnown(Refused):
    """Somebody with this e-mail is already a member or invited."""

    code = "already_known"


class LinkUnusable(Refused):
    """The link was used, replaced or has expired; nothing says which, or whether it ever existed."""

    code = "link_unusable"


class AgreementChanged(Refused):
    """The text has a newer version than the one that was read. Show it and ask again."""

    code = "agreement_changed"


class StillHolds(Refused):
    """The person still holds work. `work` lists what must be handed over first, as ledger references."""

    code = "still_holds"

    def __init__(self, work: Sequence[str]) -> None:
        self.work = tuple(work)
        super().__init__(f"{len(self.work)} things must be handed over first")
