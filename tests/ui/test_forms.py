from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import override

from reencuentro.ui.fields import Amount, MoneyField
from reencuentro.ui.widgets import CameraUpload, RadioCards, ThreePartDate


class Ask(forms.Form):
    town = forms.CharField(label="Town", help_text="As on the record")
    note = forms.CharField(label="Note", required=False)
    kind = forms.ChoiceField(
        label="Kind", choices=[("a", "First"), ("b", "Second")], widget=RadioCards(hints={"b": "Slower"})
    )


class Born(forms.Form):
    born = forms.DateField(widget=ThreePartDate())


class About(forms.Form):
    born = forms.CharField(widget=ThreePartDate(approximate=True))


def parts(*values: str) -> dict[str, str]:
    return {f"born_{index}": value for index, value in enumerate(values)}


def test_an_error_is_tied_to_its_field():
    html = str(Ask({"kind": "a"})["town"].as_field_group())
    assert 'aria-describedby="id_town_helptext id_town_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_town_error"' in html
    assert 'id="id_town_helptext"' in html


def test_only_what_may_be_left_out_is_marked():
    form = Ask()
    assert "(optional)" in str(form["note"].as_field_group())
    assert "(optional)" not in str(form["town"].as_field_group())


def test_a_group_of_radios_has_a_legend_and_hints():
    html = str(Ask()["kind"].as_field_group())
    assert "<legend>Kind</legend>" in html
    assert html.count("<fieldset") == 1
    assert '<span class="hint">Slower</span>' in html


def test_the_error_summary_leads_to_the_first_input_of_each_field(render):
    html = render("{% error_summary form %}", form=Ask({}))
    assert 'role="alert"' in html
    assert '<a href="#id_town">Town – This field is required.</a>' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_kind_0"' in str(Ask({})["kind"])


def test_there_is_no_error_summary_without_errors(render):
    assert render("{% error_summary form %}", form=Ask()) == ""
    assert render("{% error_summary form %}", form=Ask({"town": "x", "kind": "a"})) == ""


def test_three_parts_make_a_date():
    form = Born(parts("7", "3", "2014"))
    assert form.is_valid()
    assert form.cleaned_data["born"] == date(2014, 3, 7)


def test_an_impossible_date_is_refused_and_shown_again():
    form = Born(parts("31", "2", "2014"))
    assert not form.is_valid()
    html = str(form["born"])
    assert 'value="31"' in html
    assert 'value="2014"' in html


def test_letters_in_a_date_are_refused_and_shown_again():
    form = Born(parts("x", "y", "20"))
    assert not form.is_valid()
    assert 'value="x"' in str(form["born"]).replace("0x", "x")


def test_an_empty_date_is_missing_rather_than_wrong():
    with override("en"):
        assert Born(parts("", "", "")).errors == {"born": ["This field is required."]}


def test_a_partial_approximate_date_is_text_in_edtf_order():
    assert About(parts("", "3", "2014", "on")).data
    form = About(parts("", "3", "2014") | {"born_3": "on"})
    assert form.is_valid()
    assert form.cleaned_data["born"] == "2014-03~"
    assert (
        About(parts("", "", "2014"))
        .fields["born"]
        .widget.value_from_datadict(parts("", "", "2014"), {}, "born")
        == "2014"
    )


def test_a_partial_date_is_shown_again_as_it_was():
    html = str(About(initial={"born": "2014-03~"})["born"])
    assert 'value="2014"' in html
    assert 'value="03"' in html
    assert "checked" in html


def test_money_keeps_its_currency():
    field = MoneyField(currencies=[("HNL", "L"), ("USD", "US$")], required=False)
    assert field.clean(["800.50", "HNL"]) == Amount(Decimal("800.50"), "HNL")
    assert field.clean(["", "HNL"]) is None


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1500", "1500"),
        ("1,500", "1500"),
        ("1.500", "1500"),
        ("1.500,50", "1500.50"),
        ("1,500.5", "1500.5"),
        ("1 500,50", "1500.50"),
        ("Q 1500", "1500"),
        ("L. 1,500.00", "1500.00"),
        ("US$20", "20"),
        ("1500 HNL", "1500"),
        ("0,50", "0.50"),
        ("1,234,567.89", "1234567.89"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed, amount):
    field = MoneyField(currencies=[("HNL", "L")])
    assert field.clean([typed, "HNL"]).amount == Decimal(amount)


@pytest.mark.parametrize(
    "typed", ["1,50,0", "1.5.5", "0.500", "12345,678", "1,500,00", "1e5", "Q", "uno", "-5"]
)
def test_what_could_be_two_amounts_or_none_is_asked_for_again(typed):
    with pytest.raises(ValidationError):
        MoneyField(currencies=[("HNL", "L")]).clean([typed, "HNL"])


def test_either_input_of_an_upload_arrives():
    widget = CameraUpload()
    photograph = SimpleUploadedFile("a.jpg", b"x")
    assert widget.value_from_datadict({}, MultiValueDict({"scan": [photograph]}), "scan") is photograph
    html = widget.render("scan", None, {"id": "id_scan"})
    assert html.count('name="scan"') == 2
    assert 'capture="environment"' in html
