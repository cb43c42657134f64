"""The plan that is public: what study.yaml says of it (`published:`), and its newest state."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

import pandas as pd

from study.keys import mapping, number, only
from tables import InputError

TABLE = "programmes"
# What is under way or done stands whatever is decided now.
SETTLED = ("running", "finished")


@dataclass(frozen=True)
class Publishing:
    """What a study keeps of a published plan.

    Running and finished estates always keep their year. `lock_through`: so do those planned up to
    this year. `at_most`: so many others may change year or leave in every proposal; None: any.
    """

    lock_through: int | None = None
    at_most: int | None = None


@dataclass(frozen=True)
class PublishedPlan:
    """The newest published year of each estate, sorted into what can still be done with it.

    plan: estates of the pool with a year of the horizon; state: how far each of them and of `past`
    has come (planned where nobody says). past: under way or finished before the horizon, or
    finished in no year that is told: out of this plan. late: planned before the horizon, and not
    begun. beyond: after the horizon. dropped: given up by publication. unclear: without a year, or
    with several published on one day; two_states: with one year, and several states of it published
    on one day. versions: how many days of publication there are.
    """

    plan: Mapping[str, int] = field(default_factory=dict)
    state: Mapping[str, str] = field(default_factory=dict)
    past: tuple[str, ...] = ()
    late: Mapping[str, int] = field(default_factory=dict)
    beyond: Mapping[str, int] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()
    unclear: tuple[str, ...] = ()
    two_states: tuple[str, ...] = ()
    versions: int = 0

    def __bool__(self) -> bool:
        """Return whether anything was published."""
        return bool(self.plan or self.past or self.late or self.beyond or self.dropped)


def parse(given: object, years: Sequence[int]) -> Publishing | None:
    """Return what a study keeps of a published plan; None without the section.

    >>> parse({"lock_through": 2027}, (2027, 2028))
    Publishing(lock_through=2027, at_most=None)

    Raises InputError for an unknown key, a year outside the horizon, a number that is not whole.
    """
    if given is None:
        return None
    said = mapping(given, where="published")
    only(said, {item.name for item in fields(Publishing)}, where="published")
    through, at_most = (
        _whole(said.get(key), f"published.{key}") for key in ("lock_through", "at_most")
    )
    if through is not None and through not in years:
        values = {"value": through, "first": years[0], "last": years[-1]}
        raise InputError("published.year_beyond", **values)
    return Publishing(through, at_most)


def published_plan(
    rows: pd.DataFrame, estates: Iterable[str], years: Sequence[int]
) -> PublishedPlan:
    """Return the published plan of the table `programmes`, as far as the ledger knows its estates.

    Of several publications the newest counts for each estate, so that a later one may name only
    what it changes; rows without a date are older than any.
    """
    known = rows[rows["estate_id"].isin(set(estates))]
    newest = _newest(known)
    timeless = newest["year"].isna() & ~newest["state"].isin(["dropped", "finished"])
    twice = newest["estate_id"].duplicated(keep=False)
    years_told = newest.groupby("estate_id")["year"].transform("nunique", dropna=False)
    of_states = twice & years_told.eq(1) & ~timeless
    unclear = (twice | timeless) & ~of_states
    of_states &= ~newest["estate_id"].isin(newest.loc[unclear, "estate_id"])
    return PublishedPlan(
        **_sorted(newest[~twice & ~timeless], years),
        unclear=tuple(sorted(set(newest.loc[unclear, "estate_id"]))),
        two_states=tuple(sorted(set(newest.loc[of_states, "estate_id"]))),
        versions=known["published_at"].nunique(dropna=False),
    )


def _newest(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the newest publication of each estate; alike ones once."""
    told = rows[["estate_id", "year", "state"]].assign(
        state=rows["state"].astype(object).where(rows["state"].notna(), "planned"),
        day=rows["published_at"].astype(object).where(rows["published_at"].notna(), "").astype(str),
    )
    last = told.groupby("estate_id")["day"].transform("max")
    newest = told[told["day"] == last].drop_duplicates(["estate_id", "year", "state"])
    return newest.sort_values(["estate_id", "year", "state"]).reset_index(drop=True)


def _sorted(rows: pd.DataFrame, years: Sequence[int]) -> dict[str, Any]:
    """Return the estates of a plan by what can still be done with them."""
    gone, year = rows["state"] == "dropped", rows["year"].astype("Int64")
    done = rows["state"].eq("finished") & year.isna()
    before, after = year.lt(years[0]).fillna(value=False), year.gt(years[-1]).fillna(value=False)
    settled = rows["state"].isin(SETTLED)
    past, late = ~gone & (before & settled | done), ~gone & before & ~settled
    plan, beyond = ~gone & ~before & ~after & ~done, ~gone & after
    told = rows[plan | past]
    return {
        "plan": _years(rows[plan]),
        "state": dict(zip(told["estate_id"], told["state"], strict=True)),
        "past": tuple(sorted(rows.loc[past, "estate_id"])),
        "late": _years(rows[late]),
        "beyond": _years(rows[beyond]),
        "dropped": tuple(sorted(rows.loc[gone, "estate_id"])),
    }


def _years(rows: pd.DataFrame) -> dict[str, int]:
    return dict(zip(rows["estate_id"], rows["year"].astype(int).tolist(), strict=True))


def _whole(value: object, key: str) -> int | None:
    found = number(value, key=key, above=-1)
    if found is not None and not found.is_integer():
        raise InputError("study.not_whole", key=key, value=found)
    return None if found is None else int(found)
