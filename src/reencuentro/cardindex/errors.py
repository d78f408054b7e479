"""What the index refuses, by name. No message holds a word of a card."""


class IndexAway(Exception):
    """Nothing can be searched now: the searching process does not answer, or keys are missing. Try again later."""


class IndexDamaged(IndexAway):
    """What is stored does not open with the key at hand, or is of another engine: it has to be built anew."""
