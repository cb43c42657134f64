"""The files of the study: how each was read, which header became which column, marked copies."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from intake.formats.kinds import TABLES as SHEETS
from intake.headings.headers import Match
from intake.inputs import FileRecord
from intake.source import Source
from layers.gis import table_name
from tables import InputError, Issue
from ui.data.answer_words import column_word
from ui.data.blank_form import blank_form
from ui.data.issue_list import OPEN
from ui.data.marked_file import marked_file
from ui.session.reading import Given
from ui.session.words import locale, number, plain, sentence, t, word
from ui.templates import html

_WIDTHS = {"file": 122, "found": 112, "table": 124, "part": 96, "rows": 54, "used": 66,
           "crs": 90, "encoding": 62}  # fmt: skip
_CHOSEN = "data.file"
_ROW_HEIGHT = 32
_TALLEST = 620


def data_files(given: Given) -> None:
    """Draw the files, and beside them the one chosen."""
    lead, form = st.columns([3.2, 1], vertical_alignment="center")
    lead.caption(t("data.files_lead" if given.inputs else "data.unread_lead"))
    with form:
        blank_form(key="data.blank.files")
    if given.inputs is None:
        _unread(given)
        return
    records = given.inputs.files
    left, right = st.columns([2.1, 1])
    with left:
        at = _table(_shown(records, given.issues))
    if records:
        with right, st.container(border=True, key="beside_file"):
            _file(given, records[min(at, len(records) - 1)])


def _table(shown: pd.DataFrame) -> int:
    """Draw the files a row each; return the row chosen, the first until one is."""
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(t(f"data.file.{name}"), width=width)
        for name, width in _WIDTHS.items()
    }
    config["rows"] = st.column_config.NumberColumn(
        t("data.file.rows"), width=_WIDTHS["rows"], format="localized"
    )
    told = st.dataframe(
        shown,
        hide_index=True,
        column_config=config,
        height=min(_TALLEST, _ROW_HEIGHT * (len(shown) + 1) + 3),
        row_height=_ROW_HEIGHT,
        on_select="rerun",
        selection_mode="single-cell",
        key=_CHOSEN,
        placeholder="—",
    )
    cells = told["selection"]["cells"]
    return int(cells[0][0]) if cells else 0


def _shown(records: Sequence[FileRecord], issues: Iterable[Issue]) -> pd.DataFrame:
    counted: Counter[tuple[str, str, str]] = Counter(
        (issue.table, issue.file, issue.severity) for issue in issues if issue.severity in OPEN
    )
    rows = [
        [one.label, _found(one, counted), _name(one.table),
         one.layer or None, one.rows, _used(one.columns), one.crs or None, one.encoding or None]
        for one in records
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_WIDTHS))


def _name(table: str) -> str:
    return table_name(table, locale=locale())


def _used(columns: Sequence[Match]) -> str:
    return f"{sum(bool(one.column) for one in columns)} / {len(columns)}"


def _found(one: FileRecord, counted: Counter[tuple[str, str, str]]) -> str | None:
    told = {
        severity: counted[(one.table, one.label, severity)]
        for severity in ("error", "question", "warning")
    }
    said = [f"{word('severity', name)} {number(count)}" for name, count in told.items() if count]
    return t("ui.dot").join(said) or None


def _file(given: Given, one: FileRecord) -> None:
    """Draw one file: what each header became, and a copy with its findings."""
    rows = [
        {
            "header": match.header,
            "column": column_word(one.table, match.column) if match.column else "",
            "how": t(f"data.how.{match.how}"),
            "kind": match.how,
        }
        for match in one.columns
    ]
    st.html(html("data_file", file=one.label, part=one.layer, table=_name(one.table)))
    source = _source(given, one)
    issues = [issue for issue in given.issues if issue.file == one.label]
    if source and source.path.suffix.lower() in SHEETS and any(i.severity in OPEN for i in issues):
        marked_file(source.path, issues, key="data.marked")
    st.html(html("data_headers", rows=rows))


def _source(given: Given, one: FileRecord) -> Source | None:
    listed = given.written.sources.get(one.table, ())
    return next((source for source in listed if source.label == one.label), None)


def _unread(given: Given) -> None:
    """List the files of a study one of which cannot be read: which it is, which are missing."""
    at_fault = _at_fault(given.error)
    rows = []
    for table, sources in given.written.sources.items():
        for source in sources:
            gone = not source.path.exists()
            state = "gone" if gone else "fault" if source.label == at_fault else "there"
            part = source.layer or source.sheet
            rows.append([t(f"data.state.{state}"), source.label, table, part])
    shown = pd.DataFrame(rows, columns=["state", "file", "table", "part"])
    shown["table"] = [_name(name) for name in shown["table"]]
    shown = shown.sort_values("state", key=lambda c: c.eq(t("data.state.there")), kind="stable")
    st.dataframe(
        shown,
        hide_index=True,
        column_config={str(name): t(f"data.file.{name}") for name in shown},
        height=min(_TALLEST, _ROW_HEIGHT * (len(shown) + 1) + 3),
        row_height=_ROW_HEIGHT,
        placeholder="—",
    )


def _at_fault(error: InputError | None) -> str:
    told: dict[str, object] = {} if error is None else dict(error.values)
    return str(told.get("file", ""))


def refused(given: Given) -> None:
    """Say above the files which one keeps the study shut, and why."""
    if given.error:
        st.error(sentence(given.error), title=t("ui.error"), icon=":material/error:")
        st.caption(plain(t("ui.error_next")))
