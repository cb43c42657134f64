"""Siting, without a browser: sites found, told, taken over; a long search; a budget."""

import threading

import pytest

from tables import InputError
from tests.ui.circle.test_page import CANTEEN, figures, started
from tests.ui.test_app import PATIENCE_S, said
from ui.circle import siting_solving as circle_siting_solving


@pytest.mark.parametrize("aim", ["coverage", "mean_walk"])
def test_sites_are_found_told_and_taken_as_a_what_if(small_study, monkeypatch, aim):
    app = started(small_study, monkeypatch, "siting")
    app.selectbox(key="siting.facility.zh").set_value(CANTEEN).run()
    app.session_state["siting.aim"] = aim
    app.run()
    app.button(key="siting.solve").click().run()
    assert not app.exception
    assert "已证明" in said(app.caption)
    assert ("平均路程把" in said(app.caption)) == (aim == "mean_walk")
    sites = app.dataframe[0].value
    assert sites["order"].tolist() == list(range(1, len(sites) + 1))
    if aim == "coverage":
        people = next(value for label, value in figures(app).items() if "新够得着的" in label)
        assert people == f"{sites['adds'].sum():,.0f} 人"
    app.button(key="siting.take").click().run()
    assert app.session_state["circle_section"] == "what_if"
    assert app.session_state["what_if.facility"] == CANTEEN
    changes = app.session_state["what_if.changes"]
    assert [one.name for one in changes] == sites["name"].tolist()
    assert f"改动（{len(sites)} 项）" in said(app.markdown)


def test_a_long_solve_is_followed_and_can_be_stopped(small_study, monkeypatch):
    go_on = threading.Event()

    def slow(*_):
        go_on.wait(PATIENCE_S)
        return ()

    monkeypatch.setattr(circle_siting_solving, "sited", slow)
    monkeypatch.setattr(circle_siting_solving, "_AT_ONCE_S", 0.05)
    app = started(small_study, monkeypatch, "siting")
    app.number_input(key="siting.sites").set_value(7).run()
    app.button(key="siting.solve").click().run()
    assert "正在求解" in said(app.info)
    app.button(key="siting.stop").click().run()
    go_on.set()
    assert not app.exception
    assert "正在求解" not in said(app.info)
    assert app.button(key="siting.solve").label == "求解"
    assert app.number_input(key="siting.sites").value == 7


def test_a_budget_is_kept_and_what_is_refused_is_said(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "siting")
    app.selectbox(key="siting.facility.zh").set_value(CANTEEN).run()
    app.session_state["siting.by"] = "budget"
    app.run()
    app.number_input(key="siting.budget").set_value(80).run()
    app.button(key="siting.solve").click().run()
    assert app.dataframe[0].value["cost"].sum() <= 80

    def refused(*_):
        raise InputError("siting.no_radius", facility=CANTEEN)

    monkeypatch.setattr(circle_siting_solving, "sited", refused)
    app.number_input(key="siting.budget").set_value(90).run()
    app.button(key="siting.solve").click().run()
    assert not app.exception
    assert "步行距离" in said(app.error)
