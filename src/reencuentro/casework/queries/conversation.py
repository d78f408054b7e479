"""What was said in one channel of a case."""

from reencuentro.casework.models import Case, Message


def conversation(case: Case, channel: str) -> list[Message]:
    """Oldest first, with authors. Whether the reader may see the channel is asked before. One query."""
    return list(Message.objects.filter(case=case, channel=channel).select_related("author"))
