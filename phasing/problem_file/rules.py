"""The rules of a problem file: as written, and as the phasing problem counts them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields
from fractions import Fraction

from phasing.problem_file.entries import amount, mapping, renamed, shown, text
from phasing.problem_file.estates import SIZES, cost_class
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
OF_ONE_COLUMN = ("target", "reach_share")
# What a target may count beside features.
COUNTED = (*COST, "estates", "value", *SIZES)


def written(given: object) -> tuple[Mapping[str, object], ...]:
    """Return each rule as {"rule": kind, …}; {kind: {…}} is read as well, and `id` as estate_id.

    Errors: `phasing.file_rules`.

    >>> written([{"lock_in": {"id": 17, "year": 2027}}])
    ({'rule': 'lock_in', 'estate_id': '17', 'year': 2027},)
    """
    if given is None:
        return ()
    if not isinstance(given, list | tuple):
        raise InputError("phasing.file_rules", key="rules", value=shown(given))
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
    if at in OF_ONE_COLUMN and found.get("measure") in features:
        found["measure"] = column(str(found["measure"]))
    if at == "stock_cap" and found.get("group") in features:
        found["group"] = group_column(str(found["group"]))
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


def group_column(feature: str) -> str:
    """Return the column of the pool that says by a feature who belongs to a group: 1 or 0."""
    return f"group_{feature}"


def groups(rules: Sequence[Mapping[str, object]]) -> set[str]:
    """Return the features that say who belongs to a group."""
    return {str(rule.get("group")) for rule in rules if rule["rule"] == "stock_cap"}


def check_columns(rules: Sequence[Mapping[str, object]], features: Collection[str]) -> None:
    """Refuse a rule on a feature that no estate has.

    Errors: `phasing.file_feature`.
    """
    for rule in rules:
        at = str(rule["rule"])
        wanted = "measure" if at in OF_ONE_COLUMN else "group" if at == "stock_cap" else ""
        known = [*sorted(features), *(COUNTED if wanted == "measure" else ())]
        if wanted in rule and rule[wanted] not in known:
            shown_known = ", ".join(known) or "—"
            name = shown(rule[wanted])
            raise InputError("phasing.file_feature", key=at, name=name, known=shown_known)


def check_parts(rules: Sequence[Mapping[str, object]], parts: Sequence[str]) -> None:
    """Refuse a split or a contribution of a part that no cost has.

    Errors: `phasing.file_part`.
    """
    for rule in rules:
        key = {"split": "cost_class", "contribution": "pays"}.get(str(rule["rule"]), "")
        given = rule.get(key)
        for name in given if isinstance(given, list | tuple) else () if given is None else (given,):
            if str(name) not in parts:
                known = ", ".join(parts) or "—"
                raise InputError("phasing.file_part", key=key, part=shown(name), known=known)


def _written(at: str, entry: object) -> dict[str, object]:
    given = mapping(at, entry)
    if "rule" not in given and len(given) == 1:
        kind, inside = next(iter(given.items()))
        said = mapping(f"{at}.{kind}", inside)
        if said.get("rule", kind) != kind:
            raise InputError("phasing.file_both", key=at, first=kind, other=shown(said["rule"]))
        given = {"rule": kind, **said}
    if "rule" not in given:
        raise InputError("phasing.file_rules", key=at, value=", ".join(given))
    kind = str(given["rule"])
    known = _fields(kind)
    aliases = {k: name for k, name in ALIASES.items() if k not in known and name in known}
    named = renamed(at, given, aliases)
    ids = {key: text(f"{at}.{key}", named[key]) for key in IDS if key in named}
    ids |= {key: str(named[key]) for key in _texts(kind) if _whole(named.get(key))}
    pools = named.get("estates")
    if isinstance(pools, Sequence) and not isinstance(pools, str):
        ids["estates"] = [text(f"{at}.estates", name) for name in pools]  # type: ignore[assignment]
    parts = named.get("parts")
    if isinstance(parts, list | tuple):
        ids["parts"] = [_pair(part) for part in parts]  # type: ignore[assignment]
    plan = named.get("plan")
    if isinstance(plan, Mapping | list | tuple):
        listed = plan.items() if isinstance(plan, Mapping) else plan
        ids["plan"] = [_pair(entry) for entry in listed]  # type: ignore[assignment]
    return named | ids


def _pair(part: object) -> object:
    """Return a payer and a weight, an estate and a year; a name may be a whole number, as an id."""
    if isinstance(part, list | tuple) and part and _whole(part[0]):
        return [str(part[0]), *part[1:]]
    return part


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fields(kind: str) -> tuple[str, ...]:
    return tuple(KINDS[kind].__dataclass_fields__) if kind in KINDS else ()


def _texts(kind: str) -> tuple[str, ...]:
    """Return the entries of a rule that are names."""
    given = fields(KINDS[kind]) if kind in KINDS else ()
    return tuple(field.name for field in given if field.type is str)


def _classes(rule: Mapping[str, object]) -> dict[str, object]:
    """Return the entries that name parts of costs, as the names of their classes."""
    found: dict[str, object] = {}
    if "cost_class" in rule:
        found["cost_class"] = cost_class(str(rule["cost_class"]))
    pays = rule.get("pays")
    if pays is not None:
        names = [pays] if isinstance(pays, str) else pays
        if not isinstance(names, list | tuple):
            raise InputError("phasing.file_text", key=f"{rule['rule']}.pays", value=shown(pays))
        found["pays"] = [cost_class(str(name)) for name in names]
    return found
