"""Drawing on the plan's map without a browser: what is inside a ring, what the boxes draft."""

import dataclasses

import geopandas as gpd
import pytest
import shapely
from streamlit.testing.v1 import AppTest

from study.cluster_edits import CLUSTER_WAYS
from study.ground_edits import GROUND_WAYS
from study.plain_yaml import values
from study.plan_edits import Edit, with_edits
from tests.ui.conftest import EVIL
from tests.ui.test_app import PATIENCE_S, said
from ui.plan.clusters import drawing
from ui.plan.clusters.now import clusters_after, members, neighbours
from ui.session import opened


def boxes(locale="zh"):
    import streamlit as st  # noqa: PLC0415 - AppTest runs this text on its own

    from ui.plan.clusters import box as cluster_box  # noqa: PLC0415
    from ui.plan.clusters import drawing  # noqa: PLC0415
    from ui.plan.editing import ground_box  # noqa: PLC0415
    from ui.session import opened  # noqa: PLC0415
    from ui.session.view import first_look, look  # noqa: PLC0415

    st.session_state["locale"] = locale
    view = look(first_look(opened.found()[0]))
    for value in st.session_state.pop("say", []):
        drawing.heard(view)(value)
    st.session_state["tool"] = drawing.draw_tool(view)
    cluster_box.show(view, "need")
    ground_box.show(view)


def started(folder, monkeypatch, *says, locale="zh"):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_function(boxes, args=(locale,), default_timeout=PATIENCE_S)
    app.session_state["say"] = list(says)
    app.run()
    assert not app.exception
    return app


def press(app, key):
    app.button(key=key).click().run()
    assert not app.exception
    return app


def drafted(app) -> list[tuple[str, dict]]:
    state = app.session_state  # of a test: it has no get
    edits = state["plan.draft"] if "plan.draft" in state else ()  # noqa: SIM401
    return [(edit.kind, dict(edit.about)) for edit in edits]


def shown(app) -> str:
    return " ".join(map(said, [app.markdown, app.caption, app.info, app.warning, app.error]))


def around(view, ids):
    """A ring of corners around the outlines of some estates."""
    rows = view.estates[view.estates["estate_id"].isin(ids)]
    west, south, east, north = rows.total_bounds
    return [[west, south], [east, south], [east, north], [west, north]]


@pytest.fixture
def squares(view):
    """Four estates: two squares of 0.001°, one without an outline (a point), one nowhere."""
    shapes = [shapely.box(at, 0, at + 0.001, 0.001) for at in (0, 0.002)]
    shapes += [shapely.Point(0.0015, 0.0005), None]
    rows = gpd.GeoDataFrame({"estate_id": list("ABCD")}, geometry=shapes, crs=4326)
    return dataclasses.replace(view, estates=rows)


@pytest.mark.parametrize(
    ("east", "inside"),
    [(0.0004, []), (0.0006, ["A"]), (0.0016, ["A", "C"]), (0.0024, ["A", "C"]), (1, list("ABC"))],
)
def test_an_estate_is_inside_with_more_than_half_of_its_area(squares, east, inside):
    ring = [(-1, -1), (east, -1), (east, 1), (-1, 1)]
    assert drawing.drawn(squares, ring) == inside
    assert drawing.drawn(squares, [*ring[::-1], ring[-1]]) == inside


def test_a_ring_that_crosses_itself_holds_its_loops_and_a_line_holds_nobody(squares):
    bow = [(0, 0), (0, 0.001), (0.003, -0.001), (0.003, 0.002)]  # the loops hold 0.42 of A
    assert drawing.drawn(squares, bow) == ["B", "C"]
    assert drawing.drawn(squares, [(0, 0), (1, 1), (0, 0)]) == []


def test_what_a_browser_says_is_checked(small_study, monkeypatch):
    wrong = [
        None, {"kind": "polygon", "ring": [[0, 0], [1, 1]]}, {"kind": "polygon", "ring": "x"},
        {"kind": "polygon", "ring": [[0, 0], [1, 1], [1e400, 2]]}, {"kind": "facility", "at": [1]},
        {"kind": "entrance", "at": [999, 0]}, {"kind": "other", "at": [1, 2]},
    ]  # fmt: skip
    app = started(small_study, monkeypatch, *wrong)
    assert "draw.now" not in app.session_state
    app.session_state["say"] = [{"kind": "pick", "estates": ["LH0002", "nobody", "LH0001"]}]
    app.run()
    assert app.session_state["draw.now"].estates == ("LH0001", "LH0002")


