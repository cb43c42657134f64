"""Who may enter a plan at all: tests apart from the score, each failing with its own code."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

_NEVER = float("inf")


@dataclass(frozen=True)
class EntryTests:
    """The tests in force; None (or empty) switches one off.

    `built_by_year`: built in or before it. `renovated_after`: a renovation later than this year
    bars another one (综合改一次). `safety_out`: grades that leave the pool. `other_programme` and
    `consent` are switches.
    """

    built_by_year: int | None = None
    renovated_after: int | None = None
    safety_out: Collection[str] = ()
    other_programme: bool = False
    consent: bool = False


def entry_gate(estates: pd.DataFrame, tests: EntryTests) -> pd.Series:
    """Return the code of the first test an estate fails, "" where it may enter.

    Order: other_programme, renovated, safety_d, age, age_unknown, consent, consent_unknown. A year
    or a consent nobody knows does not pass: entry is shown, not assumed, and the code says that
    a phone call may settle it. Of a range of years (`built_year_low`, `built_year_high`) the whole
    must lie within the cut-off to pass and beyond it to fail; across it the age is unknown.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "built_year": [2003]})
    >>> entry_gate(one, EntryTests(built_by_year=2000)).tolist()
    ['age']
    """
    early = _built(estates, "built_year_low").min(axis=1)
    late = _built(estates, "built_year_high").max(axis=1)
    failed = {
        "other_programme": _known(estates, "other_programme") & tests.other_programme,
        "renovated": _after(_years(estates, "renovated_year"), tests.renovated_after),
        "safety_d": _text(estates, "safety_grade").isin(list(tests.safety_out)),
        "age": _after(early, tests.built_by_year),
        "age_unknown": _after(late.fillna(_NEVER), tests.built_by_year),
        "consent": (_text(estates, "consent") == "no") & tests.consent,
        "consent_unknown": ~_text(estates, "consent").isin(["yes", "no"]) & tests.consent,
    }
    codes = np.select([failed[code].to_numpy(bool) for code in failed], list(failed), default="")
    return pd.Series(codes, index=estates.index, name="gate", dtype=object)


def _text(estates: pd.DataFrame, name: str) -> pd.Series:
    if name not in estates:
        return pd.Series(None, index=estates.index, dtype=object)
    return estates[name].astype(object)


def _known(estates: pd.DataFrame, name: str) -> pd.Series:
    return _text(estates, name).notna()


def _years(estates: pd.DataFrame, name: str) -> pd.Series:
    return pd.to_numeric(_text(estates, name)).astype("Float64")


def _built(estates: pd.DataFrame, end: str) -> pd.DataFrame:
    """Return the year built beside one end of its range: a year outside its range widens it."""
    return pd.concat([_years(estates, "built_year"), _years(estates, end)], axis=1)


def _after(years: pd.Series, year: int | None) -> pd.Series:
    if year is None:
        return pd.Series(data=False, index=years.index)
    return (years > year).fillna(value=False).astype(bool)
