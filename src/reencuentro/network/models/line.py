"""A coordinator's decision that an offer may go on to the next of the list, without asking them again."""

from uuid import uuid4

from django.conf import settings
from django.db import models

from reencuentro.casework.clockwork import now
from reencuentro.casework.models.base import Living
from reencuentro.casework.states import Life, State, Words

LINE = Life(
    "line",
    State(
        "waiting",
        Words("Goes on after a no", "Sigue si alguien no acepta"),
        "go",
        {"finish": "done", "stop": "stopped", "use_up": "used_up", "overtake": "overtaken"},
    ),
    State("done", Words("Somebody accepted", "Alguien aceptó"), "done", {}),
    State("stopped", Words("Stopped", "Detenida"), "quiet", {}),
    State("used_up", Words("Nobody is left in the list", "No queda nadie en la lista"), "late", {}),
    State("overtaken", Words("The request changed", "La solicitud cambió"), "quiet", {}),
)


class NextInLine(Living):
    """`defenders`: ids in the order in which they are asked, after the one of `offer`, which the coordinator made.

    `hours`: how long each has to answer. `request_version`: as the coordinator saw it; a correction ends the line.
    """

    life = LINE

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey("casework.Request", on_delete=models.PROTECT, related_name="lines")
    offer = models.ForeignKey("casework.Offer", on_delete=models.PROTECT, related_name="+")
    defenders = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=now)
    hours = models.PositiveSmallIntegerField()
    request_version = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["request"], condition=models.Q(state="waiting"), name="one_waiting_line_a_request"
            )
        ]

    def __str__(self) -> str:
        return self.ledger_ref

    @property
    def ledger_ref(self) -> str:
        return f"line:{self.pk}"
