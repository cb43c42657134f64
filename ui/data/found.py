"""What was found in a dropped file: the outcome, its doubts, its rows, its match, its changes."""

from typing import Any

import pandas as pd
import streamlit as st

from intake.check import Checked, Paired
from intake.formats.kinds import TABLES as SHEETS
from intake.records import in_file_order
from layers.gis import heading, table_name
from reports.check import summary
from tables import TABLES
from ui.data.answer_words import column_word, crs_word
from ui.data.compare import data_compare
from ui.data.issue_list import headings, listed
from ui.data.looked import Looked
from ui.data.marked_file import marked_file
from ui.session.reading import Given
from ui.session.words import locale, missing, number, plain, sentence, t
from ui.templates import html

_ROWS = 200
_ROW_HEIGHT = 34
_TALLEST = 34 * 20 + 20  # the last row is cut through: there is more below
_SIGNS = {
    "load-exact": ("success", ":material/check_circle:"),
    "repair": ("info", ":material/build:"),
    "warn": ("warning", ":material/visibility:"),
    "reject": ("error", ":material/block:"),
}


def data_found(given: Given | None, one: Looked) -> None:
    """Draw all there is to say of one file; beside the study `given`, where one is open."""
    if one.found is None:
        if one.error:
            _outcome("reject", sentence(one.error))
        return
    issues = one.found.issues
    told, button = st.columns([4, 1], vertical_alignment="center")
    with told:
        _outcome(one.found.outcome, plain(summary(one.found, issues, locale=locale())))
    if issues and one.path.suffix.lower() in SHEETS:
        with button:
            marked_file(one.path, issues, key="data.marked_look")
    parts = {
        "findings": t("data.tab.findings", count=number(len(issues))),
        "rows": t("data.tab.rows", count=number(min(len(one.found.rows), _ROWS))),
        "headers": t("data.tab.headers", count=number(len(one.found.headers))),
    }
    if one.pairs:
        parts["match"] = t("data.tab.match", count=number(len(one.pairs.matched)))
    if one.found.table == "estates" and given and given.inputs is not None:
        parts["compare"] = t("data.tab.compare")
    shown = st.segmented_control(
        t("data.tab"),
        list(parts),
        default="findings",
        required=True,
        format_func=parts.__getitem__,
        key="data.tab",
        label_visibility="collapsed",
        persist_state="session",
    )
    _part(given, one, shown if shown in parts else "findings", issues)


def _part(given: Given | None, one: Looked, shown: str, issues: Any) -> None:  # noqa: ANN401
    assert one.found is not None  # noqa: S101 - asked before
    if shown == "rows":
        _rows(one.found)
    elif shown == "headers":
        _headers(one.found)
    elif shown == "match" and one.pairs:
        _match(one.pairs)
    elif shown == "compare" and given:
        data_compare(given, one)
    elif not issues:
        st.success(t("ui.no_issues"), icon=":material/check_circle:")
    else:
        table = listed(issues, {issue.severity for issue in issues})
        st.dataframe(
            table.drop(columns="estate_id"),
            hide_index=True,
            column_config=headings(),
            height=min(_TALLEST, _ROW_HEIGHT * (len(table) + 1) + 3),
            row_height=_ROW_HEIGHT,
        )


def _outcome(outcome: str, text: str) -> None:
    kind, icon = _SIGNS[outcome]
    said = f"**{t(f'data.outcome.{outcome}')}** · {text}"
    getattr(st, kind)(said, icon=icon)


def _rows(found: Checked) -> None:
    rows = in_file_order(found.rows).head(_ROWS)
    table = TABLES[found.table]
    filled = [name for name in table.names if name in rows and rows[name].notna().any()]
    shown = pd.DataFrame({heading(n, locale=locale()): _cells(rows[n]) for n in filled})
    st.caption(t("data.rows_lead", shown=number(len(rows)), rows=number(len(found.rows))))
    st.dataframe(shown, hide_index=True, row_height=_ROW_HEIGHT, placeholder="—")


def _cells(values: pd.Series) -> list[str | None]:
    return [None if missing(value) else told(value) for value in values]


def told(value: object) -> str:
    """Return a cell as people write it."""
    if isinstance(value, bool):
        return t("data.yes") if value else t("data.no")
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _headers(found: Checked) -> None:
    rows = [
        {
            "header": match.header,
            "column": column_word(found.table, match.column) if match.column else "",
            "how": t(f"data.how.{match.how}"),
            "kind": match.how,
        }
        for match in found.headers
    ]
    part = crs_word(found.crs, locale()) if found.crs else ""
    table = table_name(found.table, locale=locale())
    st.html(html("data_file", file=found.label, table=table, part=part))
    st.html(html("data_headers", rows=rows))


def _match(pairs: Paired) -> None:
    """Draw who was matched with whom: both sides, and the pairs to confirm."""
    lists = {
        "matched": pairs.matched,
        "ledger_only": pairs.ledger_only,
        "polygon_only": pairs.polygon_only,
        "to_confirm": [t("data.pair", ledger=a, outline=b) for a, b in pairs.to_confirm],
    }
    for place, (name, names) in zip(st.columns(4), lists.items(), strict=True):
        place.markdown(f"**{t(f'data.match.{name}')}** · {number(len(names))}")
        if names:
            shown = pd.DataFrame({t("data.match.name"): list(names)}, dtype=str)
            place.dataframe(shown, hide_index=True, row_height=_ROW_HEIGHT)
        else:
            place.caption(t("data.match.nobody"))
