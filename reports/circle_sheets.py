"""The living circle as sheets of programme.xlsx: lines, old and young, places, detours, homes."""

from collections.abc import Iterator

import pandas as pd

from layers.category_name import category_names
from layers.exports import listed, rounded
from layers.straight import how_measured, straight_note
from reports.figures import NOTHING
from reports.issues import issue_sentences
from reports.noted_sheet import MOST, Sheet
from reports.plan_sheets import yes_no
from study.circle_measures import CircleMeasures
from study.facility_categories import facility_basis
from study.living_circle import Circle
from study.off_network import on_streets
from study.results import Results
from texts import say

_ALWAYS = ("circle", "old_young", "capacity")  # the others only with something in them
_QUARTERS = {"ratio_p25": 0.25, "ratio_median": 0.5, "ratio_p75": 0.75}
_ENOUGH = 0.5  # of the estates with demand, to tell quartiles of


def circle_sheets(results: Results, *, locale: str, most: int = MOST) -> Iterator[Sheet]:
    """Yield the sheets of the living circle; none where the results hold no circle.

    No sheet has more than `most` rows: what is left out is said below, worst rows are kept.
    """
    if results.measured is None or results.circle is None:
        return
    found, circle = results.circle, results.measured.circle
    names = results.estates.set_index("estate_id")["name"]
    straight = straight_note(circle, locale=locale)
    for name, table in {
        "circle": _lines(found, circle, locale),
        "old_young": _old_young(found, locale),
        "old_young_lacking": _lacking(found, names, locale),
        "capacity": _capacity(found, locale),
        "capacity_estates": _ratios(found, names, locale),
        "homes": _homes(found, results.estates, locale),
        "detours": _detours(circle, names, locale),
    }.items():
        if len(table) or name in _ALWAYS:
            shown = table.head(most).assign(measured_by=how_measured(circle, locale=locale))
            if name == "capacity_estates":
                shown = shown.sort_values("category", kind="stable")
            told = (straight, say(locale, f"circle_sheet.note.{name}"), _cut(table, shown, locale))
            known = _known(found, name, locale)
            yield Sheet(name, shown, (*filter(None, told), *known))


def _known(found: CircleMeasures, name: str, locale: str) -> list[str]:
    """Return what was found on the way to a sheet: capacities or households nobody wrote down."""
    homes = found.homes.issues if found.homes else ()
    issues = {"capacity": found.capacity.issues, "homes": homes}.get(name, ())
    return [str(sentence) for sentence in issue_sentences(issues, locale=locale)["sentence"]]


def _cut(table: pd.DataFrame, shown: pd.DataFrame, locale: str) -> str:
    left = len(table) - len(shown)
    if not left:
        return ""
    return say(locale, "circle_sheet.left_out", count=f"{left:,}", shown=f"{len(shown):,}")


def _lines(found: CircleMeasures, circle: Circle, locale: str) -> pd.DataFrame:
    """Return a row a line of the catalogue: who has it within its radius, of how many points."""
    rows = found.by_line[found.by_line["level"].eq("all")]
    there = facility_basis(circle.facilities)["category"]
    on = facility_basis(on_streets(circle.facilities, circle.ground)).set_index("category")
    counted = on["facilities"].reindex(there, fill_value=0)
    return rounded(
        pd.DataFrame({
            "circle_min": rows["circle"],
            "category": category_names(rows["category"], locale=locale),
            "required": yes_no(rows["required"], locale),
            "radius_m": rows["radius_m"],
            "facilities_counted": rows["category"].map(counted),
            "estates_all": rows["estates"],
            "estates_measured": rows["estates_measured"],
            "estates_within": rows["estates_within"],
            "estates_within_share": rows["estates_share"],
            "residents_measured": rows["residents_measured"],
            "residents_within": rows["residents_within"],
            "residents_within_share": rows["residents_share"],
            "residents_unknown_in": rows["residents_unknown"],
        })
    )  # fmt: skip


def _old_young(found: CircleMeasures, locale: str) -> pd.DataFrame:
    rows = found.old_and_young.summary
    return rounded(
        pd.DataFrame({
            "group": rows["group"].map(lambda group: say(locale, f"circle_group.{group}")),
            "category": category_names(rows["category"], locale=locale),
            "radius_m": rows["radius_m"],
            "estates_all": rows["estates"],
            "estates_measured": rows["estates_measured"],
            "estates_within": rows["estates_within"],
            "estates_within_share": rows["estates_share"],
            "people_of": rows["people_of"].map(lambda who: say(locale, f"people_of.{who}")),
            "people_measured": rows["people_measured"],
            "people_within": rows["people_within"],
            "people_within_share": rows["people_share"],
            "people_unknown_in": rows["people_unknown"],
        }).round({"people_measured": 0, "people_within": 0})
    )  # fmt: skip


def _lacking(found: CircleMeasures, names: pd.Series, locale: str) -> pd.DataFrame:
    """Return the estates that lack anything, those that lack most first."""
    rows = found.old_and_young.estates
    many = rows["lacking"].str.split(";").map(lambda codes: sum(map(bool, codes)))
    rows = rows.assign(lacking_count=many)[many > 0]
    rows = rows.sort_values(["lacking_count", "estate_id"], ascending=[False, True])
    unknown = listed(rows["unknown"], "category", locale=locale)
    return rounded(
        pd.DataFrame({
            "estate_id": rows["estate_id"],
            "name": rows["estate_id"].map(names),
            "elders": rows["elders"],
            "children_0_3": rows["children_0_3"].round(),
            "children_3_6": rows["children_3_6"].round(),
            "lacking_count": rows["lacking_count"],
            "lacking": listed(rows["lacking"], "category", locale=locale),
            "nobody_knows": unknown.where(unknown.ne(""), NOTHING),
        })
    )  # fmt: skip


