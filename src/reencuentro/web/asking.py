"""A request while it is being put together: what is known so far, which question comes next, what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import QueryDict

from reencuentro.accounts.models import User
from reencuentro.casework.actions import drafts
from reencuentro.casework.models import Case, Draft, Obstacle, Person
from reencuentro.casework.rules import may
from reencuentro.reference import catalogue, languages, services
from reencuentro.reference.catalogue import CatalogueEntry
from reencuentro.reference.search_fields import SearchField

KIND = "request"  # requests.ask throws the draft of this kind away once it is sent


@dataclass
class Known:
    """What the answers so far say. Later questions are made from it, so it is filled in their order."""

    case: Case
    user: User
    people: list[Person]
    obstacles: list[Obstacle]
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def obstacle(self) -> Obstacle | None:
        return next((row for row in self.obstacles if str(row.pk) == self.answers.get("obstacle")), None)

    @property
    def service(self) -> services.Service | None:
        code = self.answers.get("service")
        return services.get(code) if code else None

    @property
    def country(self) -> str:
        return str(self.answers.get("country") or "")

    @property
    def documents(self) -> tuple[CatalogueEntry, ...]:
        """What this service obtains in this country, as far as the catalogue knows."""
        if self.service is None or not self.country:
            return ()
        found = (catalogue.entry(self.country, document) for document in self.service.documents)
        return tuple(entry for entry in found if entry)

    @property
    def entry(self) -> CatalogueEntry | None:
        """The document that was chosen, or the only one there is to choose."""
        if len(self.documents) == 1:
            return self.documents[0]
        chosen = self.answers.get("document")
        return next((entry for entry in self.documents if entry.document == chosen), None)

    @property
    def subject(self) -> Person | None:
        return next((row for row in self.people if str(row.pk) == self.answers.get("subject")), None)

    @property
    def search_fields(self) -> tuple[SearchField, ...]:
        return catalogue.fields(self.country, self.entry.document) if self.entry else ()

    @property
    def spoken(self) -> tuple[languages.Language, ...]:
        """Languages beside Spanish, which every Defender speaks."""
        found = languages.spoken_in(self.country) if self.country else ()
        return tuple(language for language in found if language.is_indigenous_or_creole)

    @property
    def warnings(self) -> tuple[str, ...]:
        return self.service.warnings(self.country) if self.service and self.country else ()

    @cached_property
    def may_release(self) -> bool:
        return may(self.user, "disclose", self.case)


@dataclass
class Step:
    """One question with its form, as far as it has been answered."""

    form: Any
    done: bool

    @property
    def slug(self) -> str:
        return str(self.form.slug)

    @property
    def answered(self) -> bool:
        return self.done and self.form.is_valid()


class Asking:
    """The questions that apply, in order, filled from the draft. Which ones apply follows from the answers before."""

    def __init__(self, known: Known, questions: tuple[Any, ...], draft: Draft | None) -> None:
        self.known = known
        self.draft = draft
        self.steps = list(self._walk(questions))

    def _walk(self, questions: tuple[Any, ...]) -> Iterator[Step]:
        for question in questions:
            if not question.applies(self.known):
                continue
            part = self._part(question.slug)
            typed = as_query(part["typed"]) if part else None
            step = Step(question(typed, known=self.known), done=bool(part and part["done"]))
            if step.answered:
                self.known.answers |= step.form.cleaned_data
            yield step

    def _part(self, slug: str) -> dict[str, Any] | None:
        return self.draft.data["parts"].get(slug) if self.draft else None

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def before(self, slug: str) -> str:
        """The question before this one; "" for the first."""
        slugs = [step.slug for step in self.steps]
        place = slugs.index(slug)
        return slugs[place - 1] if place else ""

    @property
    def open_step(self) -> Step | None:
        """The first question that still wants an answer; None when all is ready to be checked."""
        return next((step for step in self.steps if not step.answered), None)

    @property
    def client_id(self) -> UUID | None:
        return drafts.client_id(self.draft) if self.draft else None


def as_query(typed: drafts.Typed) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    return query


def as_typed(query: QueryDict) -> drafts.Typed:
    """What to keep of a posted form: everything but its own machinery."""
    return {name: query.getlist(name) for name in query if name not in ("csrfmiddlewaretoken", "client_id")}
