"""The page of the living circle without a browser: every section, as it is, old and young."""

import math
import re

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from study.scenario_choices import Add, Gate
from study.scenario_compare import compared
from study.scenarios import prepared
from tests.ui.conftest import EVIL
from tests.ui.test_app import PATIENCE_S, page, said
from ui.session import opened

SECTIONS = ("now", "people", "what_if", "siting")
CODE = re.compile(r"\b(circle|what_if|siting|siting_page|siting_reason|legend)\.[a-z]")
CANTEEN = "eld_canteen"


def started(folder, monkeypatch, section="now", **state):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_function(page, args=("circle.page",), default_timeout=PATIENCE_S)
    app.session_state["circle_section"] = section
    for key, value in state.items():
        app.session_state[key.replace("__", ".")] = value
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def own(small_study):
    """The small study with nothing kept in it, which a test may write."""
    return blank(small_study)


def blank(folder):
    """Leave out the scenarios and sitings the demo comes with."""
    file = folder / "study.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = {key: value for key, value in told.items() if key not in {"scenarios", "siting"}}
    file.write_text(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def without(folder, *names):
    file = folder / "study.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    for name in names:
        del told["inputs"][name]
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return folder


def shown(app) -> str:
    parts = [app.markdown, app.caption, app.info, app.warning, app.error, app.success]
    labels = [button.label for button in app.button] + [metric.label for metric in app.metric]
    return " ".join([*map(said, parts), *labels])


def figures(app) -> dict[str, str]:
    return {metric.label: metric.value for metric in app.metric}


def middle(view, place=0):
    at = view.estates.geometry.iloc[place].representative_point()
    return round(at.x, 6), round(at.y, 6)


@pytest.mark.parametrize("locale", ["zh", "en"])
@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_runs_in_both_languages(small_study, monkeypatch, section, locale):
    app = started(small_study, monkeypatch, section, locale=locale)
    assert not app.error
    assert not CODE.search(shown(app))


def test_the_figures_of_today_are_those_measured(small_study, monkeypatch, view):
    app = started(small_study, monkeypatch)
    base = prepared(view.estates, view.ranked.measured.circle)
    totals = compared(base, base.today, base.today).totals
    told = figures(app)
    assert told["居民平均覆盖率"] == f"{totals['coverage_residents_before']:.0%}"
    low = view.estates["coverage"].lt(0.5)
    people = view.estates.loc[low, "residents"].sum()
    assert told["覆盖率不到 50% 的小区"] == f"{low.sum()} 个，{people:,.0f} 人"


def test_what_is_short_stands_first_and_what_nobody_supplied_last(small_study, monkeypatch):
    lines = started(small_study, monkeypatch).dataframe[0].value
    short = lines["short"].dropna()
    assert short.is_monotonic_decreasing
    assert lines["short"].isna().tolist() == sorted(lines["short"].isna())


@pytest.mark.parametrize("section", ["now", "people", "what_if", "siting"])
def test_a_name_that_is_a_program_stays_a_name(small_study, monkeypatch, view, section):
    named = view.estates.loc[view.estates["name"].eq(EVIL), "estate_id"].iloc[0]
    changes = (Gate(named, middle(view)),)
    app = started(small_study, monkeypatch, section, estate=named, what_if__changes=changes)
    assert "<img" not in shown(app).replace("\\<img", "")


def test_one_estate_shows_its_lines_and_all_it_reaches(small_study, monkeypatch, view):
    app = started(small_study, monkeypatch, estate=view.estates["estate_id"].iloc[3])
    met = app.dataframe[0].value["met"].tolist()
    assert set(met) <= {"✓", "✗ 太远", "✗ 没有", "？"}
    assert [one[0] for one in met] == sorted((one[0] for one in met), key="✗✓？".index)
    walks = app.dataframe[0].value["walk_m"]
    assert [one == "✗ 没有" for one in met if one[0] == "✗"] == [
        math.isnan(walk) for one, walk in zip(met, walks, strict=True) if one[0] == "✗"
    ]
    everything = app.dataframe[1].value["walk_m"]
    assert everything.le(3000).all()
    assert f"走得到的全部设施：{len(everything)} 处" in app.expander[0].label


def test_old_and_young_count_who_lacks_what(small_study, monkeypatch, view):
    app = started(small_study, monkeypatch, "people")
    summary, lacking = (app.dataframe[place].value for place in (0, 1))
    assert summary["share"].dropna().between(0, 100).all()
    assert len(lacking) <= len(view.estates)
    assert lacking["count"].is_monotonic_decreasing
    named = lacking["lacking"].map(lambda told: len([one for one in told.split("、") if one]))
    assert (lacking["count"] - named).nunique() == 1  # what all lack is said once, above
    one = started(small_study, monkeypatch, "people", estate=view.estates["estate_id"].iloc[3])
    assert len(one.dataframe[1].value) == len(summary)


def test_without_streets_what_if_and_siting_say_so(own, monkeypatch):
    without(own, "streets")
    for section in ("what_if", "siting"):
        app = started(own, monkeypatch, section)
        assert "没有道路数据" in said(app.info)
        assert not app.metric


def test_without_idle_rooms_and_facilities_nothing_breaks(own, monkeypatch, view):
    without(own, "idle_assets", "facilities")
    app = started(own, monkeypatch, "what_if", what_if__changes=(Add(CANTEEN, middle(view)),))
    assert app.selectbox(key="what_if.room").disabled
    assert "新设社区食堂" in said(app.markdown)
    app = started(own, monkeypatch, "siting")
    assert "没有闲置用房数据" in said(app.caption)
    app.button(key="siting.solve").click().run()
    assert not app.exception
    assert "没有一处可选的闲置用房" in said(app.warning)
