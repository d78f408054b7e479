class CannotStart(Exception):
    """Its text is one sentence for the person at the console: what is wrong and what to do."""
