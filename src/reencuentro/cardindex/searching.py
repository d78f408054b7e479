"""Provisional: until the index is there. Compares names one by one."""

from collections.abc import Collection
from dataclasses import dataclass
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps

from reencuentro.engines.tracing.types import Description, Evidence, Match, Sought

from .errors import IndexAway
from .models import Card

__all__ = ["Found", "IndexAway", "changed_since", "newest", "search"]


@dataclass(frozen=True)
class Found:
    person: UUID
    match: Match


def search(
    description: Description, *, sought: Sought = "person", limit: int = 20, without: Collection[UUID] = ()
) -> tuple[Found, ...]:
    people = apps.get_model("casework", "Person").objects.filter(case__erased_at=None)
    of: Any = import_module("reencuentro.casework.queries.describing").description_of
    found = []
    for person in people.exclude(pk__in=without):
        if person.do_not_trace:
            continue
        p, evidence = _score(description, of(person), sought)
        if p > 0.05:
            found.append(Found(person.pk, Match(0, p, 0.0, tuple(evidence))))
    return tuple(sorted(found, key=lambda f: -f.match.probability)[:limit])


def _words(d: Description) -> set[str]:
    return {w.lower() for n in d.names for w in f"{n.given} {n.surnames}".split()}


def _score(a: Description, b: Description, sought: str) -> tuple[float, list[Evidence]]:
    if sought == "children":
        parents = {w.lower() for name in (*a.mothers, *a.fathers) for w in name.split()}
        theirs = {w.lower() for name in (*b.mothers, *b.fathers) for w in name.split()}
        share = len(parents & theirs) / max(len(parents), 1)
        return 0.9 * share, [Evidence("father", "same", 2.0)]
    mine, theirs = _words(a), _words(b)
    share = len(mine & theirs) / max(min(len(mine), len(theirs)), 1)
    if sought == "sibling":
        given = {w.lower() for n in a.names for w in n.given.split()} & {
            w.lower() for n in b.names for w in n.given.split()
        }
        surname = {w.lower() for n in a.names for w in n.surnames.split()} & {
            w.lower() for n in b.names for w in n.surnames.split()
        }
        return (0.8 if surname and not given else 0.0), [
            Evidence("surnames", "same", 2.0),
            Evidence("given", "differs", -1.0),
        ]
    evidence = [Evidence("given", "same" if share > 0.6 else "differs", 2.0 if share > 0.6 else -1.0)]
    evidence.append(
        Evidence(
            "birth",
            "unknown" if not (a.birth and b.birth) else "same" if a.birth == b.birth else "differs",
            1.0,
        )
    )
    return 0.9 * share, evidence


def newest() -> int:
    return Card.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def changed_since(number: int) -> list[tuple[int, UUID]]:
    return list(Card.objects.filter(pk__gt=number).order_by("pk").values_list("pk", "person"))
