"""Consent, deposit and scheme in a whole study: who is shut out, who waits, and until when.

Four estates (E1 1982, E2 1990, E3 1998, E4 2004) with money for all of them in either year.
"""

import csv
import sys
from pathlib import Path

import pytest

import study
from phasing.rules import DemonstrationFirst
from standards import in_force
from study.readiness import demonstrations, gate_rules, readiness_issues
from study.rules import rules

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import CHOICES, ESTATES, HEADERS, write

PLENTY = [("市级", 2027, 2000), ("市级", 2028, 2000)]
SURVEY = ["小区编码", "调查日期", "发放问卷", "回收问卷", "支持改造"]
VOTES = [
    "表决编号", "小区编码", "业主总人数", "专有部分总面积(㎡)", "参与表决人数", "参与表决面积(㎡)",
    "同意人数", "同意面积(㎡)",
]  # fmt: skip
DEPOSITS = ["小区编码", "收取日期", "缴纳户数", "缴纳金额(元)"]


def table(path: Path, headers, rows):
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([headers, *rows])


def posed(folder: Path, gates, *, ledger=None, surveys=None, votes=None, deposits=None, **change):
    """Return the study of the four estates with these gates, and what else is given."""
    more = {"votes": (VOTES, votes), "deposits": (DEPOSITS, deposits)}
    more = {name: cells for name, cells in more.items() if cells[1] is not None}
    inputs = CHOICES["inputs"] | {name: {"path": f"{name}.csv"} for name in more}
    given = {"gates": gates, "inputs": inputs, "clusters": "apart", **change}
    write(folder, change=given, budgets=PLENTY)
    for name, (headers, rows) in more.items():
        table(folder / f"{name}.csv", headers, rows)
    if surveys is not None:
        rows = [(name, "2026-05-01", 100, 90, yes) for name, yes in surveys.items()]
        table(folder / "意愿.csv", SURVEY, rows)
    if ledger is not None:
        head, columns = ledger
        rows = [(*row, *columns.get(row[0], [""] * len(head))) for row in ESTATES]
        table(folder / "台账.csv", [*HEADERS, *head], rows)
    return study.load(folder)


def measured(given):
    found = study.measure(study.read_inputs(given), given.choices)
    return found.estates.set_index("estate_id"), found


def test_a_postponed_estate_starts_a_year_later_and_a_blocked_one_not_at_all(tmp_path):
    surveys = {"E1": 81, "E2": 81, "E3": 30}  # 90 %, 90 %, 33 %; E4 was not asked
    years = {}
    for way in ("block", "postpone"):
        given = posed(tmp_path / way, {"consent": way, "age": False}, surveys=surveys)
        years[way] = study.run(given).estates.set_index("estate_id")
    shut, held = years["block"], years["postpone"]
    assert shut["gate"].tolist() == ["", "", "consent", "consent_unknown"]
    assert shut["year"].astype(object).where(shut["year"].notna(), None).tolist() == [
        2027, 2027, None, None,
    ]  # fmt: skip
    assert held["gate"].tolist() == [""] * 4
    assert held["postponed"].tolist() == ["", "", "consent", "consent_unknown"]
    assert held["postponed_until"].fillna(0).tolist() == [0, 0, 2028, 2028]
    assert held["year"].tolist() == [2027, 2027, 2028, 2028]


def test_the_rules_a_study_hands_to_the_phasing(tmp_path):
    surveys = {"E1": 81, "E2": 30, "E3": 81, "E4": 81}
    given = posed(tmp_path, {"consent": {"postpone": 1}}, surveys=surveys)
    found = study.measure(study.read_inputs(given), given.choices)
    gates = gate_rules(study.ranked(found, given.choices))
    assert [rule.as_dict() for rule in gates] == [
        {"rule": "gate", "estate_id": "E4", "code": "age"},
        {"rule": "not_before", "estate_id": "E2", "year": 2028, "code": "consent"},
    ]


def test_postponed_beyond_the_last_year_is_not_in_the_plan(tmp_path):
    surveys = {"E1": 81, "E2": 30, "E3": 81}
    given = posed(tmp_path, {"consent": {"postpone": 2}}, surveys=surveys)
    estates = study.run(given).estates.set_index("estate_id")
    assert estates.loc["E2", "postponed_until"] == 2029
    assert estates["year"].isna().tolist() == [False, True, False, True]
    assert estates.loc["E2", "reason"].startswith("not_before")


def test_the_four_numbers_of_a_vote_reach_the_estates(tmp_path):
    votes = [("V1", "E1", 300, 24000, 183, 14640, 150, 12000)]
    estates, found = measured(posed(tmp_path, {}, votes=votes))
    row = estates.loc["E1"]
    assert (row["consent"], row["consent_short"], row["gate"]) == (
        "no", "vote_area;vote_head", "consent",
    )  # fmt: skip
    assert row["vote_area_share"] == pytest.approx(0.61)
    assert estates.loc["E2", ["vote_area_share", "yes_head_share"]].isna().all()
    assert "readiness.late_stock_uncapped" not in [issue.code for issue in found.issues]


