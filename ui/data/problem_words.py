"""Keywords in the ledger's text of problems: what each means, confirmed by a person once."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Literal

import pandas as pd
import streamlit as st

from reports.issues import issue_sentences
from scoring.facts.problems import NONE
from study.problems import ITEMS, suggestions
from tables import ESTATES
from ui.criteria.changes import changes_bar
from ui.data import words_draft
from ui.session import unwritten
from ui.session.view import Opened, View
from ui.session.words import locale, number, plain, t
from ui.session.work import Shelf
from ui.styles import style
from ui.templates import html

_OPTIONS = (*ITEMS, NONE)
_WIDTHS = [1.35, 1, 2.6]
_SAID = tuple(
    f"facts.problem_{told}" for told in ("filled", "contradicts", "doubtful", "unfitting")
)

Row = Mapping[Any, Any]
Kind = Literal["primary", "secondary"]


def waiting(view: View) -> int:
    """Return how many keywords wait for an answer that would fill something."""
    return int(_waits(_found(view)).sum())


def problem_words(view: View, at: Opened) -> None:
    """Draw the keywords, what each is said to mean, and what that changes."""
    unwritten.turn_to(view.written.path)
    now, chosen = _found(view), words_draft.draft()
    shown = suggestions(view.ranked.measured, chosen) if chosen else now
    style("criteria", "words")
    st.caption(t("problem_words.lead"))
    changes_bar(view, at, nothing="problem_words.nothing")
    if now.empty:
        st.info(t("problem_words.none_found"))
        return
    rows = now.assign(fills=shown.set_index("keyword")["fills"].reindex(now["keyword"]).array)
    _actions(view, at, now)
    open_ = _waits(now)
    some = open_ | now["answered"].ne("") & now["item"].ne(NONE)
    with st.container(key="words"):
        _group(rows[open_], "problem_words.waiting", expanded=True)
        _group(rows[some & ~open_], "problem_words.answered", expanded=not open_.any())
        _group(rows[~some], "problem_words.idle", expanded=False)
        _own_word(now)
    _told(view)


@st.cache_resource(show_spinner=False)
def _tables() -> Shelf[pd.DataFrame]:
    return Shelf(8)


def _found(view: View) -> pd.DataFrame:
    """Return the keywords of a study with the answers that count now."""
    key = view.key + repr(view.choices.answers)
    return _tables().keep(key, lambda: suggestions(view.ranked.measured))


def _waits(rows: pd.DataFrame) -> pd.Series:
    return rows["answered"].eq("") & rows["item"].ne(NONE) & rows["fills"].gt(0)


def _actions(view: View, at: Opened, now: pd.DataFrame) -> None:
    """Draw how many wait, and the ways to answer them all, to take the answers over, to go back."""
    chosen = words_draft.draft()
    open_ = now[_waits(now)]
    left = open_[~open_["keyword"].isin(list(chosen))]
    if refused := st.session_state.pop(words_draft.REFUSED, None):
        st.error(refused, icon=":material/error:")
    told, *buttons = st.columns([2.2, 1, 1, 1], vertical_alignment="center")
    with told:
        code = "problem_words.open" if len(open_) else "problem_words.all_answered"
        picked = t("problem_words.chosen", count=number(len(chosen))) if chosen else ""
        st.markdown(t(code, count=number(len(open_))) + picked)
    calls: tuple[tuple[str, bool, Callable[[], None], Kind], ...] = (
        ("adopt", bool(len(left)), partial(words_draft.adopt, _pairs(left)), "secondary"),
        ("forget", bool(chosen), words_draft.forget, "secondary"),
        ("apply", bool(chosen), partial(words_draft.apply, view, at), "primary"),
    )
    for place, (name, able, call, kind) in zip(buttons, calls, strict=True):
        place.button(
            t(f"problem_words.{name}"),
            key=f"problem_words.{name}",
            on_click=call,
            disabled=not able,
            type=kind,
            width="stretch",
        )


def _group(rows: pd.DataFrame, code: str, *, expanded: bool) -> None:
    if rows.empty:
        return
    with st.expander(t(code, count=number(len(rows))), expanded=expanded):
        for place, side in zip(st.columns(_WIDTHS), ("left", "field", "right"), strict=True):
            place.html(html("word_head", side=side))
        for row in rows.to_dict("records"):
            _row(row)


def _row(row: Row) -> None:
    """Draw a keyword: what is suggested, the field of what it means, how many, an example."""
    word, chosen = str(row["keyword"]), words_draft.draft()
    item = chosen.get(word, row["answered"])
    key = words_draft.field_key(word)
    st.session_state[key] = item or None
    left, field, right = st.columns(_WIDTHS, vertical_alignment="center")
    left.html(html("word_left", word=word, item=_item(row["item"])))
    field.selectbox(
        t("problem_words.means", word=plain(word)),
        _OPTIONS,
        index=None,
        format_func=_item,
        placeholder=t("problem_words.unanswered"),
        key=key,
        on_change=_chosen,
        args=(word, str(row["answered"])),
        label_visibility="collapsed",
    )
    state = "changed" if word in chosen else "answered" if row["answered"] else "waiting"
    right.html(html("word_right", row=row, state=state, number=number))


def _chosen(word: str, answered: str) -> None:
    words_draft.choose(word, st.session_state[words_draft.field_key(word)] or "", answered)


def _own_word(now: pd.DataFrame) -> None:
    """Draw the form for a keyword the list does not hold, and those added and not taken over."""
    known = set(now["keyword"])
    with st.expander(t("problem_words.own")), st.form("problem_words.own", border=False):
        word, item, add = st.columns([1.4, 1, 0.7], vertical_alignment="bottom")
        typed = word.text_input(t("problem_words.own_word"), max_chars=20)
        means = item.selectbox(t("problem_words.own_means"), _OPTIONS, format_func=_item)
        added = add.form_submit_button(t("problem_words.add"), width="stretch")
    if added and typed.strip():
        words_draft.choose(typed.strip(), means, "")
        st.rerun()
    if mine := {word: item for word, item in words_draft.draft().items() if word not in known}:
        said = (t("problem_words.pair", word=plain(w), item=_item(i)) for w, i in mine.items())
        st.caption(t("problem_words.own_chosen", words=t("ui.comma").join(said)))


def _told(view: View) -> None:
    """Say what was filled from the text, where text and inspection disagree, what fits nothing."""
    issues = [issue for issue in view.issues if issue.code in _SAID]
    for told in issue_sentences(issues, locale=locale())["sentence"]:
        st.caption(plain(told))


def _pairs(rows: pd.DataFrame) -> dict[str, str]:
    return dict(zip(rows["keyword"], rows["item"], strict=True))


def _item(name: str) -> str:
    return t("problem_words.none") if name == NONE else ESTATES.column(name).header(locale())
