"""Each test of entry that is on: what it goes by, and how many estates it shuts out or holds back.

Plain values: run.json holds them, and spreadsheet, briefing and estate sheet say them.
"""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from standards import Rule
from study.choices import Choices
from study.gate_basis import BLOCK, gate_basis
from study.shortfalls import MARKS

_OF_TEST = ("code", "test", "how")
_UNKNOWN = "_unknown"
_CONSENT = "consent"


def gate_record(
    choices: Choices, rules: Mapping[str, Rule], estates: pd.DataFrame
) -> list[dict[str, Any]]:
    """Return one entry a test that is on, in the order in which the tests are tried.

    Each has `test`, `how` (block, postpone), `estates` (how many it shuts out or holds back: an
    estate counts under the test its `gate` or `postponed` names, so once at most), `unknown` (how
    many of them because a fact is not known) and `basis`: the rows of `gate_basis`, dates as text.
    """
    told = gate_basis(choices, rules)
    own = told[told["code"] == told["test"]]
    return [
        {
            "test": test,
            "how": how,
            **_counts(str(test), estates["gate" if how == BLOCK else "postponed"]),
            "basis": [_plain(row) for row in rows.drop(columns=[*_OF_TEST]).to_dict("records")],
        }
        for (test, how), rows in own.groupby(["test", "how"], sort=False)
    ]


def basis_of(
    estate: Mapping[str, Any], choices: Choices, rules: Mapping[str, Rule]
) -> list[dict[str, Any]]:
    """Return what shuts out or holds back one estate (a row of the estates table), [] for nothing.

    Of the shares of consent only those it falls short of, where that is known.
    """
    codes = {estate.get("gate"), estate.get("postponed")} - {"", None}
    told = gate_basis(choices, rules)
    rows = [_plain(row) for row in told[told["code"].isin(codes)].to_dict("records")]
    told_short = str(estate.get("consent_short")).split(";")
    marks = {MARKS[code][1:] for code in told_short if code in MARKS}
    return [row for row in rows if _counts_here(row, marks)]


def _counts_here(row: Mapping[str, Any], short: set[tuple[str, str]]) -> bool:
    shares = {mark[1:] for mark in MARKS.values()}
    place = (row["rule"], row["part"])
    return row["code"] != _CONSENT or not short or place in short or place not in shares


def _counts(test: str, codes: pd.Series) -> dict[str, int]:
    unknown = int(codes.eq(test + _UNKNOWN).sum())
    return {"estates": int(codes.eq(test).sum()) + unknown, "unknown": unknown}


def _plain(row: Mapping[Any, Any]) -> dict[str, Any]:
    since = row["since"]
    return {**row, "since": "" if pd.isna(since) else since.isoformat()}