def test_the_deposit_by_each_reading_and_collected_in_one_go(tmp_path):
    # E1 100 households, E2 80, E3 60; E3's 20 exempt ones owe nothing; E4 has no row
    deposits = [("E1", "2026-06-01", 50, 50_000), ("E2", "2026-06-01", 80, 39_000),
                ("E3", "2026-06-01", 40, 20_000)]  # fmt: skip
    ledger = (
        ["免缴户数", "出资已收齐"],
        {"E1": ["", "是"], "E2": ["0", "否"], "E3": ["20", "是"]},
    )
    said = {}
    for reading in ("household_average", "every_household", "collected_before_start"):
        given = posed(
            tmp_path / reading, {"deposit": {"reading": reading}, "age": False},
            deposits=deposits, ledger=ledger,
        )  # fmt: skip
        said[reading] = measured(given)[0]["deposit_ok"].tolist()
    assert said == {
        "household_average": ["yes", "no", "yes", "unknown"],
        "every_household": ["no", "no", "yes", "unknown"],
        "collected_before_start": ["yes", "no", "yes", "unknown"],
    }


def test_the_deposit_is_shown_and_bars_nobody_while_its_gate_is_off(tmp_path):
    deposits = [("E1", "2026-06-01", 50, 10_000)]
    estates, _ = measured(posed(tmp_path, {"age": False}, deposits=deposits))
    assert estates["deposit_ok"].tolist() == ["no", "unknown", "unknown", "unknown"]
    assert estates["gate"].tolist() == [""] * 4


def test_a_scheme_as_offices_write_it_passes_from_a_stage_on(tmp_path):
    ledger = (
        ["方案阶段"],
        {"E1": ["形成共识"], "E2": ["初稿"], "E3": ["三进成定稿"], "E4": [""]},
    )
    gates = {"age": False, "scheme": {"stage": "draft", "postpone": 1}}
    estates, found = measured(posed(tmp_path, gates, ledger=ledger))
    assert estates["scheme_stage"].where(estates["scheme_stage"].notna(), None).tolist() == [
        "consensus", "draft", "final", None,
    ]  # fmt: skip
    assert estates["postponed"].tolist() == ["scheme", "", "", "scheme_unknown"]
    codes = [i.code for i in found.issues if i.code.startswith("readiness.")]
    assert codes == ["readiness.postponed.scheme", "readiness.postponed.scheme_unknown"]


def test_the_later_stock_may_enter_and_is_a_group_to_cap(tmp_path):
    given = posed(tmp_path, {"age": "extended"})
    estates, found = measured(given)
    assert estates["gate"].tolist() == [""] * 4
    assert estates["late_stock"].tolist() == [False, False, False, True]
    (issue,) = [i for i in found.issues if i.code == "readiness.late_stock_uncapped"]
    assert issue.detail == {"share": 0.15}


def test_a_cap_on_the_later_stock_keeps_the_warning_away(tmp_path):
    cap = {"stock_cap": {"group": "late_stock", "measure": "households", "at_most_share": 0.15}}
    given = posed(tmp_path, {"age": "extended"}, rules=[cap])
    _, found = measured(given)
    assert "readiness.late_stock_uncapped" not in [issue.code for issue in found.issues]


def test_vulnerable_households_and_demonstrations_are_read(tmp_path):
    ledger = (["困难户数", "示范项目"], {"E1": ["12户", "省级示范"], "E2": ["0", "否"]})
    estates, _ = measured(posed(tmp_path, {}, ledger=ledger))
    assert estates["vulnerable_households"].fillna(-1).tolist() == [12, 0, -1, -1]
    assert estates["demonstration"].fillna("").tolist() == ["provincial", "no", "", ""]
    assert demonstrations(estates.reset_index()) == ("E1",)


def test_flagged_stands_for_the_demonstrations_of_the_ledger(tmp_path):
    ledger = (["示范项目"], {"E3": ["市级示范"], "E2": ["否"], "E1": ["国家级"]})
    first = {"demonstration_first": {"estates": "flagged", "year": 2027}}
    given = posed(tmp_path, {}, ledger=ledger, rules=[first])
    found = study.ranked(study.measure(study.read_inputs(given), given.choices), given.choices)
    assert DemonstrationFirst(("E1", "E3"), 2027) in rules(found, given.choices)


def test_nothing_of_readiness_is_said_of_no_estates(tmp_path):
    given = posed(tmp_path, {"consent": "postpone"})
    _, found = measured(given)
    law = in_force(given.choices.day_of_law)
    assert readiness_issues(given.choices, found.estates.head(0), law) == ()
