"""What stands on cards, for tests."""

from uuid import UUID

from reencuentro.cardindex import cards
from reencuentro.cardindex.models import Card
from reencuentro.casework.models import Person
from reencuentro.casework.queries.describing import description_of
from reencuentro.engines.tracing.features import Features, decode, encode, features


def features_on_card(person: Person) -> Features:
    """Raises if the person has no card or cannot be found."""
    return decode(cards.opened(Card.objects.get(person=person.pk)))


def on_cards() -> dict[UUID, bytes]:
    """What each card holds; nothing for who cannot be found."""
    return {card.person: cards.opened(card) for card in Card.objects.all()}


def expected() -> dict[UUID, bytes]:
    """What the cards of all persons must hold."""
    return {
        person.pk: b"" if person.do_not_trace else encode(features(description_of(person)))
        for person in Person.objects.filter(case__erased_at=None)
    }
