"""The page of money, without a browser: every section, both languages, nothing paid."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.test_app import PATIENCE_S, page, said
from ui.session import opened

CODE = re.compile(r"\b(money_page|ui)\.[a-z]")


def shown(app) -> str:
    parts = [app.markdown, app.caption, app.info, app.subheader]
    return " ".join([*map(said, parts), *(one.label for one in app.button)])


def started(folder, monkeypatch, section, locale="zh"):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_function(page, args=("money.page",), default_timeout=PATIENCE_S)
    app.session_state["money_section"] = section
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("section", "locale"),
    [("year", "zh"), ("payer", "en"), ("curve", "zh"), ("curve", "en"), ("street", "en")],
)
def test_every_section_runs_and_says_no_code(small_study, monkeypatch, section, locale):
    app = started(small_study, monkeypatch, section, locale)
    assert not CODE.search(shown(app))
    assert not app.info


def test_the_other_way_of_counting_is_said_and_the_total_stays(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "year")
    before = said(app.markdown)
    app.session_state["money.basis"] = "paid"
    app.run()
    assert not app.exception
    total = re.compile(r"[\d\\.,]+ (?:亿元|万元)")
    assert "按付款年" in said(app.markdown)
    assert total.findall(before)[0] == total.findall(said(app.markdown))[0]


def test_a_plan_that_pays_nothing_says_so_and_offers_the_way_out(closed, monkeypatch):
    for section in ("year", "payer", "curve", "street"):
        app = started(closed, monkeypatch, section)
        assert "没有小区排入" in said(app.info)
        assert app.button[-1].label == "去“分期”页看规则"
    for name in ("overview.page", "briefing.page", "record.page"):
        app = AppTest.from_function(page, args=(name,), default_timeout=PATIENCE_S).run()
        assert not app.exception
