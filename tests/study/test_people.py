"""What a whole study knows of the people: steps, shares, and how far a survey is believed."""

import csv
import sys
from pathlib import Path

import study

sys.path.insert(0, str(Path(__file__).parent))

from four_estates import ESTATES, HEADERS, write

SURVEY = ["小区编码", "调查日期", "发放问卷", "回收问卷", "支持改造", "同意缴纳物业费"]


def measured(folder: Path, surveys, stated=None):
    """`stated`: what the ledger says of support, estate → (改造意愿率, 同意户数)."""
    write(folder)
    more = ["人口", "60岁以上人口", "困难户数", "方案阶段"]
    cells = {"E1": (250, 50, 10, "定稿"), "E2": ("", 40, 8, "未启动"), "E3": (150, 160, 70, "")}
    rows = [(*row, *cells.get(row[0], ("", "", "", ""))) for row in ESTATES]
    if stated:
        more += ["改造意愿率", "同意户数"]
        rows = [(*row, *stated.get(row[0], ("", ""))) for row in rows]
    for name, (headers, lines) in {
        "台账.csv": ([*HEADERS, *more], rows), "意愿.csv": (SURVEY, surveys)
    }.items():  # fmt: skip
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows([headers, *lines])
    given = study.load(folder)
    return study.measure(study.read_inputs(given), given.choices)


ASKED = [
    ("E1", "2026-05-01", 100, 100, 90, 80),
    ("E2", "2026-05-01", 80, 30, 12, 6),
    ("E3", "2026-05-01", 100, 90, 80, 9),
]


def test_steps_and_shares_are_numbers(tmp_path):
    estates = measured(tmp_path, ASKED).estates.set_index("estate_id")
    assert estates["consent_passed"].fillna(-1).tolist() == [1, 0, 1, -1]
    assert estates["scheme_step"].fillna(-1).tolist() == [3, 0, -1, -1]
    # E2's residents are estimated from its households, E3 has more elders than residents
    assert estates["elder_share"].fillna(-1).tolist() == [0.2, -1, -1, -1]
    assert estates["vulnerable_share"].fillna(-1).tolist() == [0.1, 0.1, -1, -1]


def test_the_range_enters_the_score_and_a_low_response_is_said(tmp_path):
    found = measured(tmp_path, ASKED)
    estates = found.estates.set_index("estate_id")
    assert estates.loc["E1", ["support_rate_low", "support_rate_high"]].tolist() == [0.9, 0.9]
    assert estates["survey_interval"].tolist() == ["census", "finite", "few_people", "no_replies"]
    assert estates["survey_confidence"].tolist() == ["ok", "low_response", "ok", "no_survey"]
    assert estates["support_rate"].fillna(-1).tolist() == [0.9, 0.4, 80 / 90, -1]
    said = {i.code: i.value for i in found.issues if i.code.startswith("facts.")}
    assert said == {"facts.low_response": "建设新村", "facts.more_replies": "和平里"}
    given = study.load(tmp_path)
    points = study.ranked(found, given.choices).indicators.set_index(["estate_id", "indicator"])
    rate = points.xs("support_rate", level="indicator")
    assert (rate.loc["E1", "low"], rate.loc["E1", "high"]) == (
        rate.loc["E1", "score"], rate.loc["E1", "score"],
    )  # fmt: skip
    assert rate.loc["E3", "low"] < rate.loc["E3", "score"] < rate.loc["E3", "high"]


def test_the_ledger_s_support_counts_where_nobody_was_asked(tmp_path):
    stated = {"E1": ("50%", ""), "E2": ("85%", ""), "E3": ("", 48)}
    found = measured(tmp_path, ASKED[:1], stated)
    estates = found.estates.set_index("estate_id")
    homes = estates.loc["E3", "households"]
    assert estates["support_rate"].fillna(-1).tolist() == [0.9, 0.85, 48 / homes, -1]
    assert estates["survey_interval"].tolist() == ["census", "stated", "stated", "no_replies"]
    ends = ["support_rate_low", "support_rate_high"]
    assert estates.loc["E2", ends].tolist() == [0.85, 0.85]
    assert estates["consent_basis"].tolist() == ["survey", "ledger", "ledger", "none"]
    said = {i.code: i.value for i in found.issues if i.code.startswith("facts.support")}
    names = estates["name"]
    assert said == {
        "facts.support_stated": "、".join(sorted([names["E2"], names["E3"]])),
        "facts.support_unused": names["E1"],
    }
