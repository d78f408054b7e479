from collections import Counter
from datetime import date

import pytest

from reencuentro.engines.partial_date import PartialDate
from reencuentro.reference import catalogue, countries, phrases, search_fields
from reencuentro.reference.rows import read_yaml

ENTRIES = [entry for country in countries.ORIGIN for entry in catalogue.documents(country)]


def keys(fields):
    return [(field.key, field.need, field.group, field.option) for field in fields]


def test_five_countries_have_81_entries():
    assert Counter(entry.country for entry in ENTRIES) == {"MX": 16, "GT": 16, "SV": 16, "HN": 17, "NI": 16}
    assert Counter(entry.confidence for entry in ENTRIES) == {"high": 15, "medium": 39, "low": 27}


def test_what_the_sources_do_not_say_stays_unknown():
    assert sum(not entry.fee.known for entry in ENTRIES) == 46
    assert sum(entry.typical_days.low is None and entry.typical_days.high is None for entry in ENTRIES) == 59
    assert sum(entry.without_source for entry in ENTRIES) == 4


def test_an_entry_says_what_it_knows():
    entry = catalogue.entry("GT", "birth_certificate")
    assert entry.acronym == "RENAP"
    assert (entry.fee.low, entry.fee.high, entry.fee.currency) == (15.0, 15.0, "GTQ")
    assert (entry.typical_days.low, entry.typical_days.high, entry.typical_days.unit) == (0, 3, "calendar")
    assert entry.as_of == PartialDate(2026, 4)
    assert not entry.stale(date(2026, 11, 24))
    assert entry.label("es") == "Partida o acta de nacimiento (certificado / certificación de nacimiento)"
    assert entry.typical_days.note("es") == "minutos en oficina; 1-3 días en línea"


def test_working_days_are_kept_as_working_days():
    assert catalogue.entry("GT", "school_record").typical_days.unit == "working"


def test_an_undated_entry_is_stale_and_keeps_its_remark():
    entry = catalogue.entry("GT", "late_birth_registration")
    assert (entry.as_of, entry.provenance.note) == (
        None,
        "undated (fine confirmed by a RENAP page of about 2020)",
    )
    assert entry.stale(date(2026, 11, 24))


def test_an_unknown_pair_is_none_and_asks_nothing():
    assert catalogue.entry("MX", "kinship_certificate") is None
    assert catalogue.fields("MX", "kinship_certificate") == ()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: f"{entry.country}-{entry.document}")
def test_every_phrase_of_every_entry_is_mapped_to_fields(entry):
    for phrase in entry.needed_to_search:
        assert search_fields.of_phrases([phrase], entry.document)
    assert catalogue.fields(entry.country, entry.document)


def test_no_mapping_is_left_over():
    used = {phrase for entry in ENTRIES for phrase in entry.needed_to_search}
    mapped = {row.text("phrase") for row in read_yaml("search_fields.yaml").rows("phrases")}
    assert mapped == used


def test_every_field_is_personal_and_used():
    used = {field.key for entry in ENTRIES for field in catalogue.fields(entry.country, entry.document)}
    fields = [row.text("key") for row in read_yaml("search_fields.yaml").rows("fields")]
    # A registry office has no phrase of its own; it belongs to the locators that a person may know.
    assert set(fields) - used == {"registry_office"}
    assert all(search_fields.get(key).personal for key in fields)


def test_alternatives_become_a_group_of_options():
    assert keys(catalogue.fields("MX", "birth_certificate")) == [
        ("curp", "one_of", 1, 1),
        ("full_name", "one_of", 1, 2),
        ("birth_date", "one_of", 1, 2),
        ("sex", "one_of", 1, 2),
        ("registration_state", "one_of", 1, 2),
        ("parent_full_name", "required", 0, 0),
        ("book", "helps", 0, 0),
        ("entry_number", "helps", 0, 0),
    ]


def test_the_same_words_may_mean_another_field_for_another_document():
    assert [field.key for field in catalogue.fields("SV", "school_record")] == [
        "school_name",
        "school_years",
        "school_shift",
        "birth_certificate_paper",
    ]
    assert catalogue.fields("NI", "death_certificate")[0].key == "deceased_full_name"


def test_unanswered_takes_the_alternative_with_the_least_missing():
    fields = catalogue.fields("MX", "birth_certificate")

    def missing(*answered):
        return [field.key for field in search_fields.unanswered(fields, answered)]

    assert missing() == ["parent_full_name", "curp"]
    assert missing("parent_full_name", "curp") == []
    assert missing("parent_full_name", "full_name", "birth_date", "sex", "registration_state") == []
    assert missing("curp") == ["parent_full_name"]


def test_an_alternative_that_is_a_paper_leaves_nothing_to_ask():
    fields = catalogue.fields("NI", "school_record")
    assert [field.key for field in fields if field.need == "one_of"] == ["cedula", "birth_certificate_paper"]
    assert [field.key for field in search_fields.unanswered(fields, ["school_name", "school_years"])] == []


def test_papers_and_steps_are_no_questions():
    fields = catalogue.fields("MX", "apostille")
    assert [(field.key, field.is_question) for field in fields] == [
        ("original_document_paper", False),
        ("payment_receipt", False),
    ]
    assert search_fields.unanswered(fields, []) == ()


def test_a_field_says_who_can_fill_it():
    assert search_fields.get("birth_date").prefill == "subject.birth_date"
    assert search_fields.get("mother_full_name").prefill == "mother.full_name"
    assert search_fields.get("court").prefill == ""


def test_no_translation_is_left_over():
    texts = {entry.authority.en for entry in ENTRIES} | {entry.apostille_authority.en for entry in ENTRIES}
    texts |= {entry.who_may_request.en for entry in ENTRIES}
    texts |= {obstacle.en for entry in ENTRIES for obstacle in entry.obstacles}
    notes = [note for entry in ENTRIES for note in (entry.notes, entry.fee.note, entry.typical_days.note)]
    assert set(phrases.all()) == texts | {note.en for note in notes if note}


def test_of_two_ways_that_lack_as_much_the_one_that_was_begun_is_asked_for():
    fields = catalogue.fields("HN", "birth_certificate")
    missing = search_fields.unanswered(fields, ["full_name", "birth_date"])
    assert [field.key for field in missing] == ["registration_municipality"]
