"""Who may enter a plan, and from when: tests apart from the score, each with its own code."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

_NEVER = float("inf")


@dataclass(frozen=True)
class EntryTests:
    """The tests in force; None (or empty) switches one off.

    `built_by_year`: built in or before it. `renovated_after`: a renovation later than this year
    bars another one (综合改一次). `safety_out` (the column `leaves_pool`: all its buildings are
    graded D), `other_programme`, `consent` and `deposit` are switches. `scheme_passes`: stages of
    the scheme that will do. `open_from`: tests (consent, deposit, scheme) that do not shut an
    estate out but hold it back, each with the first year in which it may start all the same.
    """

    built_by_year: int | None = None
    renovated_after: int | None = None
    safety_out: bool = False
    other_programme: bool = False
    consent: bool = False
    deposit: bool = False
    scheme_passes: Collection[str] = ()
    open_from: Mapping[str, int] = field(default_factory=dict)


def entry_gate(estates: pd.DataFrame, tests: EntryTests) -> pd.Series:
    """Return the code of the first test that shuts an estate out, "" where none does.

    Order: other_programme, renovated, safety_d, age, age_unknown, consent, consent_unknown,
    deposit, deposit_unknown, scheme, scheme_unknown. A year or a consent nobody knows does not
    pass: entry is shown, not assumed, and the code says that a phone call may settle it. Of a range
    of years (`built_year_low`, `built_year_high`) the whole must lie within the cut-off to pass and
    beyond it to fail; across it the age is unknown.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "built_year": [2003]})
    >>> entry_gate(one, EntryTests(built_by_year=2000)).tolist()
    ['age']
    """
    shut = {c: f for c, f in _failed(estates, tests).items() if _test(c) not in tests.open_from}
    return _first(shut, estates).rename("gate")


def postponement(estates: pd.DataFrame, tests: EntryTests) -> pd.DataFrame:
    """Return `postponed` (code, "" for none) and `postponed_until` (first year it may start).

    Of several tests that hold an estate back the one with the latest year counts, of equal years
    the first in the order of `entry_gate`. An estate that is shut out is not held back as well.

    >>> one = pd.DataFrame({"estate_id": ["E1"], "consent": ["no"]})
    >>> postponement(one, EntryTests(consent=True, open_from={"consent": 2028})).to_dict("records")
    [{'postponed': 'consent', 'postponed_until': 2028}]
    """
    failed, years = _failed(estates, tests), tests.open_from
    held = sorted((c for c in failed if _test(c) in years), key=lambda c: -years[_test(c)])
    codes = _first({code: failed[code] for code in held}, estates)
    codes = codes.where(entry_gate(estates, tests) == "", "")
    until = codes.map(_test).map(dict(years)).astype("Int64")
    return pd.DataFrame({"postponed": codes, "postponed_until": until})


def _failed(estates: pd.DataFrame, tests: EntryTests) -> dict[str, pd.Series]:
    """Return who fails each test, in the order of their codes."""
    early = _built(estates, "built_year_low").min(axis=1)
    late = _built(estates, "built_year_high").max(axis=1)
    stage, passes = _text(estates, "scheme_stage"), list(tests.scheme_passes)
    return {
        "other_programme": _text(estates, "other_programme").notna() & tests.other_programme,
        "renovated": _after(_years(estates, "renovated_year"), tests.renovated_after),
        "safety_d": _text(estates, "leaves_pool").eq(other=True) & tests.safety_out,
        "age": _after(early, tests.built_by_year),
        "age_unknown": _after(late.fillna(_NEVER), tests.built_by_year),
        **_yes_no(estates, "consent", "consent", on=tests.consent),
        **_yes_no(estates, "deposit_ok", "deposit", on=tests.deposit),
        "scheme": stage.notna() & ~stage.isin(passes) & bool(passes),
        "scheme_unknown": stage.isna() & bool(passes),
    }


def _yes_no(estates: pd.DataFrame, name: str, code: str, *, on: bool) -> dict[str, pd.Series]:
    said = _text(estates, name)
    return {code: (said == "no") & on, f"{code}_unknown": ~said.isin(["yes", "no"]) & on}


def _first(failed: Mapping[str, pd.Series], estates: pd.DataFrame) -> pd.Series:
    if not failed:
        return pd.Series("", index=estates.index, dtype=object)
    codes = np.select([failed[code].to_numpy(bool) for code in failed], list(failed), default="")
    return pd.Series(codes, index=estates.index, dtype=object)


def _test(code: str) -> str:
    return code.removesuffix("_unknown")


def _text(estates: pd.DataFrame, name: str) -> pd.Series:
    if name not in estates:
        return pd.Series(None, index=estates.index, dtype=object)
    return estates[name].astype(object)


def _years(estates: pd.DataFrame, name: str) -> pd.Series:
    return pd.to_numeric(_text(estates, name)).astype("Float64")


def _built(estates: pd.DataFrame, end: str) -> pd.DataFrame:
    """Return the year built beside one end of its range: a year outside its range widens it."""
    return pd.concat([_years(estates, "built_year"), _years(estates, end)], axis=1)


def _after(years: pd.Series, year: int | None) -> pd.Series:
    if year is None:
        return pd.Series(data=False, index=years.index)
    return (years > year).fillna(value=False).astype(bool)
