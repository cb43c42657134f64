"""A published plan made anew, and plans that are not nested, as codes of sentences."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from phasing.draft import SAME
from phasing.negotiation.nested import Dropped
from phasing.negotiation.replan import Replanned
from study.negotiation.outward import at_least, at_most
from study.negotiation.why_words import Said, percent

# So many estates are named in a sentence; the table holds all.
_NAMED = 5
LIMITED = ("too_few", "not_found")
PLANS = ("buys", "nothing", "not_told_apart", "in_turn")
FREE = ("tie", "better", "not_told_apart")
DROPPED = (*FREE, "dearer", "not_asked", "shut", "none", "not_found", "in_turn")
ASIDE = ("outside_horizon", "not_in_pool")
_ROUNDED = {"lost": percent, "lost_least": at_least, "lost_most": at_most}


def replan_words(found: Replanned, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what there is to say of new plans for a published one, a sentence or two a limit.

    First what of the published plan could not be counted and how few estates must change.
    """
    said = [
        _aside(found, code, names) for code in ASIDE if (found.public.aside["code"] == code).any()
    ]
    if found.least is not None and found.least.found:
        known = found.least.found == found.least.proven
        values = {"least": found.least.found, "proven": found.least.proven}
        said.append(Said(f"replan.least{'' if known else '.open'}", values))
    said += [] if found.paid else [Said("replan.unpaid", {})]
    before: Mapping[str, int] | None = None
    for one, row in zip(found.plans, found.table.to_dict("records"), strict=True):
        plan = one.plan.plan if one.plan else None
        said += _row(row, same=plan is not None and plan == before)
        before = before if plan is None else plan
    return tuple(said)


def dropped_words(found: Dropped, value: float, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return why a richer plan worth `value` does without estates, a sentence or two an estate.

    Estates that can all be kept at no price that can be told are told at once.
    """
    table = found.table
    free = table["together"] & table["code"].isin([f"nested.{code}" for code in FREE])
    said = _at_once(table[free], value, names)
    for row in table[~free].to_dict("records"):
        said.append(_dropped(row, value, names))
        said += _instead(found, str(row["estate_id"]), str(row["code"]), names)
        said += [Said("nested.unit_changed", {})] if row["unit_changed"] else []
    return tuple(said)


def _at_once(rows: pd.DataFrame, value: float, names: Mapping[str, str]) -> list[Said]:
    if rows.empty:
        return []
    first, size = rows.iloc[0], abs(value) or 1.0
    values: dict[str, object] = {
        "count": len(rows),
        "names": _listed(rows["estate_id"].tolist(), names),
        "lost": percent(max(0.0, first["lost"]) / size),
        "lost_most": at_most(first["lost_most"] / size),
    }
    return [Said(f"{first['code']}.all", values)]


def _instead(found: Dropped, estate: str, code: str, names: Mapping[str, str]) -> list[Said]:
    others = found.instead.loc[found.instead["estate_id"] == estate, "other"].tolist()
    if not others:
        return []
    values = {"names": _listed(others, names), "count": len(others)}
    return [Said(f"nested.instead{'.new' if code == 'nested.none' else ''}", values)]


def _row(row: Mapping[Any, Any], *, same: bool) -> list[Said]:
    """Return what one limit brings; `same`: its plan is that of the next smaller limit."""
    code = str(row["code"])
    if code.removeprefix("replan.") in LIMITED:
        more = row["more_changes"]
        plain = code == "replan.too_few" and pd.isna(more)
        values = {"limit": row["limit"], "more": "" if pd.isna(more) else int(more)}
        return [Said("replan.too_few.open" if plain else code, values)]
    free = pd.isna(row["limit"])
    names = ("changed", "earlier", "later", "leaves", "enters", "placed")
    counts: dict[str, object] = {name: int(row[name]) for name in names}
    said = [Said(f"replan.plan{'.free' if free else ''}", {"limit": row["limit"], **counts})]
    if code == "replan.first" or pd.isna(row["buys"]):
        return said + ([Said(code, {})] if code == "replan.in_turn" else [])
    size = abs(row["value"] - row["buys"]) or 1.0  # of what the plan within the smaller limit has
    shares = {
        "buys": percent(row["buys"] / size),
        "buys_least": at_least(row["buys_least"] / size),
        "buys_most": at_most(row["buys_most"] / size),
    }
    if code == "replan.not_told_apart" and row["buys"] <= SAME * size:
        code = "replan.same" if same else "replan.as_good"
    return [*said, Said(code, shares)]


def _dropped(row: Mapping[Any, Any], value: float, names: Mapping[str, str]) -> Said:
    estate, later = str(row["estate_id"]), row["year_richer"]
    values: dict[str, object] = {
        "name": names.get(estate, estate),
        "year": int(row["year_smaller"]),
        "later": "" if pd.isna(later) else int(later),
    }
    for name, told in _ROUNDED.items():
        known = not pd.isna(row[name])
        values[name] = told(row[name] / (abs(value) or 1.0)) if known else ""
    return Said(f"{row['code']}{'' if pd.isna(later) else '.later'}", values)


def _aside(found: Replanned, code: str, names: Mapping[str, str]) -> Said:
    rows = found.public.aside
    ids = rows.loc[rows["code"] == code, "estate_id"].tolist()
    return Said(f"replan.{code}", {"count": len(ids), "names": _listed(ids, names)})


def _listed(ids: list[str], names: Mapping[str, str]) -> str:
    """Return the first estates by name."""
    told = "、".join(names.get(estate, estate) for estate in ids[:_NAMED])
    return f"{told} …" if len(ids) > _NAMED else told


def all_codes() -> Iterator[str]:
    """Yield every code of these sentences."""
    yield from (f"replan.{code}" for code in (*LIMITED, *PLANS, *ASIDE, "least", "least.open"))
    yield from ("replan.plan", "replan.plan.free", "replan.unpaid", "replan.too_few.open")
    yield from ("replan.same", "replan.as_good")
    yield from (f"nested.{code}{end}" for code in DROPPED for end in ("", ".later"))
    yield from (f"nested.{code}.all" for code in FREE)
    yield from ("nested.instead", "nested.instead.new", "nested.unit_changed")
