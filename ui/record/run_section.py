"""The run: which files with which hashes, how each proposal was proven, what calculated it."""

import json
from collections.abc import Iterable
from typing import Any

import streamlit as st

from reports.outputs import run_record
from ui.record.run_tables import engines, inputs, solved
from ui.session.keeper import keeper
from ui.session.view import View
from ui.session.words import number, plain, t

_ROW = 32


def show(view: View) -> None:
    """Draw the section."""
    results = view.results
    if view.stale:
        st.warning(t("record.stale"), icon=":material/history:")
    st.markdown(f"##### {t('record.proofs')}", help=t("record.proofs_help"))
    table = solved(view)
    st.dataframe(
        table, hide_index=True, column_config=_heads("solved", table.columns), row_height=_ROW
    )
    st.markdown(f"##### {t('record.inputs')}", help=t("record.inputs_help"))
    files = inputs(results.record)
    st.dataframe(
        files, hide_index=True, column_config=_heads("input", files.columns), row_height=_ROW
    )
    st.markdown(f"##### {t('record.engines')}")
    st.markdown(plain(t("ui.comma").join(engines(results.record))))
    tried = results.record["robustness"]
    if isinstance(tried, dict):
        st.caption(t("record.tried", draws=number(tried["draws"]), seed=tried["seed"]))
    st.download_button(
        t("record.run_file"),
        lambda: json.dumps(run_record(results), ensure_ascii=False, indent=1).encode() + b"\n",
        file_name="run.json",
        mime="application/json",
        on_click="ignore",
        icon=":material/download:",
        key="record.run",
    )
    with st.expander(t("record.choices"), icon=":material/description:"):
        st.code(keeper().open(view.written.path).text, "yaml")


def _heads(kind: str, columns: Iterable[object]) -> dict[str, Any]:
    """Return how Streamlit draws each column: whole numbers with thousands parted."""
    numbers = {"rows", "size_kb", "value", "bound", "nodes"}
    return {
        str(name): (
            st.column_config.NumberColumn(t(f"record.{kind}.{name}"), format="%,.0f")
            if name in numbers
            else st.column_config.TextColumn(t(f"record.{kind}.{name}"))
        )
        for name in columns
    }
