"""A person of a case: every name with its source, partial dates, languages, numbers, and ties to others."""

from django.db import models

from reencuentro.vault.fields import SealedJSONField, SealedPartialDateField, SealedTextField

from .base import CaseRecord, SentOnce, Versioned


class Person(Versioned, SentOnce, CaseRecord):
    """The child, a relative, a caregiver, somebody looked for.

    relationship to the child as claimed: a code of reference.vocabularies "relationships"
    birth_place  {"country", "department", "municipality", "village"}: codes of reference.places, village free text
    languages    [{"code": ISO 639-3, "level": "native|good|some"}]
    registry     where the birth record lies: {"office", "municipality", "year", "book", "folio", "entry"}
    last_known   how the person was last reached: phone, address in landmarks, who to ask
    do_not_trace  why nobody may find this person through tracing, such as a family that fears the seeker; empty = may
                  be found. Whoever is marked has no card in the index.
    """

    class Life(models.TextChoices):
        UNKNOWN = "unknown"
        ALIVE = "alive"
        DECEASED = "deceased"

    is_child = models.BooleanField(default=False)
    relationship = models.CharField(max_length=30, blank=True)
    sex = SealedTextField(blank=True)
    birth_date = SealedPartialDateField(blank=True, null=True)
    birth_place = SealedJSONField(default=dict, blank=True)
    languages = SealedJSONField(default=list, blank=True)
    registry = SealedJSONField(default=dict, blank=True)
    last_known = SealedTextField(blank=True)
    note = SealedTextField(blank=True)
    alive = models.CharField(max_length=10, choices=Life.choices, default=Life.UNKNOWN)
    unlocated = models.BooleanField(default=False)
    do_not_trace = SealedTextField(default=None, blank=True, null=True)

    class Meta:
        ordering = ["-is_child", "created_at"]

    @property
    def main_name(self) -> "PersonName | None":
        names = sorted(self.names.all(), key=lambda name: (not name.is_main, name.created_at))
        return names[0] if names else None

    @property
    def full_name(self) -> str:
        return self.main_name.whole if self.main_name else ""

    @property
    def short_name(self) -> str:
        return (
            self.main_name.given.split(" ")[0] if self.main_name and self.main_name.given else self.full_name
        )


class PersonName(CaseRecord):
    """One way in which the person is written or called. Two surnames are two fields; neither is a middle name."""

    AS_IN_CUSTODY = "as_in_custody"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="names")
    kind = models.CharField(max_length=20, default=AS_IN_CUSTODY)  # reference: name_kinds
    given = SealedTextField(blank=True)
    surname1 = SealedTextField(blank=True)
    surname2 = SealedTextField(blank=True)
    source = SealedTextField(blank=True)
    as_of = models.DateField(null=True, blank=True)
    is_main = models.BooleanField(default=False)

    class Meta:
        ordering = ["created_at"]

    @property
    def whole(self) -> str:
        return " ".join(part for part in (self.given, self.surname1, self.surname2) if part)


class IdentityNumber(CaseRecord):
    """A number on a paper. The A-number is one of them; a Defender never sees it."""

    A_NUMBER = "a_number"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="numbers")
    kind = models.CharField(max_length=20)
    number = SealedTextField()
    warnings = SealedJSONField(default=list, blank=True)

    class Meta:
        ordering = ["created_at"]


class FamilyTie(CaseRecord):
    """`elder` is parent or guardian of `younger`, or the two are married; claimed until a document proves it.

    Brothers, aunts and cousins follow from parents: the kinship chain is made of these ties alone.
    """

    class Kind(models.TextChoices):
        BIOLOGICAL = "biological"
        STEP = "step"
        ADOPTIVE = "adoptive"
        GUARDIAN = "guardian"
        MARRIED = "married"

    elder = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_down")
    younger = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ties_up")
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.BIOLOGICAL)
    proved_by = models.ForeignKey(
        "casework.Document", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    proved_on = models.DateField(null=True, blank=True)
    note = SealedTextField(blank=True)

    class Meta:
        ordering = ["created_at"]
        constraints = [
            models.UniqueConstraint(fields=["elder", "younger", "kind"], name="one_tie_of_a_kind"),
            models.CheckConstraint(condition=~models.Q(elder=models.F("younger")), name="no_tie_to_oneself"),
        ]

    @property
    def proved(self) -> bool:
        return self.proved_on is not None
