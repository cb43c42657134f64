"""Every code an issue can carry: how grave it can be, who can settle it, and its title."""

import functools
import itertools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import yaml

from tables.issue import Severity

WHO = (
    "planner", "community", "gis", "surveyor", "money", "authority", "expert", "lead", "nobody",
)  # fmt: skip
"""Who can settle an issue; their names are the sentences `who.…`."""

_DATA = Path(__file__).with_name("issue_codes.yaml")
_CHOICE = re.compile(r"\{(.*?)\}")


@dataclass(frozen=True)
class IssueCode:
    """A code, the severities it comes with, a word of `WHO`, and its title in both languages."""

    code: str
    severities: tuple[Severity, ...]
    who: str
    zh: str
    en: str

    def title(self, locale: str) -> str:
        """Return what the issue is, in a few words."""
        return self.zh if locale == "zh" else self.en


@functools.cache
def issue_codes() -> Mapping[str, IssueCode]:
    """Return the catalogue by code, in the order of its file.

    >>> issue_codes()["intake.no_outline"].title("en"), issue_codes()["intake.no_outline"].who
    ('Estate without an outline', 'gis')
    """
    listed = yaml.safe_load(_DATA.read_text("utf-8"))
    found = {code: _entry(code, entry) for key, entry in listed.items() for code in spelt_out(key)}
    return MappingProxyType(found)


def spelt_out(key: str) -> Iterator[str]:
    """Return the codes that one key stands for.

    >>> list(spelt_out("datum.said_{bd09,gcj02}")), list(spelt_out("datum.mixed"))
    (['datum.said_bd09', 'datum.said_gcj02'], ['datum.mixed'])
    """
    parts = _CHOICE.split(key)
    choices = (part.split(",") if place % 2 else [part] for place, part in enumerate(parts))
    return map("".join, itertools.product(*choices))


def _entry(code: str, entry: Mapping[str, Any]) -> IssueCode:
    severity = entry["severity"]
    several = tuple(severity) if isinstance(severity, list) else (severity,)
    return IssueCode(code, several, entry["who"], entry["zh"], entry["en"])
