"""From a walk through the family to the relationship's name, and from that to the sponsor category.

Categories: ORR Policy Guide section 2.2.1 as reported in S22 and S23 of the project's research; what is
marked as an inference there is marked as one here.
"""

from typing import Literal

from ..reasons import Reason, because

Sex = Literal["female", "male", "unknown"]

# U to a parent, D to a child, M to a spouse, G to a guardian; read from the child to the sponsor.
# Three columns: the sponsor is female, male, unknown.
RELATIONSHIPS: dict[str, tuple[str, str, str]] = {
    "U": ("mother", "father", "parent"),
    "G": ("legal_guardian", "legal_guardian", "legal_guardian"),
    "UM": ("stepmother", "stepfather", "stepparent"),
    "UD": ("sibling", "sibling", "sibling"),
    "UMD": ("stepsibling", "stepsibling", "stepsibling"),
    "UU": ("grandparent", "grandparent", "grandparent"),
    "UUD": ("aunt", "uncle", "aunt_or_uncle"),
    "UUDM": ("aunt", "uncle", "aunt_or_uncle"),
    "UUDD": ("first_cousin", "first_cousin", "first_cousin"),
}

PARENTS = frozenset({"mother", "father", "parent"})
STEPPARENTS = frozenset({"stepmother", "stepfather", "stepparent"})
CLOSE = frozenset({"aunt", "uncle", "aunt_or_uncle", "first_cousin"})


def relationship_of(moves: str, sex: Sex, *, half: bool) -> str:
    """The relationship that a walk of ``moves`` proves; ``half``: siblings share fewer than two known
    parents.
    """
    if moves == "UD" and half:
        return "half_sibling"
    names = RELATIONSHIPS.get(moves)
    if not names:
        return "distant_relative"
    return names[("female", "male", "unknown").index(sex)]


def category_of(
    relationship: str, was_caregiver: bool | None, has_custody: bool
) -> tuple[str, tuple[Reason, ...]]:
    """The category to expect and why. ORR decides; a caregiver who is not proved yet counts as 2B."""
    if relationship in PARENTS or relationship == "legal_guardian":
        return "1", (because("category_1_parent_or_guardian"),)
    if relationship in STEPPARENTS:
        if has_custody:
            return "1", (because("category_1_stepparent_with_custody"),)
        return "3", (because("category_3_stepparent_without_custody"), because("inference"))
    if relationship in ("sibling", "half_sibling", "grandparent"):
        return "2A", (because("category_2A_sibling_or_grandparent"),)
    if relationship in CLOSE:
        if was_caregiver:
            return "2A", (because("category_2A_caregiver"),)
        unknown = (because("caregiver_unknown"),) if was_caregiver is None else ()
        return "2B", (because("category_2B_never_caregiver"), *unknown)
    return "3", (because("category_3_distant_or_unrelated"),)
