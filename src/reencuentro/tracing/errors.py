"""Refusals of tracing with a name; the sentences are shown where the reader can act on them."""

from django.utils.translation import gettext_lazy as _

from reencuentro.casework.errors import Invalid, NotReady


class AlreadySought(Invalid):
    """The same is looked for already, on behalf of the same person."""

    def __init__(self) -> None:
        super().__init__("person", _("This search goes on already. Open it, or close it first."))


class NoConsent(Invalid):
    """A search rests on a living consent, or on counsel's word why it goes without one."""

    def __init__(self) -> None:
        super().__init__(
            "consent",
            _("Choose a consent that covers the search. Without one, only counsel may ask, with a reason."),
        )


class Resting(NotReady):
    """The consent of the search has ended: nothing is searched under it."""

    def __init__(self) -> None:
        super().__init__(_("The consent of this search has ended. Choose another one, and it goes on."))


class TooOften(NotReady):
    """This person has used up the searches of an hour: whoever asks often enough could guess a record word by word."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "You have searched often in this hour. The search goes on by itself; wait a little before the next."
            )
        )


class LookFirst(NotReady):
    """Whoever says that two records are of one person, or of brother and sister, has seen both."""

    def __init__(self) -> None:
        super().__init__(_("Look at both records side by side before you say so. Ask to see more first."))


class NoLivingGrant(NotReady):
    """Nobody has granted the look, or it has run out."""

    def __init__(self) -> None:
        super().__init__(_("You may not see more of this lead now. Ask for it with your reason."))
