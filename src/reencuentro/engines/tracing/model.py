"""The model as tables: how likely each degree of agreement is for the same person, and what a sibling shares."""

from .lexicon import Close

# How often a word of one record is so close to its fellow in another record of the same person.
SAME_PERSON: dict[str, dict[Close, float]] = {
    "given": {
        Close.SAME: 0.67,
        Close.SOUND: 0.1,
        Close.NICKNAME: 0.04,
        Close.SLIP: 0.1,
        Close.FAR_SLIP: 0.004,
        Close.NEIGHBOUR: 0.006,
        Close.INITIAL: 0.015,
        Close.ALIKE: 0.025,
        Close.OTHER: 0.04,
    },
    "surnames": {
        Close.SAME: 0.72,
        Close.SOUND: 0.09,
        Close.NICKNAME: 0.001,
        Close.SLIP: 0.12,
        Close.FAR_SLIP: 0.006,
        Close.NEIGHBOUR: 0.006,
        Close.INITIAL: 0.001,
        Close.ALIKE: 0.02,
        Close.OTHER: 0.04,
    },
    "mother": {
        Close.SAME: 0.74,
        Close.SOUND: 0.08,
        Close.NICKNAME: 0.01,
        Close.SLIP: 0.12,
        Close.FAR_SLIP: 0.005,
        Close.NEIGHBOUR: 0.008,
        Close.INITIAL: 0.006,
        Close.ALIKE: 0.015,
        Close.OTHER: 0.035,
    },
}

SAME_PERSON["father"] = SAME_PERSON["mother"]
SAME_PERSON["initial"] = {
    Close.SAME: 0.001,
    Close.SOUND: 0.001,
    Close.NICKNAME: 0.001,
    Close.SLIP: 0.001,
    Close.FAR_SLIP: 0.001,
    Close.NEIGHBOUR: 0.001,
    Close.INITIAL: 0.88,
    Close.ALIKE: 0.001,
    Close.OTHER: 0.12,
}
# The same, if the asked word is itself a misspelling.
SAME_PERSON["misspelt"] = {
    Close.SAME: 0.04,
    Close.SOUND: 0.36,
    Close.NICKNAME: 0.01,
    Close.SLIP: 0.42,
    Close.FAR_SLIP: 0.02,
    Close.NEIGHBOUR: 0.01,
    Close.INITIAL: 0.01,
    Close.ALIKE: 0.06,
    Close.OTHER: 0.07,
}
# The same, if the asked word is a nickname.
SAME_PERSON["nickname"] = {
    Close.SAME: 0.12,
    Close.SOUND: 0.04,
    Close.NICKNAME: 0.70,
    Close.SLIP: 0.03,
    Close.FAR_SLIP: 0.005,
    Close.NEIGHBOUR: 0.005,
    Close.INITIAL: 0.01,
    Close.ALIKE: 0.02,
    Close.OTHER: 0.07,
}
CALLED_ALSO = 0.25  # what a nickname adds when the given name was found already

LEAST_SHARE = 3e-5  # nothing is taken to be rarer
CROSSED, CROSSED_AGAIN = -2.5, -0.7  # a given name among the surnames or the reverse; every further one
JOINED = -2.0  # two names written as one, or one read as two
EXPLAINED = 0.2  # a parent's surname that the child's surname already showed

# What brothers and sisters share, of what the same person would show.
SIBLINGS_SHARE = {
    "given": 0.04,
    "surnames": 0.93,
    "birth": 0.0,
    "sex": 0.0,
    "place": 0.9,
    "mother": 0.96,
    "father": 0.92,
    "phone": 0.8,
    "number": 0.0,
    "extra": 0.9,
}

# Words left over on both sides: the first when no word at all found a fellow, and every other one.
CONFLICT = {"given": (-3.5, -2.0), "surnames": (-3.3, -2.0), "mother": (-3.0, -1.6), "father": (-3.0, -1.6)}
# Words left over on one side: people drop names.
DROPPED = {"given": -0.1, "surnames": -0.1, "mother": -0.05, "father": -0.05}

# A surname of the mother or father that stands among the child's surnames.
HANDED_DOWN = 0.4

# Log-odds.
SEX = {"same": 0.66, "same, as the given name tells": 0.1, "differs": -3.2}
PHONE = (9.5, 7.5, -0.8)  # the same, one digit off, another
NUMBER = (12.0, 8.0, -3.0)

# How often the other texts of one person are the same, close, or differ.
EXTRA = (0.6, 0.15, 0.25)
EXTRA_GRANTED = 60
