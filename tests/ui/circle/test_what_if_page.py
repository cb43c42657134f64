"""What if, without a browser: rooms, clicks, steps back, a scenario kept and opened again."""

import pytest
import yaml
from streamlit.testing.v1 import AppTest

from study import decisions
from study.plain_yaml import values
from study.scenario_choices import Add, Close, Footbridge
from study.scenario_compare import compared
from study.scenarios import prepared, scenario
from tests.ui.circle.test_page import CANTEEN, blank, figures, middle, started
from tests.ui.test_app import PATIENCE_S, said
from ui.session import opened


@pytest.fixture
def own(small_study):
    """Return the small study with nothing kept in it, which a test may write."""
    return blank(small_study)


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
        from ui.circle import what_if_places as circle_what_if_places  # noqa: PLC0415
        from ui.session import opened  # noqa: PLC0415
        from ui.session.view import first_look, look  # noqa: PLC0415

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
    from ui.circle import what_if_places as circle_what_if_places  # noqa: PLC0415 - AppTest runs this on its own
    from ui.session import opened  # noqa: PLC0415 - AppTest runs this on its own
    from ui.session.view import first_look, look  # noqa: PLC0415

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
    (kept,) = decisions.recorded(file)
    assert (kept.kind, kept.about["kept"]) == ("scenarios", ["一号 *方案*"])

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
