"""The record: decisions in words, filtered, taken back; what the run rests on."""

import pytest
from streamlit.testing.v1 import AppTest

from study.decisions import NAME, Decision, record, recorded
from tests.ui.conftest import EVIL
from tests.ui.test_app import PATIENCE_S, page, said
from ui.record.decided import COLUMNS, decided, price, what, when
from ui.record.run_tables import engines, inputs, solved, standards
from ui.session import opened

WEIGHTS = Decision(
    "weights",
    before="weights: {age: 0.2}\nrules: [a]\n",
    after="weights: {age: 0.15}\nrules: [a, b]\n",
    reason=EVIL,
    price={"displaced": 2, "moved_wan": 345.6, "residents_delayed": None, "proven": False},
    at="2026-11-22T09:10:11+00:00",
)


def test_a_change_is_told_by_its_places_its_price_by_its_numbers():
    assert what(WEIGHTS) == "weights.age：0.2 → 0.15；rules：1 条 → 2 条"
    assert price(WEIGHTS.price) == "挤出 2 个小区；资金挪动 346 万元；（代价未证明）"
    assert price({}) == ""
    assert what(Decision("undo", before="a: 1", after="a: 1")) == "文件没有变化"
    assert what(Decision("text", before="a: [", after="a: 1")) == "文件没有变化"


def test_a_study_that_was_made_is_told_by_its_files():
    few = decided([Decision("made", about={"files": ["台账.xlsx", EVIL]})]).iloc[0]
    assert few["what"] == f"用 2 份资料建立：台账.xlsx；{EVIL}"
    assert few["kind"] == "建立研究"
    many = Decision("made", about={"files": list("abcde")})
    assert decided([many]).iloc[0]["what"] == "用 5 份资料建立：a；b；c…"
    for odd in (None, "a", [], [1, None], {}):
        assert decided([Decision("made", about={"files": odd})]).iloc[0]["what"] == "文件没有变化"


@pytest.mark.parametrize("odd", ["two", None, [2], {}, True, float("nan"), 10**400, -1e300])
def test_a_price_that_is_no_number_is_not_told(odd):
    assert price({"displaced": odd, "moved_wan": odd, "proven": odd}) == ""


@pytest.mark.parametrize("odd", ["", "yesterday", "0001-01-01T00:00:00+14:00"])
def test_a_day_that_is_none_is_shown_as_it_is_written(odd):
    assert when(odd) == odd


def test_a_list_written_by_hand_is_shown_as_far_as_it_says_something(tmp_path):
    list_ = tmp_path / NAME
    list_.write_text(
        '{"kind": "=cmd", "at": 3, "price": {"displaced": "x"}, "before": "[", "after": "{"}'
    )
    table = decided(recorded(tmp_path / "study.yaml"))
    assert table.iloc[0].tolist() == ["", "=cmd", "文件没有变化", "", ""]


def test_many_places_are_counted_and_a_long_value_is_cut():
    after = "".join(f"k{place}: {place}\n" for place in range(9)) + f"long: {'x' * 99}\n"
    told = what(Decision("text", before="", after=after))
    assert told.endswith("共 10 处")
    cut = what(Decision("text", before="", after=f"long: {'x' * 99}\n"))
    assert cut.endswith("…")
    assert len(cut) < 70


def test_the_latest_comes_first_and_a_time_that_is_none_stays_as_it_is():
    table = decided([WEIGHTS, Decision("new_kind", at="someday")])
    assert list(table.columns) == list(COLUMNS)
    assert list(table.index) == [1, 0]
    assert table.loc[1, "kind"] == "new_kind"
    assert table.loc[1, "when"] == "someday"
    assert table.loc[0, "reason"] == EVIL
    assert when(WEIGHTS.at) == when("2026-11-22T17:10:11+08:00")
    assert decided([]).empty


def test_the_run_is_told_as_it_is_recorded(view):
    found = view.results.record
    files = inputs(found)
    assert list(files["file"]) == [item["label"] for item in found["inputs"]]
    digests = [item["sha256"] for item in found["inputs"]]
    assert all(full.startswith(own) for full, own in zip(digests, files["sha256"], strict=True))
    table = standards(view.results)
    assert len(table) == len(found["standards"])
    assert (~table["checked"].astype(bool)).sum() == sum(
        not item["checked"] for item in found["standards"]
    )
    proofs = solved(view)
    assert list(proofs["value"]) == [plan.value for plan in view.proposals]
    assert (proofs["bound"] >= proofs["value"]).all()
    assert engines(found)[0].startswith("jiugai")


def started(folder, monkeypatch, section, locale="zh"):
    monkeypatch.setenv(opened.STUDY_VARIABLE, str(folder))
    app = AppTest.from_function(page, args=("record.page",), default_timeout=PATIENCE_S)
    app.session_state["record_section"] = section
    app.session_state["locale"] = locale
    app.run()
    assert not app.exception
    return app


@pytest.mark.parametrize(
    ("section", "locale"), [("run", "zh"), ("standards", "en"), ("decisions", "en")]
)
def test_every_section_runs_and_says_no_code(small_study, monkeypatch, section, locale):
    app = started(small_study, monkeypatch, section, locale)
    shown = said([*app.markdown, *app.caption, *app.info, *app.warning])
    assert "record." not in shown
    ways = [one for one in app.button if one.key == "record.to_plan"]
    assert bool(ways) == (section == "decisions")


def test_decisions_are_listed_and_found(small_study, monkeypatch):
    record(small_study / "study.yaml", WEIGHTS)
    record(small_study / "study.yaml", Decision("undo", before="a: 2", after="a: 1"))
    app = started(small_study, monkeypatch, "decisions")
    assert len(app.dataframe[0].value) == 2
    app.session_state["record.words"] = "ONERROR"
    app.run()
    assert list(app.dataframe[0].value["kind"]) == ["权重"]
    app.session_state["record.words"] = "no such thing"
    app.run()
    assert not app.dataframe
    assert "没有符合" in said(app.info)


def test_a_rule_is_told_as_the_page_of_rules_tells_it_and_a_step_back_by_what_it_took_back():
    cap = {"rule": "cap", "measure": "households", "year": 2027, "at_most": 9066}
    out = {"rule": "lock_out", "estate_id": "E1"}
    lines = [
        Decision("rule", about={"rule": cap, "key": "at_most", "value": 100}),
        Decision("rule", about={"rule": cap, "on": False}),
        Decision("rule", about={"rule": out, "added": True}),
        Decision("rule", about={"rule": {"rule": "by hand"}, "added": True}),
        Decision("undo", about={"of": "rule", "at": "someday"}),
    ]
    table = decided(lines, {"E1": "和平里"}).sort_index()
    number, off, added, odd, undone = table["what"]
    assert (number.startswith("上限：2027 年最多"), number.endswith("→ 改为 100")) == (True, True)
    assert off.startswith("停用 上限：2027 年")
    assert added.startswith("新增 ")
    assert "和平里" in added
    assert odd == "文件没有变化"
    assert undone == "撤销 someday 的“规则”改动"
    assert table["kind"].tolist() == ["规则"] * 4 + ["撤销"]
