from collections import Counter

import pytest

from reencuentro.reference import countries, places


def test_every_department_and_municipality_is_there():
    assert Counter((place.country, place.level) for place in places.all()) == {
        ("MX", 1): 32,
        ("MX", 2): 2471,
        ("GT", 1): 22,
        ("GT", 2): 340,
        ("SV", 1): 14,
        ("SV", 2): 44,
        ("HN", 1): 18,
        ("HN", 2): 298,
        ("NI", 1): 17,
        ("NI", 2): 153,
    }


def test_no_two_places_of_a_department_have_the_same_name():
    names = Counter((place.country, place.parent, place.label("es").casefold()) for place in places.all())
    assert [name for name, times in names.items() if times > 1] == []


def test_the_municipalities_of_all_departments_are_all_municipalities():
    listed = [
        municipality.code
        for country in countries.ORIGIN
        for department in places.departments(country)
        for municipality in places.municipalities(department.code)
    ]
    assert len(listed) == len(set(listed)) == 2471 + 340 + 44 + 298 + 153


def test_departments_come_by_name_without_minding_accents():
    names = [place.name for place in places.departments("HN")]
    assert names[:3] == ["Atlántida", "Choluteca", "Colón"]
    assert len(names) == 18


def test_a_place_knows_its_department():
    assert places.department_of("GT.08.1315").name == "Huehuetenango"
    assert places.department_of("GT.08").code == "GT.08"
    with pytest.raises(KeyError):
        places.get("GT.99")


def test_search_minds_neither_accents_nor_case_and_shows_every_namesake():
    assert [place.code for place in places.search("GT", "todos santos CUCHUMATAN")] == ["GT.08.1315"]
    santa_cruz = [place.label("es") for place in places.search("HN", "san marcos") if place.level == 2]
    assert santa_cruz[:2] == ["San Marcos", "San Marcos"]
    assert places.search("GT", " ") == ()


def test_distances():
    assert places.distance_km("GT.08.1315", "GT.08.1315") == 0.0
    assert places.distance_km("GT.13", "GT.07") == pytest.approx(119.54, abs=0.01)
    assert places.distance_km("GT.07", "GT.13") == places.distance_km("GT.13", "GT.07")


def test_a_place_without_coordinates_uses_its_departments_and_knows_nothing_within_it():
    unplaced = next(place for place in places.all() if place.precision == "none" and place.country == "HN")
    far = "HN.06"
    assert places.distance_km(unplaced.code, far) == places.distance_km(unplaced.parent, far)
    assert places.distance_km(unplaced.code, unplaced.parent) is None


def test_registry_numbers_lead_to_places():
    guatemala, honduras = places.registry_codes("GT"), places.registry_codes("HN")
    assert (len(guatemala), guatemala["1315"], guatemala["0101"]) == (340, "GT.08.1315", "GT.07.101")
    assert len(honduras) == 298
    assert {code[:2] for code in honduras} == {f"{number:02d}" for number in range(1, 19)}
    assert places.get(places.registry_codes("MX")["YN"]).name == "Yucatán"
    assert places.registry_codes("SV") == places.registry_codes("NI") == {}
