"""Names of Mexico and Central America as people write them: tidy, heard, nicknamed, split, compared.

Everything is pure: text in, values out. The tables (``by_ear.csv``, ``nicknames.csv``, ``given_names.txt`` and the
constants beside the code) can be read and corrected by somebody who does not program; each row says its source.
"notes" is section 5 of the project's notes on the countries of origin.
"""

from .bags import Pair
from .compare import NamesCompared, Verdict, compare
from .likeness import Likeness, likeness, shape, two_usual_names, usual
from .nicknames import called, formal, same_class
from .sound import skeleton, sound
from .splitting import Name, split, split_whole
from .tidy import words

__all__ = [
    "Likeness",
    "Name",
    "NamesCompared",
    "Pair",
    "Verdict",
    "called",
    "compare",
    "formal",
    "likeness",
    "same_class",
    "shape",
    "skeleton",
    "sound",
    "split",
    "split_whole",
    "two_usual_names",
    "usual",
    "words",
]
