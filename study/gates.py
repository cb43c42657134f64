"""Which tests an estate must pass, and whether failing one shuts it out or holds it back."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from participation import READINGS
from study.keys import number, one_of, only
from tables import SCHEME_STAGES, InputError

EXTENDED = "extended"

_ON_OFF = {"true": True, "false": False, "block": True, "off": False}
_POSTPONE = "postpone"
_PLAN_AREAS = ("flag", "block")
_HOW = ", ".join((*_ON_OFF, _POSTPONE, "{postpone: 1}"))


@dataclass(frozen=True)
class Postponed:
    """Held back so many years after the first year of the plan; None takes the standard."""

    years: int | None = None


@dataclass(frozen=True)
class Deposit:
    """How residents' money is tested: one of the `READINGS`; shut out unless `postponed`."""

    reading: str = READINGS[0]
    postponed: Postponed | None = None


@dataclass(frozen=True)
class Scheme:
    """The stage a scheme must have reached (三进三成); shut out unless `postponed`."""

    stage: str = SCHEME_STAGES[-1]
    postponed: Postponed | None = None


@dataclass(frozen=True)
class Gates:
    """Which tests an estate must pass before it may enter a plan; what is off is said.

    `age` may be `extended`: the later stock (2001–2005) may enter too. `consent` may be
    `Postponed`. Deposit and scheme are off unless a person asks for them. `plan_areas`: an estate
    most of which lies in an area of expropriation, shantytown renewal or demolition is only told of
    (`flag`), or taken for one in another programme (`block`).
    """

    age: bool | str = True
    consent: bool | Postponed = True
    other_programme: bool = True
    safety_d: bool = True
    renovated: bool = True
    deposit: Deposit | None = None
    scheme: Scheme | None = None
    plan_areas: str = _PLAN_AREAS[0]

    @property
    def tests(self) -> dict[str, object]:
        """The tests and how each is meant; `plan_areas` only feeds the one of other programmes."""
        names = [item.name for item in fields(self) if item.name != "plan_areas"]
        return {name: getattr(self, name) for name in names}

    @property
    def postponing(self) -> dict[str, Postponed]:
        """The tests that hold an estate back instead of shutting it out."""
        chosen = {
            "consent": self.consent if isinstance(self.consent, Postponed) else None,
            "deposit": self.deposit and self.deposit.postponed,
            "scheme": self.scheme and self.scheme.postponed,
        }
        return {name: held for name, held in chosen.items() if held}


def parse(given: Mapping[str, Any]) -> Gates:
    """Return the gates a person wrote.

    Each may be true or `block`, false or `off`; consent, deposit and scheme also `postpone` or
    `{postpone: years}`; deposit takes a `reading`, scheme a `stage`, age the word `extended`.
    `plan_areas` is `flag` or `block`.

    >>> parse({"consent": {"postpone": 2}, "scheme": {"stage": "draft"}}).scheme
    Scheme(stage='draft', postponed=None)
    """
    only(given, {item.name for item in fields(Gates)}, where="gates")
    read: dict[str, Any] = {
        name: _READERS.get(name, _switched)(value, name) for name, value in given.items()
    }
    return Gates(**read)


def _switched(value: object, name: str) -> bool:
    if isinstance(value, bool):
        return value
    return _ON_OFF[one_of(value, tuple(_ON_OFF), key=f"gates.{name}")]


def _age(value: object, name: str) -> bool | str:
    if isinstance(value, bool):
        return value
    word = one_of(value, (*_ON_OFF, EXTENDED), key=f"gates.{name}")
    return _ON_OFF.get(word, word)


def _consent(value: object, name: str) -> bool | Postponed:
    on, held, _ = _written(value, name, "")
    return held or on


def _deposit(value: object, name: str) -> Deposit | None:
    on, held, reading = _written(value, name, "reading")
    read = one_of(reading or READINGS[0], READINGS, key="gates.deposit.reading")
    return Deposit(read, held) if on else None


def _scheme(value: object, name: str) -> Scheme | None:
    on, held, stage = _written(value, name, "stage")
    passes = SCHEME_STAGES[1:]
    reached = one_of(stage or passes[-1], passes, key="gates.scheme.stage")
    return Scheme(reached, held) if on else None


def _plan_areas(value: object, name: str) -> str:
    return one_of(value, _PLAN_AREAS, key=f"gates.{name}")


def _written(value: object, name: str, also: str) -> tuple[bool, Postponed | None, object]:
    """Return whether a test is on, how it holds back, and what `also` says."""
    if isinstance(value, bool):
        return value, None, None
    if isinstance(value, Mapping):
        only(value, {_POSTPONE, also} - {""}, where=f"gates.{name}")
        held = Postponed(_years(value[_POSTPONE], name)) if _POSTPONE in value else None
        return True, held, value.get(also)
    if value == _POSTPONE:
        return True, Postponed(), None
    if not isinstance(value, str) or value not in _ON_OFF:
        raise InputError("study.not_one_of", key=f"gates.{name}", value=value, allowed=_HOW)
    return _ON_OFF[value], None, None


def _years(value: object, name: str) -> int | None:
    years = number(value, key=f"gates.{name}.postpone", above=0)
    if years is not None and years != int(years):
        raise InputError("readiness.years_not_whole", key=f"gates.{name}.postpone", value=value)
    return None if years is None else int(years)


_READERS = {
    "age": _age,
    "consent": _consent,
    "deposit": _deposit,
    "scheme": _scheme,
    "plan_areas": _plan_areas,
}
