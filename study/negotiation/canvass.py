"""Where it is worth asking people next: what one more consent would bring to the plan."""

import math
from collections.abc import Iterable, Mapping

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
_ORDER = ("brings", "not_told_apart", "no_gain", "no_plan", "bounded", "not_asked", "no_earlier",
          "shut")  # fmt: skip
_LOOKED = 4  # so many times as many estates are bounded as are solved for


def canvass(
    found: Ranked, choices: Choices, standing: Standing, *, top: int, questions: Questions
) -> pd.DataFrame:
    """Return the rows of `waiting`, each with what a yes would bring to the plan, best first.

    found: "brings" (at least `gain_least`, above 0), "not_told_apart" (within the proof it may
    bring nothing), "no_gain" (every plan with it in is worth less than the one that stands, which
    is kept), "no_plan": solved for or proven, the `top` that may bring most, in all or for each
    person to be won, by turns. Else "bounded" (at most `gain_most`, by the relaxed model),
    "not_asked" (neither), "no_earlier" (a yes changes nothing: see `waits_for`), "shut" (something
    else keeps it out: `also`). First what was solved for, then what may bring most for each.

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
    asked = _by_turns(rows, bounds)[:top]
    gains = {at: _gain(standing, entries[at], questions) for at in asked}
    return _told(rows, bounds, gains, standing)


def _shortlist(rows: pd.DataFrame, count: int) -> list[int]:
    """Return the rows worth a closer look: by what they add, per person and per 万元, by turns."""
    able = rows[rows["found"] == "not_asked"]
    able = able.assign(own_per_more=able["own"] / _people(able))
    return _in_turn(_best(able, name) for name in ("own_per_more", "own", "own_per_wan"))[:count]


def _by_turns(rows: pd.DataFrame, bounds: Mapping[int, float]) -> list[int]:
    """Return the rows that may bring most for each person to be won, and most in all, by turns."""
    most = pd.Series(bounds, dtype=float)
    able = rows.loc[most.index[most.ge(0)]].assign(most=most)  # below 0 nothing is left to ask
    able = able.assign(most_each=able["most"] / _people(able))
    return _in_turn(_best(able, name) for name in ("most_each", "most"))


def _best(rows: pd.DataFrame, name: str) -> list[int]:
    """Return the rows by a column, the most first; what is unknown last."""
    by = [name, "estate_id", "what"]
    return [int(at) for at in rows.sort_values(by, ascending=[False, True, True]).index]


def _in_turn(orders: Iterable[list[int]]) -> list[int]:
    """Return the rows of several orders of the same rows: the next of each in turn, each once."""
    return list(dict.fromkeys(at for turn in zip(*orders, strict=True) for at in turn))


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
    told = _plan_kept(told)
    told = told.assign(
        gain_share=told["gain"] / standing.value if standing.value > 0 else np.nan,
        per_more=told["gain"].clip(lower=0) / _people(told),
    )
    return _ordered(told)[list(COLUMNS)]


def _bounded(bound: float) -> str:
    """Return what a bound alone tells: below 0 the plan that stands is better than any with it."""
    return "no_plan" if bound == -math.inf else "no_gain" if bound < 0 else "bounded"


def _plan_kept(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows; where the plan found is worth less, the plan that stands is kept instead."""
    none = rows["found"].isin(["loses", "no_gain"])
    kept = none | rows["gain"].lt(0)
    least, most = rows["gain_least"].mask(none, 0.0), rows["gain_most"].mask(none, 0.0)
    return rows.assign(
        found=rows["found"].mask(none, "no_gain"),
        year_then=rows["year_then"].mask(kept, rows["year_now"]),
        gain=rows["gain"].mask(kept, 0.0),
        gain_least=least.clip(upper=0.0).where(kept, least),
        gain_most=most.clip(lower=0.0),
    )


def _people(rows: pd.DataFrame) -> pd.Series:
    """Return how many people are to be won: where only area is short, one at least."""
    least_one = rows["more"].where(~rows["more_area_m2"].gt(0), rows["more"].clip(lower=1))
    return least_one.where(least_one > 0)


def _ordered(rows: pd.DataFrame) -> pd.DataFrame:
    turn = rows["found"].map({code: place for place, code in enumerate(_ORDER)})
    people = _people(rows)
    each = {"most_each": rows["gain_most"] / people, "own_each": rows["own"] / people}
    falling = ["gain", "most_each", "gain_most", "own_each", "own"]
    by, rising = (
        ["turn", *falling, "estate_id", "what"],
        [True, *[False] * len(falling), True, True],
    )
    told = rows.assign(turn=turn, **each)
    return told.sort_values(by, ascending=rising).reset_index(drop=True)
