"""The run record as tables: which files, which standards, how each proposal was proven."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from layers.geojson import plain
from layers.gis import table_name
from reports.basis import basis
from study.results import Results
from ui.session.view import View
from ui.session.words import gap, locale, proposal, t

_DIGEST = 16  # characters of a hash that are shown; the file says all of it


def inputs(record: Mapping[str, Any]) -> pd.DataFrame:
    """Return a row a file read: table, file, layer, rows, size_kb, crs, sha256 (its beginning)."""
    rows = [
        {
            "table": table_name(str(item["table"]), locale=locale()),
            "file": str(item["label"]),
            "layer": str(item.get("layer") or ""),
            "rows": item.get("rows"),
            "size_kb": None if item.get("size") is None else item["size"] / 1024,
            "crs": str(item.get("crs") or ""),
            "sha256": str(item.get("sha256") or "")[:_DIGEST],
        }
        for item in record["inputs"]
    ]
    names = ["table", "file", "layer", "rows", "size_kb", "crs", "sha256"]
    return pd.DataFrame(rows, columns=names)


def standards(results: Results) -> pd.DataFrame:
    """Return a row a standard: name, value, document, clause, since, checked (against its text)."""
    rows = [row for page in basis(results, locale=locale()) for row in page["rows"]]
    names = ["name", "value", "document", "clause", "since", "checked"]
    return pd.DataFrame(rows, columns=names)


def solved(view: View) -> pd.DataFrame:
    """Return a row a proposal: name, status, value, bound, gap in words, nodes."""
    rows = [
        {
            "name": proposal(plan.name),
            "status": t(f"record.status.{'proven' if plan.status == 'proven' else 'open'}"),
            "value": plan.value,
            "bound": plain(plan.bound),  # none where the search was stopped before any
            "gap": gap(plan.gap),
            "nodes": plan.nodes,
        }
        for plan in view.proposals
    ]
    return pd.DataFrame(rows, columns=["name", "status", "value", "bound", "gap", "nodes"])


def engines(record: Mapping[str, Any]) -> Sequence[str]:
    """Return the programs that calculated, with their versions; Jiugai's own first.

    >>> engines({"jiugai": "0.1", "engines": {"numpy": "2.4"}})
    ['jiugai 0.1', 'numpy 2.4']
    """
    named = {"jiugai": record["jiugai"], **record["engines"]}
    return [f"{name} {version}".strip() for name, version in named.items()]
