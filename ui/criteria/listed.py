"""The tree as a planner reads it: sides, criteria, and a row an indicator that opens."""

from collections.abc import Sequence

import streamlit as st

from standards import Rule
from study.criteria_lines import Group, Line
from ui.criteria.curve_picture import picture, ticks
from ui.criteria.editor import editor
from ui.criteria.words import (
    anchors_told,
    changes_told,
    direction,
    median_told,
    origin,
    unit_of,
    unknown_told,
    value_told,
)
from ui.session.view import View
from ui.session.words import locale, percent, t
from ui.templates import html

_CHOSEN = "criteria.chosen"
_SIDES = ("need", "readiness")
_COLUMNS = [14, 1.15]


def tree(view: View, groups: Sequence[Group]) -> None:
    """Draw both sides with their criteria and indicators."""
    with st.container(key="criteria_tree"):
        for side in _SIDES:
            _side(view, side, [group for group in groups if group.criterion.side == side])


def _side(view: View, side: str, own: Sequence[Group]) -> None:
    if not own:
        return
    share = percent(sum(group.share for group in own), 1)
    with st.columns(_COLUMNS)[0]:
        st.html(html("criteria_head", title=t(f"criteria.side.{side}", share=share)))
    for group in own:
        _group(view, group)


def _group(view: View, group: Group) -> None:
    name = group.criterion.names.get(locale()) or group.criterion.key
    share = t("criteria.share", share=percent(group.share, 1))
    with st.columns(_COLUMNS)[0]:
        st.html(
            html(
                "criteria_group", name=name, share=share if group.share else t("criteria.unweighed")
            )
        )
    for line in group.lines:
        _line(view, group, line)


def _line(view: View, group: Group, line: Line) -> None:
    key, rule = line.indicator.key, view.ranked.measured.rules["indicators"]
    open_now = st.session_state.get(_CHOSEN) == key
    row, button = st.columns(_COLUMNS, vertical_alignment="center")
    with row:
        st.html(_row(line, rule))
    with button:
        st.button(
            t("criteria.close" if open_now else "criteria.edit"),
            key=f"criteria.edit.{key}",
            on_click=_toggled,
            args=(key,),
            type="tertiary",
        )
    if open_now:
        editor(view, group, line)


def _row(line: Line, rule: Rule) -> str:
    own, unit = line.indicator, line.indicator.unit
    return html(
        "criteria_line",
        line=line,
        name=own.names.get(locale()) or own.key,
        unit=unit_of(own),
        direction=direction(own),
        picture=picture(line, width=200, height=46),
        anchors=anchors_told(own.anchors, unit),
        ticks=[(at, value_told(own, value)) for at, value in ticks(line)],
        median=median_told(line),
        overall=percent(line.overall, 1),
        within=t("criteria.within", share=percent(line.within)),
        rule=t(f"criteria.missing.{own.missing}"),
        unknown=unknown_told(line),
        changed=changes_told(line),
        origin=origin(line, rule),
    )


def _toggled(key: str) -> None:
    chosen = st.session_state.get(_CHOSEN)
    st.session_state[_CHOSEN] = None if chosen == key else key
