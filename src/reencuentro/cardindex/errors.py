"""What the index refuses, by name. No message holds a word of a card."""


class IndexAway(Exception):
    """Nothing can be searched now: the searching process does not answer, or keys are missing. Try again later."""
