"""The four estates with every part of `negotiate` asked: small enough to check by hand.

30,000 yuan a household: E1 costs 300, E2 240, E3 180 万元, and 300 come in each of two years. E4
was built too late. E2 held a vote that did not pass: 6 owners more would do. E3 is published for
2027, E1 for 2028: the other way round.
"""

import csv
import functools
import tempfile
from pathlib import Path

import study
from tests.study.four_estates import CHOICES, ESTATES
from tests.study.four_estates import write as write_town

VOTES = [("V1", "E2", 90, 54, 40, 900, 600, 450)]
VOTE_HEAD = ["表决编号", "小区编码", "业主总人数", "参与表决人数", "同意人数",
             "专有部分总面积", "参与表决面积", "同意面积"]  # fmt: skip
PLANS = [("E1", "纺织厂家属院", 2028, "计划", "2026-03-01"),
         ("E3", "和平里", 2027, "计划", "2026-03-01")]  # fmt: skip
PLAN_HEAD = ["小区编码", "小区名称", "开工年份", "实施情况", "公布日期"]
ASKED = {
    "why": {"estates": ["E4", "E2"], "top": 1},
    "canvass": {"top": 2},
    "try": [{"pin": {"E3": 2027}}, {"out": ["E1"]}],
    "alternatives": {"count": 2, "within": 0.6, "apart": 0.2},
    "samples": 4,
    "changes": [0, 1, 2],
    "horizons": [2, 1],
    "money": {"step_wan": 180, "curve": [0.5, 1, 1.5]},
    "richer": {"factor": 1.1, "top": 1},
}


def write(folder: Path, *, asked: dict | None = None) -> Path:
    """Write the study into `folder`; `asked` instead of all that can be asked."""
    inputs = {"votes": {"path": "表决.csv"}, "programmes": {"path": "计划.csv"}}
    change = {
        "inputs": {**CHOICES["inputs"], **inputs},
        "negotiate": ASKED if asked is None else asked,
        "published": {},
    }
    write_town(folder, change=change, estates=[(*row[:6], "") for row in ESTATES])
    for name, rows in (("表决.csv", [VOTE_HEAD, *VOTES]), ("计划.csv", [PLAN_HEAD, *PLANS])):
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
    return folder


@functools.cache
def results() -> study.Results:
    """Return the results of the whole study, worked out once."""
    with tempfile.TemporaryDirectory() as folder:
        return study.run(study.load(write(Path(folder) / "study")))
