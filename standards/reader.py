"""The numbers in force on a day: read from dated YAML files, a city's files over the others."""

import datetime as dt
import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tables import InputError

_FOLDER = Path(__file__).parent
_CITIES = "cities"


@dataclass(frozen=True)
class Rule:
    """One number (or small table) with the document it comes from.

    `since` is the day its value came into force; `checked` says whether a person has compared it
    with the document. What is not checked is shown as unverified wherever it is used.
    """

    name: str
    value: Any
    unit: str
    zh: str
    en: str
    authority: str
    document: str
    number: str
    clause: str
    issued_by: str
    since: dt.date
    checked: bool
    city: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Standards:
    """The rules in force on `day`, by name."""

    day: dt.date
    rules: Mapping[str, Rule]

    def __getitem__(self, name: str) -> Any:  # noqa: ANN401 - a rule may hold a number or a table
        """Return the value of the rule called `name`.

        Raises InputError `standards.not_in_force` when it is not in force on the day.
        """
        if name not in self.rules:
            raise InputError("standards.not_in_force", name=name, day=self.day.isoformat())
        return self.rules[name].value


def in_force(day: dt.date, city: str | None = None) -> Standards:
    """Return the rules in force on `day`, those of `city` in place of the national ones.

    A rule whose first date lies after `day`, or whose value then is null (repealed), is absent.
    Raises InputError `standards.unknown_city` when there is no folder for `city`.

    >>> in_force(dt.date(2026, 1, 1))["circle_walk_m"][15]
    1000
    """
    general = [path for path in _files(_FOLDER) if _CITIES not in path.relative_to(_FOLDER).parts]
    local = _files(_city_folder(city)) if city else []
    rules: dict[str, Rule] = {}
    for path in [*general, *local]:
        rule = _rule(path, day, city=city if path in local else None)
        if rule is not None:
            rules[rule.name] = rule
    return Standards(day, dict(sorted(rules.items())))


def cities() -> tuple[str, ...]:
    """Return the cities with rules of their own, as `in_force` takes their names."""
    folder = _FOLDER / _CITIES
    found = folder.iterdir() if folder.is_dir() else ()
    return tuple(sorted(path.name for path in found if path.is_dir() and _files(path)))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.yaml"))


def _city_folder(city: str) -> Path:
    folder = _FOLDER / _CITIES / city
    if not folder.is_dir() or folder.parent != _FOLDER / _CITIES:
        raise InputError("standards.unknown_city", city=city)
    return folder


@functools.cache
def _text(path: Path) -> dict[str, Any]:
    return dict(yaml.safe_load(path.read_text(encoding="utf-8")))


def _rule(path: Path, day: dt.date, *, city: str | None) -> Rule | None:
    text = _text(path)
    dates = [date for date in text["values"] if date <= day]
    if not dates or text["values"][max(dates)] is None:
        return None
    source = text["source"]
    return Rule(
        name=path.stem,
        value=text["values"][max(dates)],
        unit=text["unit"],
        zh=text["description"]["zh"],
        en=text["description"]["en"],
        authority=text["authority"],
        document=source["title"],
        number=source["number"] or "",
        clause=str(source["clause"] or ""),
        issued_by=source["issued_by"] or "",
        since=max(dates),
        checked=text["checked"]["by"] is not None,
        city=city or "",
        reason=text.get("reason", ""),
    )
