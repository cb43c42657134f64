"""The page of the living circle without a browser: as it is, old and young, what if, siting."""

import math
import re
import shutil
import threading

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from study.plain_yaml import values
from study.scenario_choices import Add, Close, Footbridge, Gate
from study.scenario_compare import compared
from study.scenarios import prepared, scenario
from tables import InputError
from tests.ui.conftest import EVIL
from tests.ui.test_app import PATIENCE_S, page, said
from ui import circle_siting_solving, opened

SECTIONS = ("now", "people", "what_if", "siting")
CODE = re.compile(r"\b(circle|what_if|siting|siting_page|siting_reason|legend)\.[a-z]")
CANTEEN = "eld_canteen"


def started(folder, monkeypatch, section="now", **state):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_function(page, args=("circle",), default_timeout=PATIENCE_S)
    app.session_state["circle_section"] = section
    for key, value in state.items():
        app.session_state[key.replace("__", ".")] = value
    app.run()
    assert not app.exception
    return app


@pytest.fixture
def own(small_study, tmp_path):
    """A copy of the study that a test may write, with nothing kept in it."""
    return blank(shutil.copytree(small_study, tmp_path / "study"))


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


def test_before_anything_changes_the_page_says_what_to_do(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "what_if")
    assert "还没有改动" in said(app.caption)
    assert figures(app)["新够得着设施的居民"] == "0 人"
    assert app.button(key="what_if.keep").disabled


def test_a_room_from_the_list_gives_the_numbers_of_the_study(small_study, monkeypatch, view):
    app = started(small_study, monkeypatch, "what_if", what_if__facility=CANTEEN)
    room = app.selectbox(key="what_if.room")
    room.select_index(2).run()
    assert not app.exception
    (change,) = app.session_state["what_if.changes"]
    base = prepared(view.estates, view.ranked.measured.circle)
    found = compared(base, base.today, scenario(base, [change]))
    people = f"{found.totals['residents_gaining']:,.0f} 人"
    shown_people = [value for label, value in figures(app).items() if "新够得着" in label]
    assert shown_people == [people]
    gained = found.estates[found.estates["gained"].ne("")]
    assert people != "0 人", "the room is of no use to anybody: the test shows nothing"
    assert len(gained) == app.dataframe[0].value["change"].str.contains("＋社区食堂").sum()
    assert app.selectbox(key="what_if.room").value is None  # ready for the next one


def test_steps_are_taken_back_one_by_one(small_study, monkeypatch, view):
    first, second = Add(CANTEEN, middle(view)), Add(CANTEEN, middle(view, 5))
    app = started(small_study, monkeypatch, "what_if", what_if__changes=(first, second))

    def press(label=None, key=None):
        found = [one for one in app.button if one.label == label or (key and one.key == key)]
        found[0].click().run()
        return app.session_state["what_if.changes"]

    assert press(key="what_if.away.0") == (second,)
    assert press("清空") == ()
    assert press("撤销") == (second,)
    assert press("撤销") == (first, second)


def test_what_cannot_be_done_is_refused_and_nothing_is_lost(small_study, monkeypatch, view):
    kept = (Add(CANTEEN, middle(view)),)
    app = started(small_study, monkeypatch, "what_if", what_if__changes=kept)

    def far():
        from ui import circle_what_if_places, opened  # noqa: PLC0415
        from ui.view import first_look, look  # noqa: PLC0415

        view = look(first_look(opened.found()[0]))
        circle_what_if_places.clicked(view, 100.0, 20.0)

    there = AppTest.from_function(far, default_timeout=PATIENCE_S)
    for key in ("what_if.changes", "what_if.facility"):
        there.session_state[key] = app.session_state[key]
    there.run()
    assert not there.exception
    assert there.session_state["what_if.changes"] == kept
    assert "离最近的道路" in there.session_state["what_if.problem"]
    app.session_state["what_if.problem"] = there.session_state["what_if.problem"]
    app.run()
    assert "离最近的道路" in said(app.warning)


