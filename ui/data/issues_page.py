"""Issues: what was found in the inputs, what was repaired, what a person must answer."""

import pandas as pd
import streamlit as st

from reports.issues import issue_sentences
from ui.data.issue_detail import issue_detail
from ui.data.issue_list import COLUMNS, OPEN, counts, fitting, headings, sorted_issues, told
from ui.session.view import View
from ui.session.words import locale, number, t, word
from ui.styles import style

_ROW_HEIGHT = 34
_SPLIT = [2.1, 1]


def issues(view: View) -> None:
    """Draw the list with its filters, and beside it the issue chosen."""
    st.caption(t("ui.issues_lead"))
    found = counts(view.issues)
    if not found:
        st.success(t("ui.no_issues"), icon=":material/check_circle:")
        return
    style("issues")
    chosen = _severities(found)
    listed = sorted_issues(issue for issue in view.issues if issue.severity in chosen)
    table = told(issue_sentences(listed, locale=locale(), here=True))
    shown = _filtered(table)
    st.caption(t("issues.shown", shown=number(len(shown)), whole=number(sum(found.values()))))
    if shown.empty:
        st.info(t("issues.none_left"), icon=":material/filter_alt_off:")
        return
    left, right = st.columns(_SPLIT)
    with left, st.container(key="tall_issues"):
        at = _table(shown)
    with right, st.container(border=True, key="beside_issue"):
        if at is None:
            st.caption(t("issues.pick"))
        first = at or 0
        issue_detail(view, listed[int(shown.index[first])], shown.iloc[first].to_dict())


def _severities(found: dict[str, int]) -> list[str]:
    chosen = st.segmented_control(
        t("ui.severity"),
        list(found),
        selection_mode="multi",
        default=[severity for severity in found if severity in OPEN] or list(found),
        format_func=lambda severity: f"{word('severity', severity)} {found[severity]}",
        key="severities",
        label_visibility="collapsed",
    )
    return list(chosen)


def _filtered(table: pd.DataFrame) -> pd.DataFrame:
    """Draw the filters; return the issues that pass all of them."""
    kinds = [name for name in ("table", "file", "who") if name in table]
    *places, search = st.columns([1] * len(kinds) + [1.6])
    wanted = {}
    for name, place in zip(kinds, places, strict=True):
        values = sorted({value for value in table[name] if value})
        key = f"issues.{name}.{locale()}"
        if st.session_state.get(key) not in values:
            st.session_state[key] = None
        wanted[name] = place.selectbox(
            t(f"issues.{name}"),
            values,
            index=None,
            placeholder=t(f"issues.all_{name}s" if name != "who" else "issues.all_who"),
            key=key,
            label_visibility="collapsed",
        )
    words = search.text_input(
        t("issues.search"),
        placeholder=t("issues.search"),
        key="issues.words",
        label_visibility="collapsed",
    )
    return fitting(table, wanted, words)


def _table(shown: pd.DataFrame) -> int | None:
    """Draw the issues a row each; return the place of the one chosen."""
    chosen = st.dataframe(
        shown[[name for name in COLUMNS if name in shown]],
        hide_index=True,
        column_config=headings(),
        height="stretch",
        row_height=_ROW_HEIGHT,
        on_select="rerun",
        selection_mode="single-cell",
        key="issues.table",
    )
    cells = chosen["selection"]["cells"]
    return int(cells[0][0]) if cells and cells[0][0] < len(shown) else None
