"""What a planner should know of the works: guessed prices, uninspected estates, odd rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from phasing.cost import COST_CLASSES
from standards import Standards
from study.cost_choices import Costs
from tables import CONDITION_ITEMS, Issue


@dataclass(frozen=True)
class Drawn:
    """The works rows people wrote, all works of the study, and estates nobody inspected."""

    own: pd.DataFrame
    works: pd.DataFrame
    blind: frozenset[str]


def works_issues(
    estates: pd.DataFrame, drawn: Drawn, chosen: Costs, rules: Standards
) -> tuple[Issue, ...]:
    """Return what is worth saying of the works of a study, in a fixed order."""
    menu = {row["item"]: row for row in rules["works_menu"]}
    said = [*_guessed_prices(drawn, menu), *_odd_rows(drawn.own, menu), *_twice(drawn.own, menu)]
    if chosen.works == "propose":
        said += [*_uninspected(estates, drawn), *_taken_out(drawn.works), *_nothing(estates, drawn)]
    return tuple(said)


def shown(items: Iterable[str], menu: Mapping[str, Mapping[str, Any]]) -> str:
    """Return items as both languages name them; an item of its own as it was written."""
    return "、".join(
        f"{menu[item]['zh']} {menu[item]['en']}" if item in menu else item
        for item in sorted(set(items))
    )


def _guessed_prices(drawn: Drawn, menu: Mapping[str, Mapping[str, Any]]) -> list[Issue]:
    """Name the items whose price is a general guess, unless every row of them brings its own."""
    guesses = {item for item, row in menu.items() if row["price_authority"] == "suggestion"}
    priced = drawn.own[drawn.own["unit_cost_yuan"].notna()]
    own = pd.MultiIndex.from_frame(priced[["estate_id", "item"]])
    found = drawn.works[drawn.works["item"].isin(guesses) & drawn.works["unit_cost_yuan"].notna()]
    found = found[~pd.MultiIndex.from_frame(found[["estate_id", "item"]]).isin(own)]
    found = found[found["quantity"] != 0]
    if found.empty:
        return []
    detail = {"count": found["item"].nunique(), "items": shown(found["item"], menu)}
    return [Issue("works.price_suggested", "info", table="works", detail=detail)]


def _odd_rows(own: pd.DataFrame, menu: Mapping[str, Mapping[str, Any]]) -> list[Issue]:
    """Say which rows are in another unit than the menu's price, or in no known cost class."""
    issues = []
    for row in own.to_dict("records"):
        item, listed = row["item"], menu.get(row["item"])
        place = {"estate_id": row["estate_id"], "item": shown([item], menu)}
        unit, priced = row.get("unit"), pd.notna(row.get("unit_cost_yuan"))
        if listed and not priced and pd.notna(unit) and unit != listed["unit"]:
            detail = {**place, "unit": unit, "menu_unit": listed["unit"]}
            issues.append(_of_row("works.unit_differs", row, "unit", detail))
        given = row.get("cost_class")
        if pd.notna(given) and given not in COST_CLASSES:
            detail = {**place, "value": given}
            issues.append(_of_row("works.cost_class_unknown", row, "cost_class", detail))
    return issues


def _twice(own: pd.DataFrame, menu: Mapping[str, Mapping[str, Any]]) -> list[Issue]:
    """Say which item an estate lists under two names: both rows count."""
    again = own[own.duplicated(["estate_id", "item"])].drop_duplicates(["estate_id", "item"])
    return [
        _of_row(
            "works.item_twice",
            row,
            "item",
            {"estate_id": row["estate_id"], "item": shown([row["item"]], menu)},
        )
        for row in again.to_dict("records")
    ]


def _of_row(code: str, row: Mapping[Any, Any], column: str, detail: dict[str, object]) -> Issue:
    return Issue(
        code,
        "warning",
        table="works",
        estate_id=str(row["estate_id"]),
        column=column,
        value=str(row[column]),
        detail=detail,
    )


def _uninspected(estates: pd.DataFrame, drawn: Drawn) -> list[Issue]:
    """Say which estates nobody inspected, and how many lack each item: more may be broken."""
    issues = [
        Issue("works.condition_unknown", "warning", table="estates", estate_id=estate_id)
        for estate_id in sorted(drawn.blind)
    ]
    seen = estates[~estates["estate_id"].astype(str).isin(drawn.blind)]
    for item in CONDITION_ITEMS:
        count = int(seen[item.name].isna().sum()) if item.name in seen else len(seen)
        if count:
            detail = {"count": count, "field": f"{item.zh} {item.en}"}
            issues.append(
                Issue("works.item_unknown", "info", "estates", column=item.name, detail=detail)
            )
    return issues


def _taken_out(works: pd.DataFrame) -> list[Issue]:
    """Say which items that must be done people took out."""
    out = works[works["must_do"].astype(bool) & works["quantity"].eq(0)]
    return [
        Issue(
            "works.must_do_out",
            "warning",
            table="works",
            estate_id=str(row.estate_id),
            column="quantity",
            detail={"estate_id": row.estate_id, "item": f"{row.name_zh} {row.name_en}"},
        )
        for row in out.itertuples()
    ]


def _nothing(estates: pd.DataFrame, drawn: Drawn) -> list[Issue]:
    """Say which inspected estates need nothing of the menu: their cost is not from works."""
    with_works = set(drawn.works["estate_id"]) | drawn.blind
    return [
        Issue("works.nothing_proposed", "info", table="estates", estate_id=estate_id)
        for estate_id in sorted(set(estates["estate_id"].astype(str)) - with_works)
    ]
