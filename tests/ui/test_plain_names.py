"""Names a person wrote, of areas and criteria, are shown letter by letter, never as Markdown."""

import json

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.ui.test_app import PATIENCE_S, page
from ui.ranking import areas_page
from ui.session import opened
from ui.session.words import plain

AREAS = "ranking.areas_page"
NAME = "**x** $y$ [a](b) :red[z]"


def sliders(name):
    """Draw the sliders of one criterion called `name`."""
    from scoring import Criterion, Indicator, Tree  # noqa: PLC0415 - AppTest runs the body alone
    from ui.frame.weight_sliders import weights  # noqa: PLC0415

    named = Criterion("age", "need", {"zh": name, "en": name})
    tree = Tree((named,), (Indicator("age_years", "age", "need", ((20, 0), (50, 100)), 1),))
    weights(tree, {"age": 1.0})


def test_a_criterion_of_the_sliders():
    app = AppTest.from_function(sliders, args=(NAME,), default_timeout=PATIENCE_S).run()
    assert not app.exception
    (drawn,) = app.get("bidi_component")
    rows = json.loads(drawn.proto.json)["sides"][0]["rows"]
    assert [row["name"] for row in rows] == [NAME]  # the browser sets it as text


def test_an_area_above_its_estates(small_study, monkeypatch):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    real = areas_page.area_table

    def renamed(*given):
        shown = real(*given).assign(name=NAME)
        st.session_state["area"] = shown.index[0]
        return shown

    monkeypatch.setattr(areas_page, "area_table", renamed)
    app = AppTest.from_function(page, args=(AREAS,), default_timeout=PATIENCE_S).run()
    assert not app.exception
    heads = [element.value for element in app.markdown if "x" in element.value]
    assert any(plain(NAME) in head for head in heads)
    assert not any(NAME in head for head in heads)


@pytest.mark.parametrize("mark", ["*", "$", "[", ":", "]", "("])
def test_every_mark_of_the_name_is_escaped(mark):
    assert plain(NAME).count(f"\\{mark}") == NAME.count(mark)
