"""The fields of one indicator: anchors, curve, rule for the unknown, weight, off."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

import streamlit as st

from scoring import MISSING
from scoring.curve import CURVES
from study.criteria_lines import Group, Line
from ui.criteria.curve_picture import picture, ticks
from ui.criteria.draft import draft, field_key, refill, take, to_standard, typed
from ui.criteria.words import told, unit_of
from ui.session.view import View
from ui.session.words import t
from ui.templates import html

_POINTS = 100.0
_STEPS = {"share": 0.05, "severity": 1.0, "step": 1.0, "yes": 1.0, "yuan": 100.0}
_FEWEST = 2


def editor(view: View, group: Group, line: Line) -> None:
    """Draw the fields; whatever is typed is ranked at once or refused beside the field."""
    with st.container(key="criteria_editor", border=True):
        anchors, drawn, rules = st.columns([1.15, 1.25, 1], gap="large")
        with anchors:
            _anchors(view, group, line)
        with drawn:
            marks = [(at, told(value, line.indicator.unit)) for at, value in ticks(line)]
            st.html(
                html("criteria_large", picture=picture(line, width=380, height=160), ticks=marks)
            )
        with rules:
            _rules(view, group, line)


def _anchors(view: View, group: Group, line: Line) -> None:
    now = draft(line)
    heads = st.columns([1, 1, 0.62])
    unit = unit_of(line.indicator)
    heads[0].caption(t("criteria.value_in", unit=unit) if unit else t("criteria.value"))
    heads[1].caption(t("criteria.points"))
    for place, pair in enumerate(now.anchors):
        cells = st.columns([1, 1, 0.62], vertical_alignment="center")
        for side, cell in enumerate(cells[:2]):
            with cell:
                _number(view, group, line, (place, side), pair[side])
        kept = now.anchors[:place] + now.anchors[place + 1 :]
        cells[2].button(
            t("criteria.drop_anchor"),
            key=field_key(line, f"drop.{place}"),
            disabled=len(now.anchors) <= _FEWEST,
            on_click=_reshaped,
            args=(view, group, line, kept),
            type="tertiary",
        )
    st.button(
        t("criteria.add_anchor"),
        icon=":material/add:",
        key=field_key(line, "add"),
        on_click=_reshaped,
        args=(view, group, line, _with_one_more(line)),
        type="tertiary",
    )
    if now.refused:
        st.error(now.refused, icon=":material/error:")


def _number(view: View, group: Group, line: Line, at: tuple[int, int], value: float) -> None:
    place, side = at
    key = field_key(line, f"anchor.{place}.{side}")
    label = t("criteria.anchor_points" if side else "criteria.anchor_value", place=place + 1)
    st.number_input(
        label,
        value=float(value),
        step=5.0 if side else _STEPS.get(line.indicator.unit, 1.0),
        format="%.5g",
        key=key,
        on_change=partial(_anchor_typed, view, group, line, at),
        label_visibility="collapsed",
    )


def _anchor_typed(view: View, group: Group, line: Line, at: tuple[int, int]) -> None:
    value = st.session_state[field_key(line, f"anchor.{at[0]}.{at[1]}")]
    pairs = [list(pair) for pair in draft(line).anchors]
    pairs[at[0]][at[1]] = value
    typed(view, group, line, anchors=tuple((first, second) for first, second in pairs))


def _reshaped(
    view: View, group: Group, line: Line, anchors: tuple[tuple[float, float], ...]
) -> None:
    """Take a table with a row more or less; its fields are numbered anew."""
    now = draft(line)
    refill()
    take(view, group, line, replace(now, anchors=anchors))


def _with_one_more(line: Line) -> tuple[tuple[float, float], ...]:
    """Return the anchors with one in the middle of the widest step: the curve stays as it is."""
    anchors = draft(line).anchors
    steps = [after[0] - before[0] for before, after in pairwise(anchors)]
    place = steps.index(max(steps))
    (low, first), (high, last) = anchors[place : place + 2]
    middle = ((low + high) / 2, (first + last) / 2)
    return (*anchors[: place + 1], middle, *anchors[place + 1 :])


def _rules(view: View, group: Group, line: Line) -> None:
    now = draft(line)
    _choice(view, group, line, "curve", CURVES)
    _choice(view, group, line, "missing", MISSING)
    weight = field_key(line, "weight")
    st.number_input(
        t("criteria.weight"),
        min_value=0.01,
        value=float(now.weight),
        step=0.1,
        format="%.4g",
        key=weight,
        help=t("criteria.weight_help"),
        on_change=lambda: typed(view, group, line, weight=st.session_state[weight]),
    )
    used = field_key(line, "used")
    st.toggle(
        t("criteria.use"),
        value=not now.off,
        key=used,
        on_change=lambda: typed(view, group, line, off=not st.session_state[used]),
    )
    if line.changed:
        st.button(
            t("criteria.to_standard"),
            icon=":material/undo:",
            key=field_key(line, "standard"),
            on_click=to_standard,
            args=(view, group, line),
            type="tertiary",
        )


def _choice(view: View, group: Group, line: Line, name: str, codes: tuple[str, ...]) -> None:
    key = field_key(line, name)
    st.selectbox(
        t(f"criteria.{name}"),
        codes,
        index=codes.index(getattr(draft(line), name)),
        format_func=lambda code: t(f"criteria.{name}.{code}"),
        key=key,
        on_change=lambda: typed(view, group, line, **{name: st.session_state[key]}),
        filter_mode=None,
    )
