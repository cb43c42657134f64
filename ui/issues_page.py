"""Issues: what was found in the inputs, what was repaired, what a person must answer."""

from pathlib import Path

import pandas as pd
import streamlit as st

from reports.issues import issue_sentences
from ui.issue_detail import issue_detail
from ui.issue_list import COLUMNS, OPEN, counts, fitting, headings, sorted_issues, told
from ui.problem_words import problem_words, waiting
from ui.view import View
from ui.words import locale, number, t, word

_ROW_HEIGHT = 34
_SPLIT = [2.1, 1]
_PART = "issues.part"
_LIST, _WORDS = "list", "words"


def show(view: View) -> None:
    """Draw the page."""
    st.subheader(t("ui.page.issues"))
    open_words = waiting(view)
    if _part(open_words) == _WORDS and view.opened:
        problem_words(view, view.opened)
        return
    st.caption(t("ui.issues_lead"))
    if open_words:
        told, button = st.columns([4, 1], vertical_alignment="center")
        told.info(t("problem_words.asked", count=open_words), icon=":material/quiz:")
        button.button(
            t("problem_words.go"), on_click=_turn, key="problem_words.go", width="stretch"
        )
    _issues(view)


def _part(open_words: int) -> str:
    """Draw the choice between the log and the keywords, with how many wait."""
    words = t("problem_words.tab_open" if open_words else "problem_words.tab", count=open_words)
    names = {_LIST: t("problem_words.tab_list"), _WORDS: words}
    st.session_state.setdefault(_PART, _LIST)
    chosen = st.segmented_control(
        t("ui.page.issues"),
        list(names),
        required=True,
        format_func=names.__getitem__,
        key=_PART,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)


def _turn() -> None:
    st.session_state[_PART] = _WORDS


def _issues(view: View) -> None:
    found = counts(view.issues)
    if not found:
        st.success(t("ui.no_issues"), icon=":material/check_circle:")
        return
    st.html(Path(__file__).parent / "issues.css")
    chosen = _severities(found)
    issues = sorted_issues(issue for issue in view.issues if issue.severity in chosen)
    table = told(issue_sentences(issues, locale=locale()))
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
        else:
            place = int(shown.index[at])
            issue_detail(view, issues[place], shown.iloc[at].to_dict())


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
