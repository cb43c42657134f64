"""Questions to answer: what is asked, where, what may be answered, and what is written."""

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from intake.placing.coordinates import known_crs
from reports.issues import issue_sentences
from study.editing import Path
from tables import TABLES, InputError
from ui.data import answers_draft
from ui.data.answer_words import option_word, topic_word
from ui.data.answers_bar import answers_bar
from ui.data.asked import TOPICS, Asked, asked
from ui.session import unwritten
from ui.session.reading import Given
from ui.session.words import locale, number, plain, sentence, t
from ui.templates import html

_PAGE = 20
_SHOWN = "data.shown"
_SIDE_BY_SIDE = 4  # answers shown all at once; more of them go into a box
_SPLIT = [1.75, 1]


def data_questions(given: Given) -> None:
    """Draw the open questions and those answered."""
    unwritten.turn_to(given.written.path)
    open_ = asked(given.issues)
    st.caption(t("data.questions_lead"))
    answers_bar(given)
    if open_:
        _actions(open_)
    elif given.inputs is not None:
        st.success(t("data.no_questions"), icon=":material/check_circle:")
    shown = open_[: st.session_state.get(_SHOWN, _PAGE)]
    for topic in dict.fromkeys(one.topic for one in shown):
        _topic(topic, [one for one in shown if one.topic == topic], open_)
    if len(shown) < len(open_):
        left = number(len(open_) - len(shown))
        st.button(t("data.more", count=left), on_click=_more, key="data.more")
    _answered(given)


def _more() -> None:
    st.session_state[_SHOWN] = st.session_state.get(_SHOWN, _PAGE) + _PAGE


def _actions(open_: Sequence[Asked]) -> None:
    """Draw how many wait, and the way to take every proposal at once."""
    chosen = answers_draft.draft()
    left = {one.path: one.proposed for one in open_ if one.proposed and one.path not in chosen}
    told, button = st.columns(_SPLIT, vertical_alignment="center")
    counts = sum(one.counts for one in open_)
    code = "data.open_counting" if counts else "data.open"
    told.markdown(t(code, count=number(len(open_)), counts=number(counts)))
    button.button(
        t("data.adopt", count=number(len(left))),
        key="data.adopt",
        on_click=answers_draft.adopt,
        args=(left,),
        disabled=not left,
        width="stretch",
    )


def _topic(topic: str, shown: Sequence[Asked], open_: Sequence[Asked]) -> None:
    whole = sum(one.topic == topic for one in open_)
    st.html(html("data_topic", name=topic_word(topic), count=number(whole)))
    for one in shown:
        with st.container(border=True, key=answers_draft.field_key(one.path, "question")):
            _question(one)


def _question(one: Asked) -> None:
    told, field = st.columns(_SPLIT, gap="large")
    table = issue_sentences(one.issues, locale=locale(), here=True)
    rows = table.assign(row=[str(row) if row > 0 else "" for row in table["row"].fillna(0)])
    state = "chosen" if one.path in answers_draft.draft() else "counts" if one.counts else ""
    told.html(html("data_question", rows=rows.to_dict("records"), state=state))
    with field:
        _field(one)


def _field(one: Asked) -> None:
    """Draw the answers to choose from; free text where there are none, or others may be right."""
    key, chosen = answers_draft.field_key(one.path), answers_draft.draft().get(one.path)
    options = _options(one)
    how: dict[str, Any] = {
        "key": key,
        "on_change": _chosen,
        "args": (one.path, key),
        "label_visibility": "collapsed",
    }
    st.session_state[key] = chosen if chosen in options else None
    label = plain(t("data.answer", topic=topic_word(one.topic), name=one.path[-1]))
    words = {option: _word(one, option) for option in options}
    if len(options) > _SIDE_BY_SIDE:
        how |= {"format_func": words.__getitem__, "placeholder": t("data.choose")}
        st.selectbox(label, options, index=None, **how)
    elif options:
        st.radio(label, options, index=None, format_func=lambda n: plain(words[n]), **how)
    if not options or one.topic == "crs":
        _own_words(one, "" if chosen in options else chosen or "")


def _own_words(one: Asked, typed: str) -> None:
    key = answers_draft.field_key(one.path, "text")
    st.session_state[key] = typed
    code = "data.own_crs" if one.topic == "crs" else "data.own"
    st.text_input(t(code), key=key, on_change=_chosen, args=(one.path, key), max_chars=2000)
    if typed and one.topic == "crs":
        try:
            known_crs(typed, file=one.path[-1])
        except InputError as error:
            st.error(sentence(error), icon=":material/error:")


def _chosen(path: Path, key: str) -> None:
    answers_draft.choose(path, str(st.session_state[key] or "").strip() or None)


def _options(one: Asked) -> list[str]:
    if one.topic != "columns":
        return list(one.options)
    table = next((issue.table for issue in one.issues if issue.table in TABLES), "")
    others = TABLES[table].names if table else ()
    return list(dict.fromkeys([*one.options, *others]))


def _word(one: Asked, option: str) -> str:
    table = one.issues[0].table
    path = ("columns", table) if one.topic == "columns" else one.path
    word = option_word(path, option)
    return t("data.proposed", word=word) if option == one.proposed else word


def _answered(given: Given) -> None:
    """List what study.yaml has answered; each can be asked again."""
    rows = list(_told(given.written.choices.answers))
    if not rows:
        return
    with st.expander(t("data.answered", count=number(len(rows)))):
        for path, answer in rows:
            topic, place, said, button = st.columns(
                [0.8, 1.6, 1.6, 0.6], vertical_alignment="center"
            )
            topic.markdown(topic_word(path[0]))
            place.markdown(plain(t("ui.dot").join(path[1:])))
            said.markdown(plain(option_word(path, answer)))
            button.button(
                t("data.take_back"),
                key=f"data.back.{'/'.join(path)}",
                on_click=answers_draft.take_back,
                args=(path,),
                disabled=path in answers_draft.draft(),
                type="tertiary",
            )


def _told(answers: Mapping[str, Any], path: Path = ()) -> list[tuple[Path, str]]:
    """Return each answer to the importer with its place."""
    found = []
    for key, value in answers.items():
        place = (*path, str(key))
        if place[0] not in TOPICS:
            continue
        found += _told(value, place) if isinstance(value, Mapping) else [(place, str(value))]
    return found
