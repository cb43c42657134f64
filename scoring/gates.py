"""Who may enter a plan at all: tests apart from the score, each failing with its own code."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd


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
    a phone call may settle it.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "built_year": [2003]})
    >>> entry_gate(one, EntryTests(built_by_year=2000)).tolist()
    ['age']
    """
    failed = {
        "other_programme": _known(estates, "other_programme") & tests.other_programme,
        "renovated": _after(estates, "renovated_year", tests.renovated_after),
        "safety_d": _text(estates, "safety_grade").isin(list(tests.safety_out)),
        "age": _after(estates, "built_year", tests.built_by_year),
        "age_unknown": ~_known(estates, "built_year") & (tests.built_by_year is not None),
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


def _after(estates: pd.DataFrame, name: str, year: int | None) -> pd.Series:
    if year is None or name not in estates:
        return pd.Series(data=False, index=estates.index)
    values = pd.to_numeric(estates[name]).astype("Float64")
    return (values > year).fillna(value=False).astype(bool)
