from collections import Counter

from reencuentro.reference import countries, languages, obstacles, services, vocabularies


def test_the_five_countries_and_their_dangers():
    assert [country.code for country in countries.all()] == ["MX", "GT", "SV", "HN", "NI"]
    assert [country.code for country in countries.all() if country.hide_defender] == ["NI"]
    assert [country.code for country in countries.all() if country.danger_police_paper] == ["SV", "NI"]
    assert countries.get("SV").flag("danger_police_paper").source
    assert [country.currency for country in countries.all()] == ["MXN", "GTQ", "USD", "HNL", "NIO"]


def test_42_languages_spanish_first_everywhere():
    assert len(languages.all()) == 42
    assert {country: len(languages.spoken_in(country)) for country in countries.ORIGIN} == {
        "MX": 17,
        "GT": 24,
        "SV": 2,
        "HN": 7,
        "NI": 7,
    }
    assert all(languages.spoken_in(country)[0].code == "spa" for country in countries.ORIGIN)
    assert languages.get("mam").is_indigenous_or_creole


def test_27_obstacles_and_who_can_remove_them():
    assert Counter(obstacle.abroad_can_help for obstacle in obstacles.all()) == {
        "yes": 20,
        "partly": 3,
        "no": 4,
    }
    julio = obstacles.get("child_birth_record_missing")
    assert (julio.label("en"), julio.label("es")) == (
        "Obtain a new birth record",
        "Obtener una nueva partida de nacimiento",
    )
    assert julio.unverified


def test_37_services_and_none_invents_a_turnaround():
    assert len(services.all()) == 37
    assert {service.turnaround_days for service in services.all()} == {None}


def test_every_obstacle_that_abroad_can_remove_has_a_service_and_no_other():
    for obstacle in obstacles.all():
        assert bool(services.that_remove(obstacle.code)) == (obstacle.abroad_can_help != "no"), obstacle.code


def test_finding_a_person_is_dual_use():
    assert [service.code for service in services.all() if service.dual_use] == [
        "locate_person",
        "parent_wishes_interview",
        "home_safety_assessment",
    ]


def test_warnings_depend_on_service_and_country():
    police = services.get("criminal_record_certificate")
    assert {country: police.warnings(country) for country in countries.ORIGIN} == {
        "MX": (),
        "GT": (),
        "SV": ("danger_police_paper",),
        "HN": (),
        "NI": ("danger_police_paper", "hide_defender"),
    }
    assert services.get("locate_person").warnings("HN") == ("dual_use",)
    assert services.get("civil_registry_extract").warnings("NI") == ("hide_defender",)


def test_the_service_for_a_document():
    assert [service.code for service in services.for_document("birth_certificate")] == [
        "civil_registry_extract"
    ]
    assert [service.code for service in services.for_document("notarial_act")] == [
        "notarised_parental_consent",
        "power_of_attorney",
        "custody_transfer_or_waiver",
    ]


def test_there_is_no_list_for_a_sponsors_immigration_status():
    labels = [term.label("en") for name in vocabularies.LISTS for term in vocabularies.terms(name)]
    assert len(labels) > 100
    assert not [label for label in labels if "immigration status" in label.lower()]


def test_choices_are_in_the_readers_language():
    assert vocabularies.choices("tie_states", "es") == [("claimed", "Afirmado"), ("proved", "Probado")]
    assert [term.code for term in vocabularies.terms("categories")] == ["1", "2A", "2B", "3", "4"]


def test_a_country_offers_its_own_identity_number_first():
    assert [kind.code for kind in vocabularies.identifier_kinds("HN")] == ["DNI", "passport", "a_number"]
