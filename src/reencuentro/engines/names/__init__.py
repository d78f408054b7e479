"""Names of Mexico and Central America as people write them: tidy, heard, nicknamed, split, compared.

Everything is pure: text in, values out. The tables (``by_ear.csv``, ``nicknames.csv``, ``given_names.txt`` and the
constants beside the code) can be read and corrected by somebody who does not program; each row says its source.
"notes" is section 5 of the project's notes on the countries of origin.
"""

from .nicknames import called, formal, same_class
from .sound import skeleton, sound
from .tidy import words

__all__ = ["called", "formal", "same_class", "skeleton", "sound", "words"]