def _capacity(found: CircleMeasures, locale: str) -> pd.DataFrame:
    """Return a row a kind of facility: places, those who share them, and the spread of ratios."""
    rows, asked = found.capacity.estates, found.capacity.facilities
    supply = asked.groupby("category")["supply"]
    groups = rows.groupby("category", sort=True)
    first = groups[["catchment_m", "unit", "demand_of"]].first()
    ratio = groups["ratio"]
    spread = _enough_judged(rows)
    table = first.assign(
        supply_facilities=supply.size(),
        supply_unknown=supply.agg(lambda known: int(known.isna().sum())),
        supply=supply.sum(min_count=1),
        demand=groups["demand"].sum(min_count=1),
        estates_measured=ratio.count(),
        estates_none=ratio.agg(lambda known: int(known.eq(0).sum())),
        **{name: ratio.quantile(share).where(spread) for name, share in _QUARTERS.items()},
    ).reset_index()
    return rounded(_worded(table, locale).round({"demand": 0}))


def _enough_judged(rows: pd.DataFrame) -> pd.Series:
    """Return by category whether at least half of the estates with any demand are judged.

    Where supplies are unknown the judged are those with nothing in reach: quartiles of zeros.
    """
    judged = rows["ratio"].notna().astype(float).where(rows["demand"].gt(0))
    return judged.groupby(rows["category"]).mean().ge(_ENOUGH)


def _ratios(found: CircleMeasures, names: pd.Series, locale: str) -> pd.DataFrame:
    """Return a row an estate and kind, the least served of each kind first."""
    rows = found.capacity.estates.copy()
    rows["place"] = rows.groupby("category")["ratio"].rank(method="first")
    rows = rows.sort_values(["place", "category", "estate_id"], na_position="last")
    rows.insert(1, "name", rows["estate_id"].map(names))
    columns = ["estate_id", "name", "category", "ratio", "ratio_low", "ratio_high", "zoned", "unit",
               "catchment_m", "facilities", "unknown_facilities", "demand_of", "demand",
               "unknown_demand"]  # fmt: skip
    table = rows[columns].rename(columns={"facilities": "facilities_within"})
    return rounded(_worded(table, locale).round({"demand": 0}))


def _homes(found: CircleMeasures, estates: pd.DataFrame, locale: str) -> pd.DataFrame:
    """Return coverage over drawn buildings beside that from the gates, farthest apart first."""
    if found.homes is None:
        return pd.DataFrame()
    rows = found.homes.estates
    own = estates.set_index("estate_id").reindex(rows["estate_id"])
    table = rows[["estate_id"]].assign(
        name=own["name"].to_numpy(),
        estate_coverage=own["coverage"].to_numpy(dtype=float),
        **{f"homes_{name}": rows[name] for name in _HOMES},
        homes_weights=rows["weights"].map(lambda by: say(locale, f"homes_weights.{by}")),
    )
    apart = table["homes_coverage"] - table["estate_coverage"]
    return rounded(table.iloc[apart.argsort(kind="stable")])


_HOMES = (
    "coverage", "coverage_low", "coverage_high", "coverage_least", "coverage_most", "buildings",
    "buildings_measured",
)  # fmt: skip


def _detours(circle: Circle, names: pd.Series, locale: str) -> pd.DataFrame:
    """Return what is near as the crow flies and far on foot, the worst of all first."""
    rows = circle.detours.assign(worst=(-circle.detours["ratio"]).fillna(float("-inf")))
    rows = rows.sort_values(["worst", "straight_m", "estate_id", "category", "facility_id"])
    called = circle.facilities.drop_duplicates("facility_id").set_index("facility_id")
    facility = called["name"] if "name" in called else pd.Series(dtype=object)
    limit_m = f"{circle.rules['detour']['limit_m']:g}"
    beyond = say(locale, "circle_sheet.beyond", limit_m=limit_m)
    walk_m = rows["walk_m"].round().astype(object).where(rows["walk_m"].notna(), beyond)
    return pd.DataFrame({
        "estate_id": rows["estate_id"],
        "name": rows["estate_id"].map(names),
        "category": category_names(rows["category"], locale=locale),
        "facility_id": rows["facility_id"],
        "facility_name": rows["facility_id"].map(facility).fillna(NOTHING),
        "straight_m": rows["straight_m"].round(),
        "walk_m": walk_m,
        "detour_ratio": rows["ratio"].round(1).astype(object).where(rows["ratio"].notna(), NOTHING),
    })  # fmt: skip


def _worded(table: pd.DataFrame, locale: str) -> pd.DataFrame:
    return table.assign(
        category=category_names(table["category"], locale=locale),
        unit=table["unit"].map(lambda unit: say(locale, f"unit.{unit}")),
        demand_of=table["demand_of"].map(lambda who: say(locale, f"people_of.{who}")),
    )
