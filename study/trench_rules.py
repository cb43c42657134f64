"""Roads and pipe corridors shared by estates (管网同步铺设): found on the map, dug once only."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import fields

import geopandas as gpd
import pandas as pd

from geo import to_metric
from geo.along import estates_along
from geo.clusters import outlined
from phasing.rules import SameTrench
from study.choices import Choices
from study.stages import Ranked
from study.told import told
from study.trenches import DugOnce, Trenches, in_full
from study.whereabouts import table
from tables import Issue

_TABLE = "trenches"
_PAIR = 2


def trench_rules(found: Ranked, choices: Choices) -> list[SameTrench]:
    """Return a rule for each road or pipe corridor that keeps some estate from some year.

    One with a single estate says nothing, unless the year it is opened in shuts a year of the
    plan; that year may itself lie outside the plan.
    """
    rules = _shared(found, in_full(choices.trenches, found.measured.rules))
    return [rule for rule in rules if _binds(rule, choices.horizon)]


def trench_issues(found: Ranked, choices: Choices) -> tuple[Issue, ...]:
    """Say how many estates share each trench, which of them no year is left for, what is unclear.

    What keeps an estate from a year is said of those that no gate shuts out. Without the table
    `trenches` there is nothing to say.
    """
    lines = table(found.measured.inputs, _TABLE)
    if lines.empty:
        return ()
    asked = in_full(choices.trenches, found.measured.rules)
    rules = _shared(found, asked)
    estates = found.estates[found.estates["gate"] == ""]
    nowhere = estates.loc[~outlined(estates), "estate_id"]
    shut = _shut(rules, choices.horizon, set(estates["estate_id"]))
    return (
        *_sharing(rules, asked),
        *_suggested(choices.trenches, asked),
        *told("trenches.no_year_left", "warning", shut),
        *told("trenches.no_outline", "warning", nowhere),
        *told("trenches.several_years", "question", _several_years(lines), table=_TABLE),
        *_nameless(lines),
    )


def _shared(found: Ranked, asked: DugOnce) -> list[SameTrench]:
    """Return a rule for each trench along which any estate lies, in the order of their names."""
    lines = _sections(table(found.measured.inputs, _TABLE))
    if lines.empty:
        return []
    crs = found.measured.crs
    along = estates_along(
        to_metric(found.estates, crs, table="estates"),
        to_metric(lines, crs, table=_TABLE),
        within_m=asked.within_m,
    )
    opened = lines.groupby("name")["year"].min().dropna()
    years = {str(name): int(year) for name, year in opened.items()}
    return [
        SameTrench(
            str(name),
            tuple(members),
            apart_years=asked.apart_years,
            window_years=asked.window_years,
            year=years.get(str(name)),
        )
        for name, members in along.groupby("trench")["estate_id"]
    ]


def _sections(lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Return the lines under the name of their trench: a name in several years is one a year.

    Lines of a name without a year belong to the only year of that name; where there are several
    they are a trench of their own that nobody has dated.
    """
    named = lines[lines["name"].notna()]
    several = named["name"].isin(_dated(named).index) & named["year"].notna()
    sections = named["name"].astype(str) + " " + named["year"].astype(str)
    return named.assign(name=named["name"].where(~several, sections))


def _dated(lines: pd.DataFrame) -> pd.Series:
    """Return the years of each name that has several of them, sorted."""
    years = lines.dropna(subset=["name", "year"]).groupby("name")["year"].unique()
    return years[years.map(len) > 1].map(sorted)


def _binds(rule: SameTrench, horizon: Sequence[int]) -> bool:
    return len(rule.estates) >= _PAIR or len(_left(rule, horizon)) < len(horizon)


def _left(rule: SameTrench, years: Iterable[int]) -> list[int]:
    return [year for year in years if rule.year is None or rule.allows(rule.year, year)]


def _shut(
    rules: Iterable[SameTrench], horizon: Iterable[int], estates: Collection[str]
) -> list[str]:
    """Return the estates that the years of their trenches leave no year of the plan."""
    left: dict[str, list[int]] = {}
    trenches: dict[str, list[str]] = {}
    for rule in rules:
        for estate in rule.estates if rule.year is not None else ():
            left[estate] = _left(rule, left.get(estate, horizon))
            trenches.setdefault(estate, []).append(_called(rule))
    shut = [estate for estate in left if estate in estates and not left[estate]]
    return [f"{estate} ({', '.join(trenches[estate])})" for estate in shut]


def _called(rule: SameTrench) -> str:
    named = rule.year is None or rule.trench.endswith(f" {rule.year}")
    return rule.trench if named else f"{rule.trench} {rule.year}"


def _sharing(rules: Sequence[SameTrench], asked: DugOnce) -> list[Issue]:
    detail: dict[str, object] = {"within_m": f"{asked.within_m:g}"}
    if not rules:
        return [Issue("trenches.none_along", "warning", _TABLE, detail=detail)]
    counts = [f"{_called(rule)} ({len(rule.estates)})" for rule in rules]
    estates = {estate for rule in rules for estate in rule.estates}
    detail |= {"window_years": asked.window_years, "apart_years": asked.apart_years}
    return told("trenches.shared", "info", counts, table=_TABLE, estates=len(estates), **detail)


def _suggested(chosen: Trenches, asked: DugOnce) -> list[Issue]:
    open_ = [item.name for item in fields(Trenches) if getattr(chosen, item.name) is None]
    used = [f"{name}: {getattr(asked, name):g}" for name in open_]
    return told("trenches.suggested", "info", used, table=_TABLE)


def _several_years(lines: pd.DataFrame) -> list[str]:
    dated = _dated(lines)
    return [f"{name} ({', '.join(map(str, years))})" for name, years in dated.items()]


def _nameless(lines: pd.DataFrame) -> list[Issue]:
    count = int(lines["name"].isna().sum())
    return [Issue("trenches.no_name", "warning", _TABLE, detail={"count": count})] * bool(count)
