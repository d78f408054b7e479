from datetime import date, timedelta

import pytest
from django.utils import timezone

from reencuentro.audit.models import Entry
from reencuentro.casework.actions import cases, looking, people, placements, sponsors
from reencuentro.casework.errors import EditedMeanwhile, Invalid, NotAllowed, NotNow
from reencuentro.casework.models import Case, Clock, FamilyTie, IdentityNumber, Person, Placement, Sponsor
from reencuentro.engines.partial_date import PartialDate
from tests import cast as the
from tests.cardindex.looking import features_on_card
from tests.cast import Cast

NAMES = [
    ("Tz'unun", "K'oy", ""),
    ("Ana-Ruth", "O’Ñandú", "de la Ü"),
    ("José", "", ""),
    ("", "Muñoz", ""),
    ("Иван", "李", "مريم"),
]


@pytest.mark.parametrize(("given", "surname1", "surname2"), NAMES)
def test_names_of_any_script_come_back_as_they_were_written(
    cast: Cast, given: str, surname1: str, surname2: str
) -> None:
    case = the.a_case(cast)
    people.add_person(case, by=cast.advocate, given=given, surname1=surname1, surname2=surname2)
    name = Person.objects.get(case=case, is_child=False).main_name
    assert (name.given, name.surname1, name.surname2) == (given, surname1, surname2)


