"""Four estates asked by hand: who is short by how many, what a yes brings, what a stop leaves."""

import dataclasses

import pandas as pd
import pytest

import study
from study.negotiation.choices import parse
from study.negotiation.parts import PARTS
from study.negotiation.stage import check_asked, negotiated
from tables import InputError
from tests.study.four_estates import CHOICES, write

# E2 was asked as the others were; its 90 replies hold 50 in favour, and 60 are two thirds.
VOTES = [("V1", "E2", 90, 54, 40, 900, 600, 450), ("V2", "E4", 40, 20, 20, 400, 200, 200)]
HEADERS = ["表决编号", "小区编码", "业主总人数", "参与表决人数", "同意人数",
           "专有部分总面积", "参与表决面积", "同意面积"]  # fmt: skip


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    inputs = {**CHOICES["inputs"], "votes": {"path": "表决.csv"}}
    write(folder, change={"inputs": inputs})
    pd.DataFrame(VOTES, columns=HEADERS).to_csv(folder / "表决.csv", index=False)
    one = study.load(folder)
    measured = study.measure(study.read_inputs(one), one.choices)
    return one.choices, study.proposed(study.ranked(measured, one.choices), one.choices)


def asked(found, given, **how):
    choices, plans = found
    negotiate = parse(given, choices.horizon, choices.proposals)
    return negotiated(plans, dataclasses.replace(choices, negotiate=negotiate), **how)


def test_without_the_section_only_the_quick_table_is_made(found):
    told = asked(found, None)
    assert set(told.why["estate_id"]) <= {"E1", "E2", "E3", "E4"}
    assert (told.canvass, told.alternatives, told.horizons, told.why_exact) == (
        None,
        None,
        None,
        (),
    )
    assert told.issues == ()


def test_who_is_short_by_how_many_and_what_else_is_missing(found):
    rows = asked(found, {"canvass": None}).canvass.set_index("estate_id")
    # 60 of 90 owners must come, 54 did; 40 + 6 of 60 then agree, more than 45. Area is enough.
    assert rows.loc["E2", ["basis", "more", "of_new", "more_area_m2"]].tolist() == ["vote", 6, 6, 0]
    # of 40 owners 27 must come, 20 did; but it was built too late: a yes alone is not enough
    assert rows.loc["E4", ["more", "found", "also"]].tolist() == [7, "shut", "age"]
    assert set(rows.index) == {"E2", "E4"}


def test_what_a_yes_brings_is_the_estate_itself_where_money_is_left(found):
    # 300 万元 a year: E1 for 300 in one of them, E3 for 180 in the other, E2 for 240 has no place
    # beside them: which of the two cannot both be paid is for the plan to weigh
    told = asked(found, {"canvass": {"top": 1}, "gap": 1e-6})
    row = told.canvass.iloc[0]
    assert row["estate_id"] == "E2"
    assert row["gain_least"] <= row["gain"] <= row["gain_most"] + 1e-9
    assert row["gain"] >= 0
    assert row["per_more"] == pytest.approx(row["gain"] / 6)


def test_progress_names_each_part_in_order(found):
    heard = []
    asked(found, {"horizons": [1]}, progress=lambda part, share: heard.append((part, share)))
    assert [part for part, _ in heard] == ["why", "horizons", "horizons.finish"]
    assert [part for part in PARTS if part in dict(heard)] == list(dict(heard))
    assert [share for _, share in heard] == sorted(share for _, share in heard)


@pytest.mark.parametrize("after", range(4))
def test_who_stops_is_told_what_is_missing_and_shown_nothing_in_part(found, after):
    heard = []
    given = {"canvass": None, "horizons": [1]}
    told = asked(
        found,
        given,
        progress=lambda part, _: heard.append(part),
        should_stop=lambda: len(heard) > after,
    )
    parts = {"why": told.why, "canvass": told.canvass, "horizons": told.horizons}
    done = [name for name, answer in parts.items() if answer is not None]
    assert done == ["why", "canvass", "horizons"][:after]
    assert [issue.code for issue in told.issues] == ["negotiate.stopped"]
    missing = told.issues[0].detail["parts"].split(", ")
    assert missing == [name for name in parts if name not in done] or "horizons" in missing


def test_a_search_that_was_stopped_is_not_told_as_one_without_a_plan(found, monkeypatch):
    heard = []

    def ended(_):
        heard.append("stop")
        raise InputError("phasing.not_proven")

    wanted, _ = PARTS["canvass"]
    monkeypatch.setitem(PARTS, "canvass", (wanted, ended))
    told = asked(found, {"canvass": None, "horizons": [1]}, should_stop=lambda: bool(heard))
    assert [issue.code for issue in told.issues] == ["negotiate.stopped"]
    assert told.issues[0].detail["parts"] == "canvass, horizons"
    assert told.refused == ()
    # Nobody stopped: then no plan was found, and the next part is asked.
    told = asked(found, {"canvass": None, "horizons": [1]})
    assert [issue.code for issue in told.issues] == ["negotiate.not_answered"]
    assert told.horizons is not None


def test_a_part_without_an_answer_is_told_and_stops_no_other(found):
    told = asked(found, {"changes": [0], "horizons": [1]})
    assert told.replanned is None
    assert told.horizons is not None
    assert [issue.code for issue in told.issues] == ["negotiate.nothing_published"]


def test_an_override_that_cannot_be_tried_does_not_stop_the_others(found):
    told = asked(found, {"try": [{"pin": {"E4": 2027}}, {"out": ["E1"]}]})
    assert len(told.prices) == 1
    assert [(part, error.code) for part, error in told.refused] == [("try", "price.gate")]


def test_the_same_questions_get_the_same_answers(found):
    one, two = (asked(found, {"canvass": None}) for _ in range(2))
    pd.testing.assert_frame_equal(one.canvass, two.canvass)
    pd.testing.assert_frame_equal(one.why, two.why)


def test_an_estate_that_nobody_knows_is_refused_before_anything_is_solved(found):
    choices, plans = found
    negotiate = parse({"why": {"estates": ["E9"]}}, choices.horizon, choices.proposals)
    with pytest.raises(InputError) as said:
        check_asked(plans.ranked, dataclasses.replace(choices, negotiate=negotiate))
    assert said.value.code == "negotiate.unknown_estate"
    told = vars(said.value)["values"]
    assert told["nearest"] in {"E1", "E2", "E3", "E4"}
