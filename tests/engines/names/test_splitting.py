import pytest
from hypothesis import given
from hypothesis import strategies as st

from reencuentro.engines.names import Name, split, split_whole, words


def test_two_fields_stay_two_halves():
    assert split("María  Elena", "Turcios de Cálix") == Name(("maria", "elena"), ("turcios", "calix"))
    assert split("Julio Cálix", "") == Name(("julio", "calix"), ())
    assert split("FNU", "LNU") == Name()


@pytest.mark.parametrize(
    ("text", "given_names", "surnames"),
    [
        ("", "", ""),
        ("de la", "", ""),
        ("Julio", "julio", ""),
        ("Julio Cálix", "julio", "calix"),
        ("Julio Cálix Ordóñez", "julio", "calix ordonez"),
        ("Juan José López", "juan jose", "lopez"),
        ("Juan Pedro Juan", "juan pedro", "juan"),
        ("María Elena Turcios Pineda", "maria elena", "turcios pineda"),
        ("Ana María Luisa Tum Caal", "ana maria luisa", "tum caal"),
        # with a comma
        ("CÁLIX ORDÓÑEZ, JULIO", "julio", "calix ordonez"),
        ("Tum, María Elena", "maria elena", "tum"),
        (", Julio Cálix", "julio", "calix"),
        ("Julio Cálix,", "julio", "calix"),
        # married names
        ("María Elena Turcios de Cálix", "maria elena", "turcios calix"),
        ("María Elena Turcios Pineda de Cálix", "maria elena", "turcios pineda calix"),
        ("Ana Turcios de Cálix", "ana", "turcios calix"),
        ("Ana Turcios Vda. de Cálix", "ana", "turcios calix"),
        ("Ana Turcios Pineda viuda de Cálix", "ana", "turcios pineda calix"),
        ("Rosa de León", "rosa", "leon"),
        ("Rosa María de León", "rosa maria", "leon"),
        ("Ana de Jesús de Cálix", "ana jesus", "calix"),
        # names and surnames of several words
        ("María del Carmen López", "maria carmen", "lopez"),
        ("María de los Ángeles Turcios Pineda", "maria angeles", "turcios pineda"),
        ("Juan de Dios Peña", "juan dios", "pena"),
        ("Juan de la Cruz", "juan", "cruz"),
        ("Pedro de León del Cid", "pedro", "leon cid"),
        ("José Luis Hernández de la Cruz", "jose luis", "hernandez cruz"),
        ("Luis San José", "luis", "san jose"),
        ("Ana Ruth Santa Cruz Paz", "ana ruth", "santa cruz paz"),
        ("Juan Montes de Oca Pérez", "juan", "montes oca perez"),
        ("José María Turcios de la O", "jose maria", "turcios o"),
    ],
)
def test_a_whole_name_is_taken_apart_by_custom(text, given_names, surnames):
    assert split_whole(text) == Name(tuple(given_names.split()), tuple(surnames.split()))


@given(st.text(st.characters(exclude_categories=()), max_size=80) | st.text("abcdel ,yv", max_size=80))
def test_taking_apart_loses_and_invents_no_word(text):
    name = split_whole(text)
    found = words(text)
    if len(found) < 12:
        assert sorted(name.given + name.surnames) == sorted(found)


@given(st.sampled_from(["de Paz ", "María ", "San ", "de la "]).map(lambda piece: piece * 200))
def test_a_very_long_name_is_cut(text):
    name = split_whole(text)
    assert len(name.given + name.surnames) <= 24
