"""Households and floor area ten times or more out of proportion: which is wrong is asked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from intake.places import FILE, ROW
from intake.questions import OPTIONS, PATH, question
from intake.unused_answers import unused
from tables import Issue

TOPIC = "values"
AS_WRITTEN = "as_written"
WRONG = ("households", "floor_area_m2")  # an answer that names a column makes its cell unknown
WORDS = (AS_WRITTEN, *WRONG)
CODE, ANSWERED = "intake.area_household_far", "intake.value_answered"

_OUT = "intake.area_household"
_TIMES = 10


def far_off(
    issues: Iterable[Issue], frame: pd.DataFrame, answers: Mapping[str, Any] | None
) -> list[Issue]:
    """Return the issues, those ten times beyond the usual area a household as questions.

    The values count as they came until somebody answers under `values:`; an answered question
    becomes the word that it was, and an answer about a row that is not asked about is said.
    """
    told = _told(answers)
    names = _names(frame)
    found: list[Issue] = []
    asked: set[str] = set()
    for issue in issues:
        if issue.code != _OUT or not _far(issue):
            found.append(issue)
            continue
        name = names[issue.file, int(issue.row or 0)]
        asked.add(name)
        found.append(_answered(issue, name, told[name]) if name in told else _ask(issue, name))
    left = sorted(set(told) - asked)
    return found + [unused((TOPIC, "estates", name), sorted(asked)) for name in left]


def made_unknown(issue: Issue) -> str:
    """Return the column whose cell an answer makes unknown, "" for every other issue."""
    answer = str(issue.detail.get("answer", "")) if issue.code == ANSWERED else ""
    return answer if answer in WRONG else ""


def _far(issue: Issue) -> bool:
    share, low, high = (float(str(issue.detail[key])) for key in ("share", "low", "high"))
    return share * _TIMES <= low or share >= high * _TIMES


def _names(frame: pd.DataFrame) -> dict[tuple[str, int], str]:
    """Return what each row is called: its name where no other has it, else its id."""
    ids = frame["estate_id"].astype(str)
    alone = frame["name"].notna() & ~frame["name"].duplicated(keep=False)
    called = frame["name"].where(alone, ids).astype(str)
    places = zip(frame[FILE].astype(str), frame[ROW].astype(int), strict=True)
    return dict(zip(places, called, strict=True))


def _told(answers: Mapping[str, Any] | None) -> dict[str, str]:
    said = (answers or {}).get(TOPIC)
    rows = said.get("estates") if isinstance(said, Mapping) else None
    return dict(rows) if isinstance(rows, Mapping) else {}


def _ask(issue: Issue, name: str) -> Issue:
    asked = question(CODE, (TOPIC, issue.table, name), WORDS, counts=False)
    said = {**issue.detail, "name": name, **asked.detail}
    return replace(issue, code=CODE, severity="question", detail=said)


def _answered(issue: Issue, name: str, answer: str) -> Issue:
    said = {**issue.detail, "name": name, "answer": answer}
    said = {key: value for key, value in said.items() if key not in {PATH, OPTIONS}}
    return replace(issue, code=ANSWERED, severity="info", value=name, detail=said)
