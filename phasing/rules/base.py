"""What every rule of a phasing problem can do: print, compare, save, and check itself at birth."""

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import ClassVar

from phasing.entries import check_text


@dataclass(frozen=True)
class Rule:
    """A small frozen value; its class says which kind of rule it is."""

    kind: ClassVar[str] = "rule"

    def __init_subclass__(cls) -> None:
        cls.kind = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", cls.__name__).lower()

    def __post_init__(self) -> None:
        """Refuse a name or an ID that is no text."""
        for field in fields(self):
            if field.type is str and not (field.default == "" and getattr(self, field.name) == ""):
                check_text(self.kind, field.name, getattr(self, field.name))

    def as_dict(self) -> dict[str, object]:
        """Return the rule as plain values, ready for YAML or JSON.

        >>> from phasing.rules import NotBefore
        >>> NotBefore("E017", 2028, code="deposit").as_dict()
        {'rule': 'not_before', 'estate_id': 'E017', 'year': 2028, 'code': 'deposit'}
        """
        values = {field.name: _plain(getattr(self, field.name)) for field in fields(self)}
        return {"rule": self.kind} | values

    def _set(self, name: str, value: object) -> None:
        """Put an entry into its agreed form at birth."""
        object.__setattr__(self, name, value)

    @property
    def phrase(self) -> str:
        """Return the code of the sentence that says this rule; `as_dict` fills it."""
        return f"rule.{self.kind}"


def in_order(rules: set[Rule]) -> tuple[Rule, ...]:
    """Return the rules sorted by kind and content, so that the order given never matters."""
    return tuple(sorted(rules, key=lambda rule: (rule.kind, str(rule), repr(rule.as_dict()))))


def nearest(word: str, known: Mapping[str, object]) -> str:
    """Return the known word closest to `word`; an empty string only where none is known."""
    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=0)), "")


def _plain(value: object) -> object:
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
