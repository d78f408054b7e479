"""One slip in one file: the start-up check names the file and the row."""

import shutil
from types import ModuleType

import pytest

from reencuentro import reference
from reencuentro.reference import checks, rows


def _forget() -> None:
    modules = [value for value in vars(reference).values() if isinstance(value, ModuleType)]
    for function in (value for module in modules for value in vars(module).values()):
        if hasattr(function, "cache_clear"):
            function.cache_clear()


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the data files that a test may spoil."""
    copy = tmp_path / "data"
    shutil.copytree(rows.DATA, copy)
    monkeypatch.setattr(rows, "DATA", copy)
    _forget()
    yield copy
    monkeypatch.undo()
    _forget()


SLIPS = [
    ("countries.yaml", "currency: GTQ", "", "countries[2] GT"),
    ("countries.yaml", "code: NI", "code: HN", "HN"),
    ("countries.yaml", "code: hide_defender", "code: hide", "countries[5] NI.flags[1] hide"),
    ("languages.yaml", "{code: quc, countries: [GT]", "{code: quc, countries: [US]", "languages[2] quc"),
    ("languages.yaml", "code: mam", "code: quc", "quc"),
    ("places.csv", "GT,2,GT.08.1315,GT.08,", "GT,2,GT.08.1315,GT.99,", "GT.08.1315"),
    ("places.csv", "MX,1,MX.31,,", "MX,1,MX.31,MX.30,", "2"),
    ("places.csv", "20.8088,-89.1349,mean_of_towns", ",,mean_of_towns", "2"),
    ("curp_states.yaml", "AS: MX.01", "AS: MX.02", ""),
    (
        "obstacles.yaml",
        "abroad_can_help: partly",
        "abroad_can_help: maybe",
        "obstacles[11] household_member_papers",
    ),
    ("services.yaml", "documents: [adoption_record]", "documents: [adoption]", "services[6] adoption_record"),
    ("services.yaml", "removes: [dna_pending", "removes: [dna", "services[31] dna_sample_logistics"),
    (
        "services.yaml",
        "sensitive: [dual_use], label: {en: Find",
        "sensitive: [dual], label: {en: Find",
        "services[25] locate_person",
    ),
    ("clocks.yaml", "id: turn_18, anchor: birth", "id: turn_18, anchor: nowhere", "clocks[21] turn_18"),
    (
        "clocks.yaml",
        "variants: {assisted: 2}",
        "variants: {assisted: two}",
        "clocks[5] sponsor_application_due",
    ),
    (
        "clocks.yaml",
        "id: bia_appeal, anchor: ij_decision, amount: 30",
        "id: bia_appeal, anchor: ij_decision",
        "clocks[27] bia_appeal",
    ),
    ("clocks.yaml", "categories: [2B]", "categories: [2C]", "clocks[11] orr_adjudicate_2B"),
    ("federal_holidays.yaml", "last_year: 2028", "last_year: 2029", ""),
    ("federal_holidays.yaml", "2024-01-15", "someday", ""),
    (
        "requirements.yaml",
        "rulesets: [orr-2025-income]",
        "rulesets: [orr-2035]",
        "requirements[20] sponsor_income",
    ),
    ("requirements.yaml", "of: [tax_return", "of: [tax", "requirements[20] sponsor_income"),
    ("requirements.yaml", "exits: [legal_status]", "exits: [legal]", "requirements[24] sij_age_and_facts"),
    (
        "requirements.yaml",
        "custody_on_or_before: 2025-04-22",
        "custody_on_or_before: null",
        "classes[1] angelica-s-pi",
    ),
    ("requirements.yaml", "suspends: [orr-2025-id,", "suspends: [orr-2035,", "classes[1] angelica-s-pi"),
    (
        "requirements.yaml",
        "[[{count: 1, of: [home_study_report]}]]",
        "[[{count: 2, of: [home_study_report]}]]",
        "requirements[22] home_study_mandatory.options[1][1]",
    ),
    (
        "requirements.yaml",
        "obstacle: parent_consent_missing",
        "obstacle: consent",
        "requirements[17] parental_designation",
    ),
    ("evidence.yaml", "service: late_registration", "service: late", "evidence[22] late_registration"),
    (
        "evidence.yaml",
        "document: national_id, label: {en: Foreign",
        "document: card, label: {en: Foreign",
        "evidence[12] foreign_national_id",
    ),
    ("catalogue.yaml", "    low: 54.0", "    low: 540.0", "MX birth_certificate.fee"),
    ("catalogue.yaml", "    low: 21\n", "    low: 210\n", "MX national_id.typical_days"),
    ("catalogue.yaml", "  - consulate\n", "  - pigeon\n", "MX birth_certificate"),
    ("catalogue.yaml", "accents, Ñ and indigenous names", "accents and names", "accents and names mistyped"),
    ("search_fields.yaml", "phrase: CURP, fields: [curp]", "phrase: CURP, fields: [crup]", "phrases[1] CURP"),
    (
        "search_fields.yaml",
        "phrase: CURP, fields: [curp]",
        "phrase: CURP, fields: [curp], or: [cui]",
        "phrases[1] CURP",
    ),
    ("search_fields.yaml", "phrase: CURP of the deceased,", "phrase: CURP,", "phrases[8] CURP"),
    ("vocabularies.yaml", "{code: claimed,", "{code: proved,", "proved"),
    ("policy.yaml", "{critical: 4, ", "{", ""),
    ("policy.yaml", "load: 0.3", "load: -0.3", ""),
    ("reasons.yaml", "{code: waiting,", "{code: on_time,", "on_time"),
]  # fmt: skip


def test_the_copy_is_sound_before_it_is_spoiled(data):
    assert checks.data_files_are_sound() == []


@pytest.mark.parametrize(("file", "right", "wrong", "row"), SLIPS, ids=lambda value: str(value)[:40])
def test_a_slip_is_found_and_named(data, file, right, wrong, row):
    text = (data / file).read_text(encoding="utf-8")
    assert right in text
    (data / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    found = [error.msg for error in checks.data_files_are_sound()]
    place = f", row {row}" if row else ""
    files = (file, "catalogue_es.yaml") if file == "catalogue.yaml" else (file,)
    assert any(message.startswith(f"{name}{place}: ") for message in found for name in files), found
