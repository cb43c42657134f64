"""The estates of a problem file: id, value, cost in one or by source, cluster, features."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from phasing.problem_file.entries import (
    amount,
    mapping,
    missing,
    number,
    renamed,
    shown,
    text,
    unread,
)
from tables import InputError

# The class of a cost that is one number: every source without purposes of its own pays it.
PLAIN = "plain"
NAMES = ("name", "district", "street", "community")
SIZES = (
    *("households", "exempt_households", "vulnerable_households"),
    *("residents", "floor_area_m2", "rank", "score"),
)
KEYS = ("id", "value", "cost", "cluster", "features", *NAMES, *SIZES)
ALIASES = {"estate_id": "id", "cluster_id": "cluster"}


@dataclass(frozen=True)
class Estate:
    """One estate as the file gives it; `costs` by cost class, None where they are unknown."""

    estate_id: str
    value: Fraction | None
    costs: Mapping[str, Fraction] | None
    features: Mapping[str, Fraction]
    more: Mapping[str, object]
    unread: tuple[str, ...]

    @property
    def cost(self) -> Fraction | None:
        """Return the whole cost."""
        return None if self.costs is None else sum(self.costs.values(), Fraction(0))


def estates(given: object) -> tuple[Estate, ...]:
    """Return the estates of a list of entries, or of a mapping from id to entry.

    Errors: `phasing.file_estates`, `.file_id`, and those of each entry.

    >>> estates([{"id": "E1", "value": 5, "cost": {"市级": 0.1, "省级": 0.2}}])[0].cost
    Fraction(3, 10)
    """
    if isinstance(given, Mapping):
        given = [_named(str(name), entry) for name, entry in given.items()]
    if not isinstance(given, list | tuple):
        raise InputError("phasing.file_estates", value=shown(given))
    return tuple(_estate(place, entry) for place, entry in enumerate(given))


def cost_class(part: str) -> str:
    """Return the cost class that a named part of a cost is counted in."""
    return f"part:{part}"


def parts(pool: Iterable[Estate]) -> tuple[str, ...]:
    """Return the names of the parts that costs are given in, in order."""
    found = {name for estate in pool for name in estate.costs or {} if name != PLAIN}
    return tuple(sorted(name.removeprefix("part:") for name in found))


def _named(name: str, entry: object) -> dict[str, object]:
    """Return the entry of a mapping from ids; an id of its own must be the same."""
    at = f"estates.{name}"
    given = renamed(at, mapping(at, entry), ALIASES)
    if str(given.setdefault("id", name)) != name:
        raise InputError("phasing.file_both", key=at, first=name, other=shown(given["id"]))
    return given


def _estate(place: int, entry: object) -> Estate:
    given = renamed(f"estates[{place}]", mapping(f"estates[{place}]", entry), ALIASES)
    if missing(given.get("id")):
        raise InputError("phasing.file_id", key=f"estates[{place}].id")
    estate_id = text(f"estates[{place}].id", given["id"])
    at = f"estates[{estate_id}]"
    value = given.get("value")
    return Estate(
        estate_id,
        None if missing(value) else number(f"{at}.value", value),
        _costs(f"{at}.cost", given.get("cost")),
        _features(f"{at}.features", given.get("features")),
        _more(at, given),
        tuple(unread(given, KEYS, "estates.")),
    )


def _costs(key: str, given: object) -> dict[str, Fraction] | None:
    if missing(given):
        return None
    if not isinstance(given, Mapping):
        return {PLAIN: amount(key, given)}
    if any(missing(cost) for cost in given.values()):
        return None
    return {
        cost_class(text(key, name)): amount(f"{key}.{name}", cost) for name, cost in given.items()
    }


def _features(key: str, given: object) -> dict[str, Fraction]:
    """Return the sizes of features; yes is 1 and no is 0."""
    known = {} if missing(given) else mapping(key, given)
    return {
        name: Fraction(size) if isinstance(size, bool) else number(f"{key}.{name}", size)
        for name, size in known.items()
        if not missing(size)
    }


def _more(at: str, given: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {
        name: text(f"{at}.{name}", given[name])
        for name in (*NAMES, "cluster")
        if not missing(given.get(name))
    }
    sizes = {n: amount(f"{at}.{n}", given[n]) for n in SIZES if not missing(given.get(n))}
    return found | {name: float(size) for name, size in sizes.items()}
