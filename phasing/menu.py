"""The works menu: what each item is, what it costs in a price year, what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from phasing.cost import COST_CLASSES
from phasing.parts import BODY_CLASSES

COLUMNS = (
    "estate_id",
    "item",
    "quantity",
    "unit",
    "unit_cost_yuan",
    "building_body",
    "cost_class",
    "works_class",
    "must_do",
    "why",
)


@dataclass(frozen=True)
class Menu:
    """What may be done (`items`), and which of it answers a `conditions` item or one of the `gaps`.

    items       item, unit, unit_cost_yuan (NaN = unpriced), building_body, cost_class, works_class,
                must_do, and how much of it an estate needs: factor × the estates column
                quantity_from ("estate" = one), rounded up to pieces where `whole`
    conditions  condition (an estates column, 0–3), at_least, item
    gaps        category (of the facility catalogue), item

    Only items that a remedy, a must-do or a wish names are ever proposed: a preset is a shorter
    list of remedies, the items stay known so that what people wish beyond it has a price.
    """

    items: pd.DataFrame
    conditions: pd.DataFrame
    gaps: pd.DataFrame

    def of(self, works: pd.DataFrame) -> pd.DataFrame:
        """Return the menu's row for each row of `works`, on its index; unknown items are empty."""
        return self.items.set_index("item").reindex(works["item"]).set_axis(works.index)


def indexed(
    items: pd.DataFrame, index: Mapping[int, float], price_year: int | None = None
) -> pd.DataFrame:
    """Return the items at the prices of `price_year`; None leaves every price as it is.

        unit_cost × index[price_year] / index[the item's own price_year]

    A price from a year that the index lacks becomes unknown. `price_year` must be in the index.

    >>> items = pd.DataFrame({"item": ["a"], "unit_cost_yuan": [200.0], "price_year": [2021]})
    >>> indexed(items, {2021: 100, 2026: 110}, 2026)["unit_cost_yuan"].tolist()
    [220.0]
    """
    if price_year is None:
        return items.copy()
    level = items["price_year"].map(dict(index)).astype(float)
    prices = items["unit_cost_yuan"].astype(float) * (index[price_year] / level)
    return items.assign(unit_cost_yuan=prices.round(2))


def from_menu(works: pd.DataFrame, menu: Menu) -> pd.DataFrame:
    """Return works with what the menu knows of their items, wherever the row itself is silent.

    What a row says goes before the menu: a row whose unit differs from the menu's does not take
    the menu's price, one whose `building_body` contradicts the menu's class does not take the
    class. Columns: those of `COLUMNS` without `why`, all others of `works` as they are.
    """
    listed = menu.of(works)
    given = works.reindex(columns=list(dict.fromkeys([*works.columns, *COLUMNS[:-1]])))
    same_unit = given["unit"].isna() | (given["unit"] == listed["unit"])
    price = pd.to_numeric(given["unit_cost_yuan"], errors="coerce").astype(float)
    listed_price = listed["unit_cost_yuan"].astype(float).where(same_unit)
    cost_class, body = _class_and_body(given, listed)
    return given.assign(
        estate_id=given["estate_id"].astype(str),
        quantity=pd.to_numeric(given["quantity"], errors="coerce").astype(float),
        unit=_first(given["unit"], listed["unit"]),
        unit_cost_yuan=price.fillna(listed_price),
        building_body=body,
        cost_class=cost_class,
        works_class=_first(given["works_class"], listed["works_class"]),
        must_do=_flags(given["must_do"]).fillna(_flags(listed["must_do"])).fillna(value=False),
    )


def _class_and_body(given: pd.DataFrame, listed: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    written = given["cost_class"].astype(object)
    written = written.where(written.isin(list(COST_CLASSES)), None)
    flag, menu_flag = _flags(given["building_body"]), _flags(listed["building_body"])
    agrees = (flag.isna() | (flag == menu_flag)).fillna(value=False).astype(bool)
    by_flag = flag.map({True: "building_body", False: "other"}).astype(object)
    found = _first(_first(written, listed["cost_class"].where(agrees)), by_flag)
    body = found.isin(BODY_CLASSES).astype("boolean").mask(found.isna())
    return found, body


def _flags(column: pd.Series) -> pd.Series:
    return column.astype(object).where(column.notna(), None).astype("boolean")


def _first(own: pd.Series, other: pd.Series) -> pd.Series:
    """Return what a row says itself, else the other word, as plain text or None."""
    found = own.astype(object).where(own.notna(), other.astype(object))
    return found.where(found.notna(), None)
