"""Where it is worth asking people next: what one more consent would bring to the plan."""

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from phasing.negotiation.entering import Entry, Gain, entry_bound, entry_gain, let_in
from phasing.negotiation.richer import aims_in_turn_refused
from phasing.negotiation.standing import Standing
from study.choices import Choices
from study.negotiation.prospects import Change, changes, prospects
from study.negotiation.questions import Questions
from study.negotiation.waiting import COLUMNS as WAITING
from study.stages import Ranked

COLUMNS = (
    *WAITING,
    *("found", "year_now", "opens", "year_then"),
    *("gain", "gain_least", "gain_most", "gain_share", "per_more"),
)

# In the order they are shown: what was solved for, what was bounded, the rest.
_ORDER = ("brings", "not_told_apart", "loses", "no_plan", "bounded", "not_asked", "no_earlier",
          "shut")  # fmt: skip
_LOOKED = 4  # so many times as many estates are bounded as are solved for


def canvass(
    found: Ranked, choices: Choices, standing: Standing, *, top: int, questions: Questions
) -> pd.DataFrame:
    """Return the rows of `waiting`, each with what a yes would bring to the plan, best first.

    found: "brings" (at least `gain_least`, above 0), "not_told_apart" (within the proof it may
    bring nothing), "loses", "no_plan": solved for, the `top` that may bring most. Else "bounded"
    (at most `gain_most`, by the relaxed model), "not_asked" (by itself worth less than those, and
    less for its money),
    "no_earlier" (a yes changes nothing: see `waits_for`), "shut" (something else keeps it out:
    `also`).

    year_now: its year in the plan; opens: the first year it may start in then; year_then: when it
    starts in the plan found (<NA>: it finds no place, or nobody looked). gain: what the plan found
    is worth more; gain_share of the value of the plan; per_more: gain for each person still to be
    won, unknown where nobody knows how many. The score of the estate stays what it is.

    Errors: `phasing.aims_in_turn`.
    """
    aims_in_turn_refused(standing.problem)
    changed = changes(found, choices)
    rows = prospects(found, choices, standing, changed)
    looked = _shortlist(rows, _LOOKED * top)
    entries = {at: _entry(rows, at, changed, standing) for at in looked}
    rows = _shut(rows, entries)
    open_to = [at for at in looked if rows.loc[at, "found"] != "shut"]
    bounds = {at: _bound(standing, entries[at], questions) for at in open_to}
    asked = sorted(open_to, key=lambda at: (-bounds[at], open_to.index(at)))[:top]
    gains = {at: _gain(standing, entries[at], questions) for at in asked}
    return _told(rows, bounds, gains, standing)


def _shortlist(rows: pd.DataFrame, count: int) -> list[int]:
    """Return the rows worth a closer look: half of them by what they add, half by it per 万元."""
    able = rows[rows["found"] == "not_asked"]
    rising = [False, True, True]
    by_own, by_money = (
        able.sort_values([name, "estate_id", "what"], ascending=rising).index.tolist()
        for name in ("own", "own_per_wan")
    )
    taken = dict.fromkeys([*by_own[: count // 2], *by_money[: count // 2]])
    return list(dict.fromkeys([*taken, *by_own]))[:count]


def _entry(
    rows: pd.DataFrame, at: int, changed: Mapping[tuple[str, str], Change], standing: Standing
) -> Entry:
    what, estate = str(rows.loc[at, "what"]), str(rows.loc[at, "estate_id"])
    change = changed[what, estate]
    return let_in(standing, estate, lifted=change.lifted, instead=change.instead)


def _shut(rows: pd.DataFrame, entries: Mapping[int, Entry]) -> pd.DataFrame:
    """Return the rows; those that a yes alone would not let in say what else keeps them out."""
    reasons = pd.Series(
        {at: e.reason for at, e in entries.items() if e.opens is None}, dtype=object
    )
    shut = rows.index.isin(reasons.index)
    return rows.assign(
        also=rows["also"].mask(shut, reasons.reindex(rows.index)),
        found=rows["found"].mask(shut, "shut"),
        opens=rows["opens"].mask(shut),
    )


def _bound(standing: Standing, entry: Entry, questions: Questions) -> float:
    questions.go_on()
    return entry_bound(standing, entry)


def _gain(standing: Standing, entry: Entry, questions: Questions) -> Gain:
    questions.go_on()
    gain = entry_gain(standing, entry, settings=questions.settings, hooks=questions.hooks)
    questions.go_on()
    return gain


def _told(
    rows: pd.DataFrame, bounds: Mapping[int, float], gains: Mapping[int, Gain], standing: Standing
) -> pd.DataFrame:
    """Return the rows with what was found, in the order they are shown in."""
    codes = pd.Series({at: _bounded(bound) for at, bound in bounds.items()}, dtype=object)
    most = pd.Series({at: b for at, b in bounds.items() if math.isfinite(b)}, dtype=float)
    told = rows.assign(
        found=codes.reindex(rows.index).fillna(rows["found"]),
        gain_most=most.reindex(rows.index),
        year_then=pd.array([None] * len(rows), dtype="Int64"),
        gain=np.nan,
        gain_least=np.nan,
    )
    for at, one in gains.items():
        told.loc[at, ["found", "year_then"]] = [one.code, one.year]
        told.loc[at, ["gain", "gain_least"]] = [one.found, one.least]
        told.loc[at, "gain_most"] = max(min(one.most, bounds[at]), one.found)
    told = told.assign(
        gain_share=told["gain"] / standing.value if standing.value > 0 else np.nan,
        per_more=told["gain"].clip(lower=0) / _people(told),
    )
    return _ordered(told)[list(COLUMNS)]


def _bounded(bound: float) -> str:
    """Return what a bound alone tells: below 0 the estate makes its cluster too dear."""
    return "no_plan" if bound == -math.inf else "loses" if bound < 0 else "bounded"


def _people(rows: pd.DataFrame) -> pd.Series:
    """Return how many people are to be won: where only area is short, one at least."""
    least_one = rows["more"].where(~rows["more_area_m2"].gt(0), rows["more"].clip(lower=1))
    return least_one.where(least_one > 0)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    turn = rows["found"].map({code: place for place, code in enumerate(_ORDER)})
    by = ["turn", "gain", "gain_most", "own", "estate_id", "what"]
    rising = [True, False, False, False, True, True]
    return rows.assign(turn=turn).sort_values(by, ascending=rising).reset_index(drop=True)
