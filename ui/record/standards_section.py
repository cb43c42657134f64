"""The standards behind the numbers: value, document, clause, day, checked or not."""

import streamlit as st

from ui.drawn.table_file import csv_file
from ui.record.run_tables import standards
from ui.session import address
from ui.session.view import View
from ui.session.words import t

_ONLY = "record.unchecked"
_WIDTHS = {"name": 300, "value": 150, "document": 300, "clause": 130, "since": 100, "checked": 90}
_ROW, _MOST = 32, 18


def show(view: View) -> None:
    """Draw the section."""
    table = standards(view.results)
    open_ = int((~table["checked"].astype(bool)).sum())
    told = t("record.unchecked_count", count=open_, all=len(table))
    (st.warning if open_ else st.success)(told, icon=":material/rule:")
    address.hold("unchecked", _ONLY, [True])
    if st.toggle(t("record.only_unchecked"), key=_ONLY):
        table = table[~table["checked"].astype(bool)]
    st.dataframe(
        table,
        hide_index=True,
        column_config={
            name: (
                st.column_config.CheckboxColumn(t("record.standard.checked"), width=width)
                if name == "checked"
                else st.column_config.TextColumn(t(f"record.standard.{name}"), width=width)
            )
            for name, width in _WIDTHS.items()
        },
        height=_ROW * (min(len(table), _MOST) + 1),
        row_height=_ROW,
    )
    words = {True: t("record.yes"), False: t("record.no")}
    told_table = table.assign(checked=table["checked"].astype(bool).map(words))
    st.download_button(
        t("ui.download"),
        csv_file(told_table, [t(f"record.standard.{name}") for name in table]),
        file_name="standards.csv",
        on_click="ignore",
        icon=":material/download:",
        key="record.standards",
    )