def test_a_ring_becomes_a_cluster_of_the_estates_inside(small_study, view, monkeypatch):
    ids = view.estates["estate_id"].tolist()[3:6]
    ring = around(view, ids)
    inside = drawing.drawn(view, list(map(tuple, ring)))
    assert set(ids) <= set(inside)
    app = started(small_study, monkeypatch, {"kind": "polygon", "ring": ring})
    assert f"圈内 **{len(inside)}** 个小区" in shown(app)
    app.text_input(key="cluster.name").set_value("东门片区").run()
    press(app, "cluster.make")
    about = {"name": "东门片区", "estates": inside, "count": len(inside)}
    assert drafted(app) == [("cluster", about)]
    assert app.session_state["draw.now"].estates == ()
    group = app.session_state["tool"]["groups"]
    app.run()
    group = app.session_state["tool"]["groups"]
    assert group[0]["estates"] == inside
    hull = list(map(tuple, group[0]["ring"]))
    assert set(drawing.drawn(view, hull)) >= set(inside), "around what is drafted"
    assert "东门片区" in app.selectbox(key="cluster.of").options[-1]
    text = with_edits(
        (small_study / "study.yaml").read_text(encoding="utf-8"),
        app.session_state["plan.draft"],
        ways=CLUSTER_WAYS,
    )
    assert values(text)["clusters"]["members"] == {"东门片区": inside}


def test_a_cluster_is_split_merged_and_dissolved_from_the_list(small_study, view, monkeypatch):
    groups = members(clusters_after(view, ()))
    name = max(groups, key=lambda one: (len(groups[one]), one))
    first, *rest = groups[name]
    app = started(small_study, monkeypatch, {"kind": "pick", "estates": [first]})
    app.selectbox(key="cluster.of").set_value(name).run()
    app.text_input(key="cluster.name").set_value("新片区").run()
    press(app, "cluster.split")
    kind, about = drafted(app)[-1]
    assert (kind, about["name"], about["new_name"]) == ("split", name, "新片区")
    assert (about["estates"], about["rest"]) == ([first], rest)

    app.selectbox(key="cluster.of").set_value("新片区").run()
    press(app, "cluster.merge")
    kind, about = drafted(app)[-1]
    near = neighbours(view, clusters_after(view, app.session_state["plan.draft"][:1]), "新片区")
    assert (kind, about["names"]) == ("merge", ["新片区", near[0]])

    app.selectbox(key="cluster.of").set_value("新片区").run()
    press(app, "cluster.dissolve")
    after = clusters_after(view, app.session_state["plan.draft"])
    assert not {"新片区", near[0]} & set(members(after))


def test_estates_are_chosen_from_a_list_without_a_map(small_study, view, monkeypatch):
    app = started(small_study, monkeypatch)
    assert EVIL in " ".join(app.multiselect(key="cluster.listed").options)
    app.multiselect(key="cluster.listed").set_value(["LH0002"]).run()
    assert app.button(key="cluster.make").disabled, "one estate is no cluster"
    app.multiselect(key="cluster.listed").set_value(["LH0002", "LH0003"]).run()
    before = app.session_state["tool"]["stamp"]
    press(app, "cluster.alone")
    assert drafted(app) == [("alone", {"estates": ["LH0002", "LH0003"], "count": 2})]
    assert clusters_after(view, app.session_state["plan.draft"])["LH0002"] == ""
    app.run()
    assert app.session_state["tool"]["stamp"] > before, "the map hears that the app chose"


def test_an_entrance_and_a_facility_are_drafted_with_what_they_change(
    small_study, view, monkeypatch
):
    place = view.estates.set_index("estate_id").geometry["LH0005"].representative_point()
    at = [round(place.x, 6), round(place.y, 6)]
    app = started(small_study, monkeypatch, {"kind": "entrance", "at": at})
    assert app.session_state["ground.estate"] == "LH0005"
    assert "居民平均覆盖率" in shown(app)
    press(app, "ground.set_entrance")
    app.session_state["say"] = [{"kind": "facility", "at": at}]
    app.run()
    app.selectbox(key="ground.kind").set_value("eld_canteen").run()
    press(app, "ground.set_facility")
    kinds = [kind for kind, _ in drafted(app)]
    assert kinds == ["entrance", "facility"]
    text = with_edits("name: x\n", app.session_state["plan.draft"], ways=GROUND_WAYS)
    added = values(text)["added"]
    assert added["entrances"] == [{"estate_id": "LH0005", "at": at}]
    assert (added["facilities"][0]["category"], added["facilities"][0]["at"]) == ("eld_canteen", at)
    app.run()
    assert len(app.session_state["tool"]["spots"]) == 2


def test_a_place_is_set_by_numbers_in_english_too(small_study, monkeypatch):
    app = started(small_study, monkeypatch, locale="en")
    press(app, "ground.use")
    assert app.session_state["draw.now"].kind == "entrance"
    assert "coverage for the average resident" in shown(app)
    assert not [code for code in ("draw.", "cluster_box.", "ground_box.") if code in shown(app)]


def test_an_edit_that_does_not_fit_counts_as_not_made(view):
    wrong = Edit("dissolve", {"name": "nobody"})
    assert clusters_after(view, [wrong]) == clusters_after(view, [])


def test_a_place_nobody_walks_from_cannot_be_set(small_study, view, monkeypatch):
    west, south, _, _ = view.estates.total_bounds
    app = started(small_study, monkeypatch, {"kind": "facility", "at": [west - 0.2, south - 0.2]})
    assert "走不到路上" in shown(app)
    assert app.button(key="ground.set_facility").disabled
