"""A comparison of scenarios as plain values: what `jiugai what-if --json` prints."""

from typing import Any

import numpy as np
import pandas as pd

from study.scenario_choices import Scenario, as_given
from study.scenario_compare import Comparison

_MANY = ("gained", "lost", "categories")


def comparison_record(asked: Scenario, found: Comparison, names: pd.Series) -> dict[str, Any]:
    """Return a scenario and what it changes: totals, categories, estates, lines.

    Only estates that gain or lose a category, or whose coverage is another, and only lines whose
    walk or answer is another. What nobody knows is None. `names` by estate_id.
    """
    estates = found.estates.copy()
    estates.insert(1, "name", names.reindex(estates["estate_id"]).to_numpy())
    turned = (estates["gained"] != "") | (estates["lost"] != "")
    other = ~_same(estates["coverage_before"], estates["coverage_after"])
    return {
        **as_given(asked),
        "totals": dict(found.totals),
        "unmeasured": list(found.unmeasured),
        "uncounted": list(found.uncounted),
        "categories": _records(found.categories),
        "estates": _records(estates[turned | other]),
        "lines": _records(found.lines),
    }


def side_by_side_record(table: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of `study.scenario_compare.side_by_side`; what nobody knows is None."""
    return _records(table)


def _same(one: pd.Series, other: pd.Series) -> pd.Series:
    return (one == other) | (one.isna() & other.isna())


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): _plain(str(name), value) for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _plain(name: str, value: Any) -> Any:  # noqa: ANN401 - any value of a table
    if name in _MANY:
        return value.split(";") if value else []
    if pd.isna(value):
        return None
    return value.item() if isinstance(value, np.generic) else value
