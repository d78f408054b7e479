"""What Editors can put on a page, and what they cannot leave out."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.blocks.base import Block

from reencuentro.public.site import blocks

from .helping import page_at


def refusal(block: Block, value: dict[str, Any]) -> list[str]:
    """The names of the parts that are wrong."""
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    return sorted(refused.value.block_errors)


def test_a_figure_has_its_day_and_its_source_or_is_no_figure() -> None:
    assert refusal(blocks.FigureBlock(), {"number": "500", "what": "cases a year"}) == ["as_of", "source"]


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "http://plain.example", "data:x"]
)
def test_a_button_leads_nowhere_but_to_safe_addresses(address: str) -> None:
    assert refusal(blocks.LinkBlock(), {"words": "Go", "page": None, "address": address}) == ["address"]


@pytest.mark.parametrize("address", ["https://example.org/", "/join/", "mailto:a@example.org", "tel:+123"])
def test_safe_addresses_are_taken(address: str) -> None:
    block = blocks.LinkBlock()
    assert (
        block.clean(block.to_python({"words": "Go", "page": None, "address": address}))["address"] == address
    )


def shown(client: Client, *body: tuple[str, Any]) -> str:
    page = page_at("/en/about-us/team/")
    page.body = [{"type": kind, "value": value} for kind, value in body]
    page.save()
    return client.get("/en/about-us/team/").content.decode().split("<main")[1]


def test_figures_show_their_day_and_source(site: int, client: Client) -> None:
    figure = {"number": "500", "what": "cases a year", "as_of": "2026-03-01", "source": "Yearly report"}
    html = shown(client, ("figures", {"heading": "In numbers", "figures": [figure]}))
    assert "<b>500</b><span>cases a year</span>" in html
    assert "As of March 1, 2026. Source: Yearly report" in html


def test_what_nobody_has_checked_says_so(site: int, client: Client) -> None:
    caution = {
        "heading": "Unverified",
        "words": "<p>General words.</p>",
        "checked_on": None,
        "checked_by": "",
    }
    assert "Not checked by a lawyer yet." in shown(client, ("caution", caution))
    checked = caution | {"checked_on": "2026-03-01", "checked_by": "an immigration lawyer"}
    assert "Checked on March 1, 2026 by an immigration lawyer." in shown(client, ("caution", checked))


def test_a_button_to_a_page_that_was_withdrawn_is_left_out(site: int, client: Client) -> None:
    target = page_at("/en/contact/")
    link = {"words": "Write", "page": target.pk, "address": ""}
    call = {"heading": "Now", "words": "", "links": [link]}
    assert '<a class="btn" href="/en/contact/">Write</a>' in shown(client, ("call", call))
    target.unpublish()
    assert 'class="btn"' not in shown(client, ("call", call))


def test_a_link_in_a_text_leads_to_its_page_and_to_no_draft(site: int, client: Client) -> None:
    target = page_at("/en/contact/")
    words = f'<p><a linktype="page" id="{target.pk}">write</a></p>'
    assert '<a href="/en/contact/">write</a>' in shown(client, ("words", words))
    target.unpublish()
    assert "<a>write</a>" in shown(client, ("words", words))


def test_scripts_do_not_survive_in_a_text(site: int, client: Client) -> None:
    page = page_at("/en/about-us/team/")
    block = page.body.stream_block.child_blocks["words"]
    cleaned = block.value_from_datadict(
        {"x": '{"blocks": [{"text": "<script>alert(1)</script>", "type": "unstyled", "key": "a", "depth": 0,'
              ' "inlineStyleRanges": [], "entityRanges": []}], "entityMap": {}}'}, {}, "x"
    )  # fmt: skip
    assert "<script>" not in str(cleaned.source)