def test_a_person_without_any_name_is_refused(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        people.add_person(the.a_case(cast), by=cast.advocate, given="  ")
    assert refused.value.field == "given"
    assert Person.objects.count() == 1


@pytest.mark.parametrize(
    ("relationship", "ties"),
    [("father", ["biological"]), ("stepfather", ["step"]), ("legal_guardian", ["guardian"]), ("aunt", [])],
)
def test_a_parent_is_tied_to_the_child_at_once_as_claimed(
    cast: Cast, relationship: str, ties: list[str]
) -> None:
    case = the.a_case(cast)
    people.add_person(case, by=cast.advocate, given="Chepe", relationship=relationship)
    assert [tie.kind for tie in FamilyTie.objects.all()] == ties
    assert not any(tie.proved for tie in FamilyTie.objects.all())


def test_every_name_stays_and_the_features_follow(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    people.add_name(
        child, by=cast.advocate, given="Naum", surname1="Quetzalteco", kind="spelling", source="A card"
    )
    people.add_name(
        child, by=cast.advocate, given="Nahum", surname1="Quetzalteco", kind="as_on_record", is_main=True
    )
    child = Person.objects.get(case=case)
    assert child.full_name == "Nahum Quetzalteco"
    assert features_on_card(child).given == ("nahum", "isai", "naum")
    with pytest.raises(Invalid):
        people.add_name(child, by=cast.advocate, given="N", as_of=timezone.localdate() + timedelta(days=1))


def test_correcting_the_birth_date_moves_the_birthday_clock(cast: Cast) -> None:
    case = the.a_case(cast, birth_date=None)
    child = Person.objects.get(case=case)
    assert not Clock.objects.filter(rule="turn_18").exists()
    people.change_person(
        child, by=cast.advocate, version=child.version, birth_date=PartialDate.parse("2010-02")
    )
    assert not Clock.objects.filter(rule="turn_18").exists()
    people.change_person(
        child, by=cast.advocate, version=child.version, birth_date=PartialDate.parse("2010-02-03")
    )
    people.change_person(
        child, by=cast.advocate, version=child.version, birth_date=PartialDate.parse("2010-03-02~")
    )
    clock = Clock.objects.get(rule="turn_18")
    assert (clock.due_on, clock.unverified) == (date(2028, 3, 2), True) or clock.due_on == date(2028, 3, 1)


def test_two_editors_of_a_person_do_not_overwrite_each_other(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    people.change_person(child, by=cast.advocate, version=child.version, note="One.")
    with pytest.raises(EditedMeanwhile) as clash:
        people.change_person(Person.objects.get(pk=child.pk), by=cast.advocate, version=1, note="Two.")
    assert (clash.value.current.note, clash.value.changes["note"]) == ("One.", "Two.")


def test_a_doubtful_number_is_kept_with_a_warning(cast: Cast) -> None:
    child = Person.objects.get(case=the.a_case(cast))
    people.add_number(child, "DUI", "00016297-6", by=cast.advocate)
    people.add_number(child, "a_number", "A 123 456 789", by=cast.advocate)
    numbers = {row.kind: (row.number, row.warnings) for row in IdentityNumber.objects.all()}
    assert numbers == {"DUI": ("000162976", ["bad_checksum"]), "a_number": ("A123456789", [])}
    with pytest.raises(Invalid):
        people.add_number(child, "DUI", " ", by=cast.advocate)


def test_opening_a_number_is_recorded_without_the_number(cast: Cast) -> None:
    case = the.a_case(cast)
    number = people.add_number(Person.objects.get(case=case), "a_number", "A123456789", by=cast.advocate)
    looking.show_number(number, by=cast.advocate)
    entry = Entry.objects.get(verb="number.show")
    assert entry.details == {"case": case.code, "kind": "a_number"}
    with pytest.raises(NotAllowed):
        looking.show_number(number, by=cast.stranger)


def test_ties_stay_within_the_case_and_are_made_once(cast: Cast) -> None:
    case = the.a_case(cast)
    child = Person.objects.get(case=case)
    mother = people.add_person(case, by=cast.advocate, given="Marta", relationship="mother")
    assert people.tie(mother, child, "biological", by=cast.advocate).pk == FamilyTie.objects.get().pk
    stranger = Person.objects.get(case=the.a_case(cast))
    for younger in (mother, stranger):
        with pytest.raises(Invalid):
            people.tie(mother, younger, "biological", by=cast.advocate)


def test_a_move_ends_the_placement_before_it(cast: Cast) -> None:
    today = timezone.localdate()
    case = the.a_case(cast, custody_since=None)
    placements.place(case, by=cast.advocate, facility="Casa Uno", since=today - timedelta(days=50))
    placements.place(case, by=cast.advocate, facility="Casa Dos", since=today - timedelta(days=10))
    stays = [(p.facility, p.since, p.until) for p in Placement.objects.all()]
    assert stays == [
        ("Casa Uno", today - timedelta(days=50), today - timedelta(days=10)),
        ("Casa Dos", today - timedelta(days=10), None),
    ]
    assert Case.objects.get().custody_since == today - timedelta(days=50)
    for facility, since, field in (
        ("", today, "facility"),
        ("Casa Tres", today - timedelta(days=20), "since"),
        ("Casa Tres", today + timedelta(days=1), "since"),
    ):
        with pytest.raises(Invalid) as refused:
            placements.place(case, by=cast.advocate, facility=facility, since=since)
        assert refused.value.field == field


def test_the_facility_opens_on_request_and_leaves_an_entry(cast: Cast) -> None:
    case = the.a_case(cast)
    placement = placements.place(case, by=cast.advocate, facility="Casa Uno", since=timezone.localdate())
    placements.show_facility(placement, by=cast.advocate)
    assert "Casa" not in str(Entry.objects.get(verb="placement.show").details)
    with pytest.raises(NotAllowed):
        placements.show_facility(placement, by=cast.stranger)


def test_there_is_no_field_for_immigration_status() -> None:
    fields = {field.name for field in (*Sponsor._meta.get_fields(), *Person._meta.get_fields())}
    assert not [name for name in fields if "immigra" in name or "status" in name or "legal" in name]


def test_a_sponsor_follows_the_table_of_states(cast: Cast) -> None:
    case = the.a_case(cast)
    father = people.add_person(case, by=cast.advocate, given="Chepe", relationship="father")
    sponsor = sponsors.name_sponsor(
        case, father, by=cast.advocate, category="1", relationship="father", address="1 Elm St"
    )
    with pytest.raises(NotNow):
        sponsors.move_sponsor(sponsor, "approve", by=cast.advocate)
    for move in ("apply", "deny", "apply", "approve"):
        sponsors.move_sponsor(sponsor, move, by=cast.advocate)
    sponsors.change_sponsor(sponsor, by=cast.advocate, version=sponsor.version, category="2A")
    sponsors.show_sponsor(sponsor, by=cast.advocate)
    saved = Sponsor.objects.get()
    assert (saved.state, saved.category, saved.address) == ("approved", "2A", "1 Elm St")
    assert "Elm" not in str(list(Entry.objects.values_list("details", flat=True)))
    elsewhere = Person.objects.get(case=the.a_case(cast))
    with pytest.raises(Invalid):
        sponsors.name_sponsor(case, elsewhere, by=cast.advocate, category="1", relationship="father")


def test_a_member_without_edit_rights_changes_nothing(cast: Cast) -> None:
    case = the.a_case(cast)
    cases.add_member(case, cast.child_advocate, "child_advocate", by=cast.advocate, because="Appointed.")
    with pytest.raises(NotAllowed):
        people.add_person(case, by=cast.child_advocate, given="X")
