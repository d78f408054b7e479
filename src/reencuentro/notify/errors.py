class NoTransaction(Exception):
    """A notice is queued in the transaction of the change it tells about, or not at all."""


class NotPlain(Exception):
    """A notice may carry a case code and a path; this was something else, and could have been a name."""
