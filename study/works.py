"""The works of a study: the menu in force, what is proposed from it, what the ledger changes."""

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from phasing import Menu, edited, from_menu, indexed, propose_works
from standards import Standards
from study.cost_choices import Costs
from study.works_issues import Drawn, works_issues
from tables import CONDITION_ITEMS, InputError, Issue


@dataclass(frozen=True)
class Works:
    """Works of every estate (`table`, with names), those that a cost may rest on, what is said."""

    table: pd.DataFrame
    costable: pd.DataFrame
    issues: tuple[Issue, ...]


def works(estates: pd.DataFrame, ledger: pd.DataFrame, chosen: Costs, rules: Standards) -> Works:
    """Return the works of each estate: as the ledger lists them, or proposed and then edited by it.

    Items go by code, name or alias of the menu. An estate whose condition nobody inspected, and
    for which nobody wrote works, has proposals in the table that no cost rests on: what is not
    known to be broken is not known to be whole.
    """
    menu = menu_of(chosen, rules)
    own = _with_codes(ledger, rules).sort_values(["estate_id", "item"], ignore_index=True)
    if chosen.works == "propose":
        wished = own[own["wished"].fillna(value=False).astype(bool)]
        proposed = propose_works(estates, menu, wished=wished, gaps=gaps_of(estates))
        found = edited(proposed, own, estates, menu)
        blind = _not_inspected(estates) - set(own["estate_id"])
    else:
        found, blind = from_menu(own, menu).assign(why="ledger"), set()
    found = _named(found, rules)
    drawn = Drawn(own, found, frozenset(blind))
    return Works(
        table=found,
        costable=found[~found["estate_id"].isin(blind)],
        issues=works_issues(estates, drawn, chosen, rules),
    )


def menu_of(chosen: Costs, rules: Standards) -> Menu:
    """Return the menu in force with the choices of a study laid over it.

    Errors: `works.no_index_year`, `works.unknown_item` (must_do), `study.not_one_of` (menu).
    """
    listed = rules["works_menu"]
    items = pd.DataFrame(listed).drop(columns=["zh", "en", "aliases"])
    names, must = codes(rules), set(items.loc[items["must_do"].astype(bool), "item"])
    must |= {_known(word, names) for word in chosen.must_do}
    offered = set(preset(chosen.menu, rules) or items["item"])
    remedies = {kind: pd.DataFrame(rows) for kind, rows in rules["works_remedies"].items()}
    conditions = remedies["conditions"]
    if chosen.severity is not None:
        conditions = conditions.assign(at_least=chosen.severity)
    return Menu(
        items=_at_prices(items, chosen.price_year, rules).assign(must_do=items["item"].isin(must)),
        conditions=conditions[conditions["item"].isin(offered)],
        gaps=remedies["gaps"][remedies["gaps"]["item"].isin(offered)],
    )


def preset(number: int | None, rules: Standards) -> tuple[str, ...]:
    """Return the item codes of a preset of the menu; none where no preset is chosen."""
    presets = rules["works_presets"]
    if number is None:
        return ()
    if number not in presets:
        allowed = ", ".join(str(name) for name in presets)
        raise InputError("study.not_one_of", key="costs.menu", value=number, allowed=allowed)
    return tuple(item for items in presets[number]["categories"].values() for item in items)


def codes(rules: Standards) -> dict[str, str]:
    """Return the item code for every word the menu knows an item by, compared without case."""
    return {
        word.casefold(): row["item"]
        for row in rules["works_menu"]
        for word in (row["item"], row["zh"], row["en"], *row["aliases"])
    }


def gaps_of(estates: pd.DataFrame) -> pd.DataFrame:
    """Return the missing facilities of each estate as rows: estate_id, category."""
    if "gaps" not in estates:
        return pd.DataFrame({"estate_id": [], "category": []}, dtype=object)
    listed = estates["gaps"].astype(object).where(estates["gaps"].notna(), "")
    rows = pd.DataFrame({"estate_id": estates["estate_id"], "category": listed.str.split(";")})
    rows = rows.explode("category")
    return rows[rows["category"].fillna("") != ""].reset_index(drop=True)


def _at_prices(items: pd.DataFrame, year: int | None, rules: Standards) -> pd.DataFrame:
    index = rules["price_index"]
    if year is not None and year not in index:
        raise InputError("works.no_index_year", year=year, first=min(index), last=max(index))
    return indexed(items, index, year)


def _known(word: str, names: dict[str, str]) -> str:
    found = names.get(word.casefold())
    if found is None:
        near: Sequence[str] = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0)
        raise InputError("works.unknown_item", value=word, nearest=near[0] if near else "")
    return found


def _with_codes(ledger: pd.DataFrame, rules: Standards) -> pd.DataFrame:
    """Return the ledger's works with menu codes in place of names; other items keep their name."""
    names = codes(rules)
    kept = ledger[ledger["estate_id"].notna() & ledger["item"].notna()]
    return kept.assign(
        estate_id=kept["estate_id"].astype(str),
        item=[names.get(str(word).strip().casefold(), str(word)) for word in kept["item"]],
        wished=kept.get("wished", False),
    )


def _named(found: pd.DataFrame, rules: Standards) -> pd.DataFrame:
    """Return the works with the names of their items; an item of its own keeps what was written."""
    known: dict[str, dict[str, Any]] = {row["item"]: row for row in rules["works_menu"]}
    written = found["item"].tolist()
    return found.assign(
        name_zh=[known[item]["zh"] if item in known else item for item in written],
        name_en=[known[item]["en"] if item in known else item for item in written],
    )


def _not_inspected(estates: pd.DataFrame) -> set[str]:
    if "inspected_items" in estates:  # what was only read from a text is no inspection
        return set(estates.loc[estates["inspected_items"] == 0, "estate_id"].astype(str))
    items = [column.name for column in CONDITION_ITEMS if column.name in estates]
    return set(estates.loc[estates[items].isna().all(axis=1), "estate_id"].astype(str))
