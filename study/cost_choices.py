"""`costs:` of study.yaml: unit costs, and where the works that are costed come from."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from study.keys import number, one_of, only, words
from tables import InputError

WORKS = ("ledger", "propose")
_WORST = 3  # condition items run from 0 to 3


@dataclass(frozen=True)
class Costs:
    """Unit costs that replace the standard ones; None takes the standard in force.

    `works`: "ledger" costs what the works table lists, "propose" what condition and gaps of the
    estate ask for as well. `menu` names a preset of the works menu (None: every item),
    `price_year` the year whose prices count (None: as they were published), `severity` one
    threshold in place of those of the standard, `must_do` items that every estate gets.
    """

    per_m2_yuan: float | None = None
    per_household_yuan: float | None = None
    building_body_share: float | None = None
    works: str = "ledger"
    menu: int | None = None
    price_year: int | None = None
    severity: int | None = None
    must_do: tuple[str, ...] = ()


def parse(given: Mapping[str, Any]) -> Costs:
    """Return the choices a person wrote under `costs:`."""
    only(given, {item.name for item in fields(Costs)}, where="costs")
    return Costs(
        per_m2_yuan=number(given.get("per_m2_yuan"), key="costs.per_m2_yuan", above=0),
        per_household_yuan=number(
            given.get("per_household_yuan"), key="costs.per_household_yuan", above=0
        ),
        building_body_share=_share(given.get("building_body_share"), "costs.building_body_share"),
        works=one_of(given.get("works", WORKS[0]), WORKS, key="costs.works"),
        menu=_whole(given.get("menu"), "costs.menu"),
        price_year=_whole(given.get("price_year"), "costs.price_year"),
        severity=_severity(given.get("severity")),
        must_do=words(given.get("must_do"), key="costs.must_do"),
    )


def _share(value: object, key: str) -> float | None:
    found = number(value, key=key)
    if found is not None and not 0 <= found <= 1:
        raise InputError("study.not_a_share", key=key, value=value)
    return found


def _whole(value: object, key: str) -> int | None:
    found = number(value, key=key, above=0)
    if found is not None and not found.is_integer():
        raise InputError("works.not_whole", key=key, value=value)
    return None if found is None else int(found)


def _severity(value: object) -> int | None:
    found = _whole(value, "costs.severity")
    if found is not None and found > _WORST:
        allowed = ", ".join(str(level) for level in range(1, _WORST + 1))
        raise InputError("study.not_one_of", key="costs.severity", value=value, allowed=allowed)
    return found
