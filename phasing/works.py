"""What would be done in each estate: proposed from its condition and gaps, edited by people."""

import numpy as np
import pandas as pd

from phasing.menu import COLUMNS, Menu, from_menu

KEY = ["estate_id", "item"]
_BETWEEN = ";"
_ROUNDING = 6  # decimals that tell a real fraction of a piece from one that arithmetic left over


def propose_works(
    estates: pd.DataFrame,
    menu: Menu,
    *,
    wished: pd.DataFrame | None = None,
    gaps: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the works proposed for each estate, one row an estate and item, sorted by both.

    An item is proposed where a condition is at least as severe as its remedy says, where a
    facility of `gaps` (estate_id, category) is missing, where residents wish it (`wished`:
    estate_id, item) or where the menu says that it must be done; `why` lists these reasons
    (`condition:leak;must_do`). A condition nobody inspected proposes nothing.

        quantity = factor × estates[quantity_from], rounded up where only whole pieces exist

    It is unknown (NaN), not zero, where the estate's amount is unknown or zero, or where the menu
    does not say what it depends on.
    """
    reasons = pd.concat(
        [
            _by_condition(estates, menu),
            _by_gap(menu, gaps),
            _by_wish(wished),
            _by_duty(estates, menu),
        ]
    )
    reasons = reasons[reasons["estate_id"].isin(estates["estate_id"].astype(str))]
    reasons = reasons.drop_duplicates().sort_values([*KEY, "why"])
    works = reasons.groupby(KEY)["why"].agg(_BETWEEN.join).reset_index()
    if works.empty:
        return pd.DataFrame({name: pd.Series(dtype=object) for name in COLUMNS})
    works = works.assign(quantity=quantities(estates, works, menu))
    return from_menu(works, menu)[list(COLUMNS)]


def quantities(estates: pd.DataFrame, works: pd.DataFrame, menu: Menu) -> pd.Series:
    """Return how much of its item each row of `works` needs by the menu's rule; NaN if unknown."""
    listed = menu.of(works)
    amounts = estates.assign(estate=1).set_index(estates["estate_id"].astype(str))
    base = pd.Series(np.nan, index=works.index)
    for column in sorted(set(listed["quantity_from"].dropna()) & set(amounts.columns)):
        rows = listed["quantity_from"] == column
        known = pd.to_numeric(amounts[column], errors="coerce").astype(float)
        base[rows] = works.loc[rows, "estate_id"].astype(str).map(known[known > 0])
    found = (base * listed["factor"].astype(float)).round(_ROUNDING)
    whole = listed["whole"].astype("boolean").fillna(value=False).astype(bool)
    return found.where(~whole, np.ceil(found))


def edited(
    proposed: pd.DataFrame, own: pd.DataFrame, estates: pd.DataFrame, menu: Menu
) -> pd.DataFrame:
    """Return the proposed works with the rows that people wrote in place of those of the same item.

    A row of `own` adds its item or replaces the proposed one; quantity 0 takes the item out on
    purpose and stays in the table. Where its quantity is blank the menu's rule gives one, provided
    that the row is in the menu's unit. `why` is "ledger" after the reasons the item was proposed.
    """
    if own.empty:
        return proposed
    written = from_menu(own, menu)
    same_unit = written["unit"] == menu.of(written)["unit"]
    estimate = quantities(estates, written, menu).where(same_unit)
    proposals = zip(proposed["estate_id"], proposed["item"], proposed["why"], strict=True)
    reasons = {(estate_id, item): f"{why}{_BETWEEN}" for estate_id, item, why in proposals}
    written = written.assign(
        quantity=written["quantity"].fillna(estimate),
        why=[
            reasons.get(key, "") + "ledger"
            for key in zip(written["estate_id"], written["item"], strict=True)
        ],
    )
    taken = pd.MultiIndex.from_frame(written[KEY])
    kept = proposed[~pd.MultiIndex.from_frame(proposed[KEY]).isin(taken)]
    together = pd.concat([part for part in (kept, written[list(COLUMNS)]) if len(part)])
    return together.sort_values([*KEY, "quantity", "unit_cost_yuan"], ignore_index=True)


def _by_condition(estates: pd.DataFrame, menu: Menu) -> pd.DataFrame:
    found = [_reasons([], "", "")]
    remedies = menu.conditions[["condition", "at_least", "item"]]
    for condition, at_least, item in remedies.itertuples(index=False, name=None):
        if condition in estates:
            severity = pd.to_numeric(estates[condition], errors="coerce").astype(float)
            needy = estates.loc[severity >= float(at_least), "estate_id"]
            found.append(_reasons(needy, item, f"condition:{condition}"))
    return pd.concat(found)


def _by_gap(menu: Menu, gaps: pd.DataFrame | None) -> pd.DataFrame:
    if gaps is None or gaps.empty:
        return _reasons([], "", "")
    answered = gaps.merge(menu.gaps, on="category")
    return _reasons(answered["estate_id"], answered["item"], "gap:" + answered["category"])


def _by_wish(wished: pd.DataFrame | None) -> pd.DataFrame:
    if wished is None:
        return _reasons([], "", "")
    return _reasons(wished["estate_id"], wished["item"], "wished")


def _by_duty(estates: pd.DataFrame, menu: Menu) -> pd.DataFrame:
    duties = menu.items.loc[menu.items["must_do"].astype(bool), ["item"]]
    each = estates[["estate_id"]].merge(duties, how="cross")
    return _reasons(each["estate_id"], each["item"], "must_do")


def _reasons(estate_id: object, item: object, why: object) -> pd.DataFrame:
    frame = pd.DataFrame({"estate_id": estate_id, "item": item, "why": why}, dtype=object)
    return frame.assign(estate_id=frame["estate_id"].astype(str))
