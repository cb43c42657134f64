"""The rules of a problem file: as written, and as the phasing problem counts them."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from phasing.problem_file.entries import amount, mapping, text
from phasing.problem_file.estates import cost_class
from phasing.rules import KINDS
from tables import InputError

ALIASES = {
    "id": "estate_id",
    "cluster": "cluster_id",
    "amount": "amount_wan",
    "limit": "limit_wan",
    "above": "above_wan",
}
IDS = ("estate_id", "cluster_id", "first", "then")
MONEY = ("above_wan", "limit_wan", "yuan_per_household")
LIMITS = ("at_most", "at_least")
COST = ("cost", "cost_wan")
OF_ONE_COLUMN = ("target", "reach_share", "stock_cap")


def written(given: object) -> tuple[Mapping[str, object], ...]:
    """Return each rule as {"rule": kind, …}; {kind: {…}} is read as well, and `id` as estate_id.

    Errors: `phasing.file_rules`.

    >>> written([{"lock_in": {"id": 17, "year": 2027}}])
    ({'rule': 'lock_in', 'estate_id': '17', 'year': 2027},)
    """
    if given is None:
        return ()
    if not isinstance(given, list | tuple):
        raise InputError("phasing.file_rules", key="rules", value=given)
    return tuple(_written(f"rules[{place}]", entry) for place, entry in enumerate(given))


def counted(
    rule: Mapping[str, object], unit: Fraction, features: Mapping[str, Fraction]
) -> dict[str, object]:
    """Return a rule in the problem's own units: money times `unit`, features times their own.

    A feature is the column `feature_<name>` of the pool, a part of costs a class of its own.
    """
    at, found = str(rule["rule"]), dict(rule)
    for key in MONEY:
        if found.get(key) is not None:
            found[key] = float(amount(f"{at}.{key}", found[key]) * unit)
    for key in ("measure", "group"):
        name = str(found.get(key))
        if at in OF_ONE_COLUMN and name in features:
            found[key] = column(name)
    if found.get("measure") in COST:
        found["measure"] = "cost_wan"
    times = unit if found.get("measure") == "cost_wan" else features.get(str(rule.get("measure")))
    for key in LIMITS:
        if times is not None and key in found and at != "reach_share":
            found[key] = float(amount(f"{at}.{key}", found[key]) * times)
    return found | _classes(found)


def column(feature: str) -> str:
    """Return the column of the pool that holds a feature."""
    return f"feature_{feature}"


def _written(at: str, entry: object) -> dict[str, object]:
    given = mapping(at, entry)
    if "rule" not in given and len(given) == 1:
        kind, inside = next(iter(given.items()))
        given = {"rule": kind, **mapping(f"{at}.{kind}", inside)}
    if "rule" not in given:
        raise InputError("phasing.file_rules", key=at, value=", ".join(given))
    known = _fields(str(given["rule"]))
    named = {
        ALIASES[k] if k not in known and ALIASES.get(k) in known else k: v for k, v in given.items()
    }
    ids = {key: text(f"{at}.{key}", named[key]) for key in IDS if key in named}
    pools = named.get("estates")
    if isinstance(pools, Sequence) and not isinstance(pools, str):
        ids["estates"] = [text(f"{at}.estates", name) for name in pools]  # type: ignore[assignment]
    return named | ids


def _fields(kind: str) -> tuple[str, ...]:
    return tuple(KINDS[kind].__dataclass_fields__) if kind in KINDS else ()


def _classes(rule: Mapping[str, object]) -> dict[str, object]:
    """Return the entries that name parts of costs, as the names of their classes."""
    found: dict[str, object] = {}
    if "cost_class" in rule:
        found["cost_class"] = cost_class(str(rule["cost_class"]))
    pays = rule.get("pays")
    if pays is not None:
        names = [pays] if isinstance(pays, str) else pays
        if not isinstance(names, list | tuple):
            raise InputError("phasing.file_text", key=f"{rule['rule']}.pays", value=pays)
        found["pays"] = [cost_class(str(name)) for name in names]
    return found
