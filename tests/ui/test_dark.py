import re
from pathlib import Path

import pytest

from layers.base_colours import BASE
from layers.classes import rgb
from ui.styles import dark
from ui.styles.dark import drawings, followed, older, themed

PAPER = {"light": "#ffffff", "dark": "#12171d"}
INK = ("#10202f", "#1d2733", "#16324f", "#38424e", "#5c6770", "#1f5f99", "#8a3a22")


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = [c / 255 for c in rgb(colour)]
    lit = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * lit[0] + 0.7152 * lit[1] + 0.0722 * lit[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("ink", INK)
def test_what_is_read_on_light_paper_is_read_on_dark_paper(ink):
    assert contrast(ink, PAPER["light"]) >= 4.5
    assert contrast(dark._TWIN[ink], PAPER["dark"]) >= 4.5


@pytest.mark.parametrize(
    ("ink", "paper"), [("#4d3a06", "#f3dfa6"), ("#5f4a14", "#f6f1e4"), ("#8a3a22", "#f8f3f1")]
)
def test_a_note_on_its_own_ground_is_read_both_ways(ink, paper):
    assert contrast(ink, paper) >= 4.5
    assert contrast(dark._TWIN[ink], dark._TWIN[paper]) >= 4.5


@pytest.mark.parametrize("paper", ["light", "dark"])
@pytest.mark.parametrize("name", ["street_name", "green_name", "water_name", "area_name"])
def test_names_on_the_base_map_are_read(paper, name):
    assert contrast(BASE[paper][name], BASE[paper]["halo"]) >= (4.5 if name != "area_name" else 3)


def test_the_ground_is_quieter_than_the_names_on_it():
    for colours in BASE.values():
        for kind in ("green", "water", "building", "minor", "middle", "major"):
            assert contrast(colours[kind], colours["paper"]) < 2.2


def test_white_writing_and_the_button_under_it_stay():
    assert (
        followed("b { color: #fff; background: #1f5f99; }")
        == "b { color: #fff; background: #1f5f99; }"
    )


def test_a_browser_that_does_not_know_light_dark_keeps_the_light_colour():
    assert followed("a{border:1px solid #d5dce3}") == (
        "a{border:1px solid #d5dce3; border:1px solid light-dark(#d5dce3, #303b46)}"
    )


def test_every_style_sheet_stays_a_style_sheet():
    for sheet in Path(dark.__file__).parent.glob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        made = followed(text)
        assert made.count("{") == text.count("{")
        assert made.count("}") == text.count("}")
        assert not re.search(r"light-dark\(light-dark", made)


def test_a_map_keeps_the_colours_of_its_classes():
    assert all("svg:not([class*='leaflet'])" in rule for rule in drawings().splitlines())


def test_an_older_browser_that_asks_for_dark_gets_every_dark_colour():
    for sheet in Path(dark.__file__).parent.glob("*.css"):
        made = themed(sheet.read_text(encoding="utf-8"))
        assert made.count("{") == made.count("}")
        old = made[len(followed(sheet.read_text(encoding="utf-8"))) :]
        assert "light-dark(#000, #fff)" in old or not old
        assert "light-dark(" not in old.removeprefix(dark._OLD)


def test_older_by_hand():
    sheet = followed(
        "/* a */ p, b { color: #1d2733; margin: 0 } @media print { p { color: #1d2733 } }"
    )
    assert older(sheet).splitlines()[1:] == ["p, b { color: #e3e9ef }", "}}"]
    assert older("p { margin: 0 }") == ""


@pytest.mark.parametrize("paper", ["#fbfbfa", "#f3efe4", "#f9fafb", "#f6f9fc", "#f8f3f1"])
def test_what_is_written_on_the_paper_of_a_drawing_is_read(paper):
    for ink in ("#1d2733", "#46525e", "#5c6770"):
        assert contrast(ink, paper) >= 4.5
        assert contrast(dark._TWIN[ink], dark._TWIN[paper]) >= 4.5


def test_what_a_pressed_button_says_is_read_on_dark_pages():
    sheet = (Path(dark.__file__).parent / "app.css").read_text(encoding="utf-8")
    assert (
        'stBaseButton-primary"]:not(:disabled) { color: #fff; color: light-dark(#fff, #0f1e2d)'
        in sheet
    )
    assert contrast("#ffffff", "#1f5f99") >= 4.5
    assert contrast("#0f1e2d", "#6fb1e8") >= 4.5