def click_twice(one, two):
    from ui import circle_what_if_places, opened  # noqa: PLC0415 - AppTest runs this on its own
    from ui.view import first_look, look  # noqa: PLC0415

    view = look(first_look(opened.found()[0]))
    for lon, lat in (one, two):
        circle_what_if_places.clicked(view, lon, lat)


@pytest.mark.parametrize("verb", ["move", "close", "gate", "close_gate", "footbridge"])
def test_clicks_become_changes(small_study, monkeypatch, view, verb):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(small_study))
    circle = view.ranked.measured.circle
    mine = circle.facilities[circle.facilities["category"].eq(CANTEEN)].to_crs(4326)
    spot = mine.geometry.iloc[0].representative_point()
    many = circle.entrances["estate_id"].duplicated(keep=False)  # the last gate stays open
    gate = circle.entrances[many].to_crs(4326).geometry.iloc[0]
    places = {
        "move": ((spot.x, spot.y), (gate.x, gate.y)),
        "footbridge": ((gate.x, gate.y), (gate.x + 0.001, gate.y)),
    }
    start = (spot.x, spot.y) if verb == "close" else (gate.x, gate.y)
    args = places.get(verb, (start, start))
    app = AppTest.from_function(click_twice, args=args, default_timeout=PATIENCE_S)
    app.session_state["what_if.verb"] = verb
    app.session_state["what_if.facility"] = CANTEEN
    app.run()
    assert not app.exception
    changes = app.session_state["what_if.changes"]
    kinds = [type(one).__name__.lower().replace("closegate", "close_gate") for one in changes]
    assert kinds == [verb]  # two clicks of one place are one change
    if verb == "footbridge":
        assert changes[0].name  # what is kept later says where it is


def test_a_scenario_is_looked_at_written_reopened_and_dropped(own, monkeypatch, view):
    file = own / "study.yaml"
    before = file.read_bytes()
    changes = (Add(CANTEEN, middle(view), "甲楼"), Footbridge(middle(view, 1), middle(view, 2)))
    app = started(own, monkeypatch, "what_if", what_if__changes=changes)
    app.button(key="what_if.keep").click().run()
    assert "请先给方案起个名称" in said(app.warning)
    app.text_input(key="what_if.name").set_value("一号 *方案*").run()
    app.button(key="what_if.keep").click().run()
    assert "将把方案“一号" in said(app.warning)
    assert "按“写入文件”后才保留" in said(app.warning)
    assert file.read_bytes() == before
    app.button(key="what_if.write").click().run()
    assert not app.exception
    assert values(file.read_text(encoding="utf-8"))["scenarios"][0]["name"] == "一号 *方案*"
    assert app.session_state["what_if.changes"] == changes

    again = started(own, monkeypatch, "what_if")
    assert "已保留的方案（1 个）" in said(again.markdown)
    assert again.dataframe[0].value["name"].tolist() == ["一号 *方案*"]
    next(one for one in again.button if one.label == "打开").click().run()
    assert again.session_state["what_if.changes"] == changes
    next(one for one in again.button if one.label == "删除").click().run()
    again.button(key="what_if.write").click().run()
    assert values(file.read_text(encoding="utf-8")) == values(before.decode())
    assert "还没有保留的方案" in said(again.caption)


def test_a_kept_scenario_that_no_longer_fits_leaves_the_others(own, monkeypatch, view):
    file = own / "study.yaml"
    told = yaml.safe_load(file.read_text(encoding="utf-8"))
    told["scenarios"] = [
        {"name": "甲", "changes": [{"close": {"facility_id": "没有"}}]},
        {"name": "乙", "changes": [{"add": {"facility": CANTEEN, "at": list(middle(view))}}]},
    ]
    file.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    app = started(own, monkeypatch, "what_if")
    assert "“甲”" in said(app.warning).replace("\\", "")
    assert app.dataframe[0].value["name"].tolist() == ["乙"]


def test_a_change_of_something_gone_is_told_and_today_is_shown(small_study, monkeypatch):
    app = started(small_study, monkeypatch, "what_if", what_if__changes=(Close("没有"),))
    assert "不在设施表中" in said(app.warning)
    assert figures(app)["新够得着设施的居民"] == "0 人"


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
