"""Clusters drawn, split, merged and dissolved, as changes of the text of study.yaml.

Each edit names the estates it is about, so that what is written holds whoever gave the cluster
before: the ledger, a drawn area, a proposal. The text then says so under `clusters`: `members`
(name: estates) and `alone` (estates kept single).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from study.clusters import Clusters, parse
from study.editing import edited
from study.plain_yaml import values
from tables import InputError

Members = dict[str, tuple[str, ...]]


def cluster(text: str, about: Mapping[str, Any]) -> str:
    r"""Return the text with `estates` in the cluster `name`, whatever they were in before.

    >>> drawn = cluster("name: 东区\n", {"name": "东门", "estates": ["E2", "E1"]})
    >>> print(drawn, end="")
    name: 东区
    <BLANKLINE>
    clusters:
      members: {东门: [E1, E2]}
    """
    now = _now(text)
    name, estates = _name(about, "name"), _estates(about)
    members = _without(now, estates)
    members[name] = _sorted([*members.get(name, ()), *estates])
    return _written(text, now, members, _less(now.alone, estates))


def split(text: str, about: Mapping[str, Any]) -> str:
    """Return the text with `estates` taken out of the cluster `name` into `new_name`.

    `rest`, where given, are the members that stay: they are written too, so that a cluster that was
    only proposed stays as it was seen. Raises InputError `clusters.split_nothing_left`.
    """
    now = _now(text)
    name, new_name, estates = _name(about, "name"), _name(about, "new_name"), _estates(about)
    rest = _less(map(str, about.get("rest") or now.members.get(name, ())), estates)
    if not rest or new_name == name:
        raise InputError("clusters.split_nothing_left", name=name, new_name=new_name)
    members = _without(now, [*estates, *rest])
    members[name] = _sorted([*members.get(name, ()), *rest])
    members[new_name] = _sorted([*members.get(new_name, ()), *estates])
    return _written(text, now, members, _less(now.alone, [*estates, *rest]))


def merge(text: str, about: Mapping[str, Any]) -> str:
    """Return the text with the clusters `names` made one, called `name`.

    `estates` are their members; without it those the text itself names. Raises InputError
    `clusters.unknown_cluster` for a cluster of which neither says anything.
    """
    now, name = _now(text), _name(about, "name")
    estates = _members_of(now, about, [str(one) for one in about.get("names") or ()])
    members = _without(now, estates)
    members[name] = _sorted([*members.get(name, ()), *estates])
    return _written(text, now, members, _less(now.alone, estates))


def dissolve(text: str, about: Mapping[str, Any]) -> str:
    """Return the text with the members of the cluster `name` each on their own.

    `estates` are its members; without it those the text itself names.
    """
    now = _now(text)
    return _alone(text, now, _members_of(now, about, [_name(about, "name")]))


def alone(text: str, about: Mapping[str, Any]) -> str:
    """Return the text with `estates` in no cluster."""
    return _alone(text, _now(text), _estates(about))


def as_filed(text: str, about: Mapping[str, Any]) -> str:
    """Return the text without a word on `estates`: their cluster is what the files say again."""
    now, estates = _now(text), _estates(about)
    return _written(text, now, _without(now, estates), _less(now.alone, estates))


CLUSTER_WAYS = {
    "cluster": cluster,
    "split": split,
    "merge": merge,
    "dissolve": dissolve,
    "alone": alone,
    "as_filed": as_filed,
}
"""How each kind of edit of a cluster is written (`study.plan_edits.with_edits`)."""


def _now(text: str) -> Clusters:
    return parse(_section(text))


def _section(text: str) -> object:
    found = values(text)
    return found.get("clusters") if isinstance(found, Mapping) else None


def _alone(text: str, now: Clusters, estates: Iterable[str]) -> str:
    left = list(estates)
    return _written(text, now, _without(now, left), _sorted([*now.alone, *left]))


def _without(now: Clusters, estates: Iterable[str]) -> Members:
    """Return the members without some estates; a cluster nobody is left in is gone."""
    gone = set(estates)
    kept = {name: _less(ids, gone) for name, ids in now.members.items()}
    return {name: ids for name, ids in kept.items() if ids}


def _members_of(now: Clusters, about: Mapping[str, Any], names: Collection[str]) -> list[str]:
    told = [str(one) for one in about.get("estates") or ()]
    for name in names:
        if not told and name not in now.members:
            raise InputError("clusters.unknown_cluster", name=name)
    return [*told, *(one for name in names for one in now.members.get(name, ()))]


def _written(text: str, now: Clusters, members: Members, single: tuple[str, ...]) -> str:
    """Return the text that says so; only what differs from `now` is touched."""
    if isinstance(_section(text), str):
        text = edited(text, {("clusters",): {"keep": now.keep}})
    gone = [name for name in now.members if name not in members]
    said = {name: ids for name, ids in members.items() if now.members.get(name) != ids}
    changes: dict[tuple[str, ...], Any] = {}
    changes |= {("clusters", "members", name): list(ids) for name, ids in said.items()}
    changes |= {("clusters", "members", name): None for name in gone}
    if single != now.alone:
        changes["clusters", "alone"] = list(single) or None
    return edited(text, changes) if changes else text


def _name(about: Mapping[str, Any], key: str) -> str:
    found = str(about.get(key) or "").strip()
    if not found:
        raise InputError("clusters.no_name", value=", ".join(map(str, about.get("estates") or ())))
    return found


def _estates(about: Mapping[str, Any]) -> list[str]:
    given = about.get("estates")
    found = [str(one) for one in given] if isinstance(given, list | tuple) else []
    if not found:
        raise InputError("clusters.no_members", name=str(about.get("name") or ""))
    return found


def _less(ids: Iterable[str], gone: Iterable[str]) -> tuple[str, ...]:
    without = set(gone)
    return tuple(one for one in ids if one not in without)


def _sorted(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(ids)))
