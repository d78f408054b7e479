"""The state of a search follows its leads."""

from reencuentro.tracing.models import TracingRequest
from reencuentro.tracing.queries.shown import shown_leads


def follow(request: TracingRequest) -> None:
    """After leads vanished or came back, what they say together is what the search says. The caller has a transaction."""
    states = set(shown_leads().filter(request=request).values_list("state", flat=True))
    for move in _moves(states):
        if request.may_move(move):
            request.move(move)
    request.save(update_fields=["state"])


def _moves(states: set[str]) -> tuple[str, ...]:
    if "confirmed" in states:
        return ("find", "confirm")
    if states & {"likely", "related"}:
        return ("find",)
    if states & {"open", "unsure"}:
        return ("lead", "doubt")
    return ("doubt", "clear")
