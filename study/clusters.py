"""What a person chose about clusters (片区): the part `clusters` of study.yaml."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from study.keys import items, mapping, number, one_of, only, switch, words
from tables import InputError

_SAME = ("district", "street", "community")


@dataclass(frozen=True)
class Propose:
    """Which estates without a cluster are proposed as one: small and close, in the same street.

    `gap_m` from outline to outline; `same`: columns that must agree; small: at most so many
    households or m² of floor area (None: not asked); `most_members`: larger groups are divided.
    """

    gap_m: float = 50
    same: tuple[str, ...] = ("street",)
    small_households: float | None = 300
    small_area_m2: float | None = None
    most_members: int | None = 13  # domain.md 1.3: 13 adjacent small estates made into one


@dataclass(frozen=True)
class Clusters:
    """How clusters are kept, and which are made beyond those given in the ledger or drawn.

    `keep`: together in one year, or apart. `gated`: a member that may not enter steps out of its
    cluster, or holds it back. `batches`: a cluster dearer than a year may be done in consecutive
    years. `propose`: None proposes nothing. `attach_m`: an estate without a cluster joins the
    nearest one within so many metres (None: none does); `same` and the sizes of `propose`, where
    given, hold for it too.

    `members` names clusters a person drew, with their estates; `alone` are estates a person took
    out of every cluster. Both count before the ledger, whose other members stay where they are.
    """

    keep: str = "together"
    gated: str = "step_out"
    batches: bool = True
    propose: Propose | None = None
    attach_m: float | None = None
    members: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    alone: tuple[str, ...] = ()


def parse(given: object) -> Clusters:
    """Return the choices of `clusters` in study.yaml: `together`, `apart`, or a mapping.

    >>> parse("apart").keep, parse({"propose": {"gap_m": 30}}).propose.gap_m
    ('apart', 30.0)

    Raises InputError, for what a person drew: `clusters.no_members`, `clusters.no_name`,
    `clusters.estate_twice`, `clusters.not_an_id`.
    """
    if isinstance(given, str):
        return Clusters(keep=_keep(given, "clusters"))
    chosen = mapping(given, where="clusters")
    only(chosen, {item.name for item in fields(Clusters)}, where="clusters")
    base = Clusters()
    members, alone = _drawn(chosen)
    return Clusters(
        keep=_keep(chosen.get("keep", base.keep), "clusters.keep"),
        gated=one_of(
            chosen.get("gated", base.gated), ("step_out", "hold_back"), key="clusters.gated"
        ),
        batches=switch(chosen.get("batches", base.batches), key="clusters.batches"),
        propose=_propose(chosen.get("propose")),
        attach_m=number(chosen.get("attach_m"), key="clusters.attach_m", above=0),
        members=members,
        alone=alone,
    )


def _keep(value: object, key: str) -> str:
    return one_of(value, ("together", "apart"), key=key)


def _drawn(chosen: Mapping[str, object]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return the clusters a person drew and the estates kept single, each estate in one place."""
    given = mapping(chosen.get("members"), where="clusters.members")
    members = {name.strip(): _ids(ids, f"clusters.members.{name}") for name, ids in given.items()}
    alone = _ids(chosen.get("alone"), "clusters.alone")
    for name, ids in members.items():
        if not name:
            raise InputError("clusters.no_name", value=", ".join(ids))
        if not ids:
            raise InputError("clusters.no_members", name=name)
    _once([(name, one) for name, ids in (*members.items(), ("alone", alone)) for one in ids])
    return members, alone


def _once(places: list[tuple[str, str]]) -> None:
    """Refuse an estate that stands in two places, or in one place twice."""
    seen: dict[str, str] = {}
    for name, estate_id in places:
        if estate_id in seen:
            raise InputError(
                "clusters.estate_twice", value=estate_id, first=seen[estate_id], second=name
            )
        seen[estate_id] = name


def _ids(given: object, key: str) -> tuple[str, ...]:
    return tuple(_id(item, key) for item in items(given, key=key))


def _id(item: object, key: str) -> str:
    """Return an estate_id as text: YAML reads one of digits as a number."""
    if isinstance(item, str) and item.strip():
        return item.strip()
    if isinstance(item, int) and not isinstance(item, bool):
        return str(item)
    raise InputError("clusters.not_an_id", key=key, value=item)


def _propose(given: object) -> Propose | None:
    if given is None:
        return None
    chosen = mapping(given, where="clusters.propose")
    only(chosen, {item.name for item in fields(Propose)}, where="clusters.propose")
    base = Propose()
    asked = "small_area_m2" in chosen or "small_households" in chosen
    households = chosen.get("small_households", None if asked else base.small_households)
    same = words(chosen.get("same", list(base.same)), key="clusters.propose.same")
    return Propose(
        gap_m=_number(chosen.get("gap_m", base.gap_m), "gap_m") or base.gap_m,
        same=tuple(one_of(name, _SAME, key="clusters.propose.same") for name in same),
        small_households=_number(households, "small_households"),
        small_area_m2=_number(chosen.get("small_area_m2"), "small_area_m2"),
        most_members=_members(chosen.get("most_members", base.most_members)),
    )


def _number(value: object, key: str) -> float | None:
    return number(value, key=f"clusters.propose.{key}", above=0)


def _members(value: object) -> int | None:
    found = number(value, key="clusters.propose.most_members", above=1)
    if found is not None and found != int(found):
        raise InputError("clusters.not_whole", key="clusters.propose.most_members", value=value)
    return None if found is None else int(found)
