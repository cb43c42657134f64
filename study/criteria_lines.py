"""The tree of a score as a planner reads it: each indicator with its weights, values and origin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from scoring import Criterion, Indicator
from study.choices import Choices
from study.criteria import indicator, merged
from study.editing import Changes
from study.stages import Ranked

_OFF = "off"
_PLAIN = {"curve": "linear", "missing": "share", "weight": 1.0, _OFF: False}


@dataclass(frozen=True)
class Line:
    """One indicator: as it counts now, as the standard has it, and what the estates are.

    `standard` is None for an indicator of the study's own. `values` are those the estates know,
    sorted; `unknown` counts the rest. `within` is its share of the criterion, `overall` of the
    score, both 0-1 and 0 for an indicator that is `off`.
    """

    indicator: Indicator
    off: bool
    standard: Indicator | None
    values: np.ndarray
    unknown: int
    within: float
    overall: float

    @property
    def changed(self) -> tuple[str, ...]:
        """Return the fields in which the study differs from the standard."""
        if self.standard is None:
            return ()
        fields = ("anchors", "curve", "missing", "weight")
        own, standard = self.indicator, self.standard
        differ = tuple(name for name in fields if getattr(own, name) != getattr(standard, name))
        return (*differ, _OFF) if self.off else differ


@dataclass(frozen=True)
class Group:
    """One criterion with its share of the score (0-1) and its indicators."""

    criterion: Criterion
    share: float
    lines: tuple[Line, ...]


def groups(ranked: Ranked, choices: Choices) -> tuple[Group, ...]:
    """Return the criteria in the order of the tree, those whose indicators are all off last."""
    rules = ranked.measured.rules
    rows = merged(choices.criteria, rules["indicators"].value)
    names = {"zh": "zh", "en": "en"}
    listed = [
        Criterion(row["criterion"], row["side"], {key: row[key] for key in names})
        for row in rules["criteria"].value
    ]
    known = {item.key: item for item in (*listed, *ranked.tree.criteria)}
    asleep = [item for key, item in known.items() if key not in ranked.tree.keys]
    shares = ranked.weights.shares
    return tuple(
        Group(item, shares.get(item.key, 0.0), lines)
        for item in (*ranked.tree.criteria, *asleep)
        if (lines := _lines(ranked, rows, known, item.key))
    )


def standard_or(key: str, field: str, value: object, sheet: Sequence[Mapping[str, Any]]) -> Changes:
    """Return the change that sets a field of an indicator: None where the standard says the same.

    >>> sheet = [{"indicator": "leak", "criterion": "condition", "anchors": [[0, 0], [3, 100]]}]
    >>> standard_or("leak", "missing", "share", sheet)
    {('criteria', 'leak', 'missing'): None}
    """
    row = next((row for row in sheet if row["indicator"] == key), None)
    same = row is not None and row.get(field, _PLAIN.get(field)) == value
    return {("criteria", key, field): None if same else value}


def _lines(
    ranked: Ranked,
    rows: Sequence[Mapping[str, Any]],
    known: Mapping[str, Criterion],
    criterion: str,
) -> tuple[Line, ...]:
    own = [row for row in rows if row["criterion"] == criterion]
    standard = {row["indicator"]: row for row in ranked.measured.rules["indicators"].value}
    share = ranked.weights.shares.get(criterion, 0.0)
    counted = [float(row.get("weight", 1)) for row in own if not row.get(_OFF)]
    found = []
    for row in own:
        off = bool(row.get(_OFF))
        within = 0.0 if off else float(row.get("weight", 1)) / sum(counted)
        base = standard.get(row["indicator"])
        values, unknown = _values(ranked, row["indicator"])
        found.append(
            Line(
                indicator(row, known),
                off,
                indicator(base, known) if base else None,
                values,
                unknown,
                within,
                within * share,
            )
        )
    return tuple(found)


def _values(ranked: Ranked, key: str) -> tuple[np.ndarray, int]:
    """Return the known values, sorted, and how many estates have none."""
    estates = ranked.measured.estates
    if key not in estates:
        return np.array([]), len(estates)
    found = estates[key].to_numpy(dtype=float, na_value=np.nan)
    known = np.sort(found[~np.isnan(found)])
    return known, len(found) - len(known)
