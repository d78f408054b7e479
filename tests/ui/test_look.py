"""What holds for the style sheet, the script and every template of the project."""

import gzip
import re
from pathlib import Path

import pytest

SOURCES = Path(__file__).resolve().parents[2] / "src" / "reencuentro"
STATIC = SOURCES / "ui" / "static" / "ui"
TEMPLATES = sorted(SOURCES.rglob("templates/**/*.html"))

TEXT_PAIRS = [  # 4.5:1
    ("ink", "paper"), ("ink", "surface"), ("ink", "soft"), ("muted", "paper"), ("muted", "surface"),
    ("muted", "soft"), ("river", "paper"), ("river", "surface"), ("river", "soft"), ("river-ink", "surface"),
    ("river-ink", "river-soft"), ("river", "river-soft"), ("on-river", "river"), ("on-marigold", "marigold"),
    ("marigold-ink", "marigold-soft"), ("marigold-ink", "surface"), ("on-clay", "clay"),
    ("clay", "clay-soft"),
    ("clay", "surface"), ("clay", "paper"), ("leaf", "leaf-soft"), ("leaf", "surface"), ("paper", "ink"),
]  # fmt: skip
EDGE_PAIRS = [  # 3:1
    ("edge", "surface"), ("edge", "paper"), ("river", "line"), ("focus", "paper"), ("focus", "surface"),
    ("focus", "soft"),
]  # fmt: skip


def tokens(scheme: str) -> dict[str, str]:
    css = (STATIC / "app.css").read_text()
    light = dict(
        re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css.split("@media (prefers-color-scheme: dark)")[0])
    )
    if scheme == "light":
        return light
    dark = css.split("@media (prefers-color-scheme: dark)")[1].split("/* --- ground")[0]
    return light | dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", dark))


def luminance(colour: str) -> float:
    parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("pair", "least"), [*((p, 4.5) for p in TEXT_PAIRS), *((p, 3.0) for p in EDGE_PAIRS)]
)
def test_every_pair_of_colours_can_be_told_apart(scheme, pair, least):
    colours = tokens(scheme)
    assert contrast(colours[pair[0]], colours[pair[1]]) >= least


def test_the_dark_scheme_changes_every_colour_that_carries_text():
    light, dark = tokens("light"), tokens("dark")
    assert light.keys() == dark.keys()
    assert {name for name in light if light[name] == dark[name]} == {"marigold", "on-marigold"}


def test_style_and_script_are_small():
    assert len(gzip.compress((STATIC / "app.css").read_bytes())) <= 20_000
    assert len(gzip.compress((STATIC / "app.js").read_bytes())) <= 4_000


def test_the_style_sheet_asks_no_other_host():
    css = (STATIC / "app.css").read_text()
    assert "url(" not in css
    assert "@import" not in css


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_no_template_has_inline_style_or_script(path):
    text = path.read_text()
    assert not re.search(
        r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)", text
    )


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCES)))
def test_no_template_loads_from_another_host(path):
    assert not re.search(r"(src|href|action)=[\"'](https?:)?//", path.read_text())


def test_the_inline_scan_would_find_one():
    assert re.search(r"\son[a-z]+\s*=\s*[\"']", '<a onclick="x()">')
    assert re.search(r"<script(?![^>]*\ssrc=)", "<script>x</script>")
    assert len(TEMPLATES) > 20
