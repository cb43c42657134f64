"""Weights by several methods side by side, each to be taken into this session."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from study.weighing import OBJECTIVE
from study.weight_trial import Trial
from tables import InputError
from ui.session.view import View
from ui.session.words import locale, percent, plain, sentence, t
from ui.templates import html
from ui.weights import expert_group, own_judgements
from ui.weights.taking import FIRST, take, tried, yaml_lines
from ui.weights.weighing_words import sentences

_FULL = 100
_HALF = 50
_SHARE, _OBJECTIVE = "weights_page.share", "weights_page.objective"


@dataclass(frozen=True)
class _Column:
    """One method: its name, what stands under `weights:` for it, and what it comes to."""

    name: str
    given: Any
    trial: Trial


def compared(view: View) -> None:
    """Draw a column a method, criteria down the side, and a button to take each."""
    st.markdown(f"##### {t('weights_page.compare')}")
    st.caption(t("weights_page.compare_lead", first=FIRST))
    blend = _blend(view)
    columns = _columns(view, blend)
    places = st.columns([1.15] + [1] * len(columns), gap="small")
    with places[0]:
        st.html(html("weights_names", names=_names(view)))
    most = max(max(column.trial.weights.shares.values()) for column in columns)
    for place, column in zip(places[1:], columns, strict=True):
        with place:
            _draw(view, column, most)
    _said(columns)
    _lines(columns)


def _blend(view: View) -> dict[str, Any]:
    """Return the blend the controls ask for, of what the study states and an objective method."""
    with st.container(horizontal=True, vertical_alignment="center", key="blend"):
        objective = st.segmented_control(
            t("weights_page.objective"),
            ["critic", "entropy"],
            default="critic",
            required=True,
            format_func=lambda name: t(f"weights_page.method.{name}"),
            key=_OBJECTIVE,
            persist_state="session",
        )
        share = st.slider(
            t("weights_page.share"), 0, _FULL, _HALF, 5, "%d%%", key=_SHARE, width=320,
            persist_state="session",
        )  # fmt: skip
    stated = _stated(view)
    return {"blend": {"stated": stated, "objective": objective, "stated_share": share / _FULL}}


def _stated(view: View) -> Any:  # noqa: ANN401 - what stands under `weights:`
    """Return the weights people gave as shares, zeros left out.

    Those in force, of a blend its stated half; while objective ones are in force, the study's own.
    """
    how, weights = view.choices.weighing, view.ranked.weights
    if how.base is not None and how.base.stated is not None:
        weights = how.base.stated
    elif how.kind in OBJECTIVE and view.opened is not None:
        weights = view.opened.filed.weights
    shares = weights.shares
    return exact({key: share for key, share in shares.items() if share})


def exact(shares: Mapping[str, float]) -> dict[str, float]:
    """Return shares at six decimals that add up to 1 all the same; the largest takes the rest.

    >>> exact({"a": 1 / 3, "b": 2 / 3})
    {'a': 0.333333, 'b': 0.666667}
    """
    found = {key: round(share, 6) for key, share in shares.items()}
    largest = max(found, key=lambda key: found[key])
    rest = sum(share for key, share in found.items() if key != largest)
    return found | {largest: round(1 - rest, 6)}


def _columns(view: View, blend: Mapping[str, Any]) -> list[_Column]:
    asked: list[tuple[str, Any]] = [("now", exact(view.ranked.weights.shares))]
    asked += [("own", own_judgements.given(view)), ("experts", expert_group.given(view))]
    asked += [("equal", "equal"), ("entropy", "entropy"), ("critic", "critic"), ("blend", blend)]
    found = []
    for name, given in asked:
        if given is None:
            continue
        try:
            found.append(_Column(name, given, tried(view, given)))
        except InputError as error:
            st.caption(f"{t(f'weights_page.method.{name}')}: {sentence(error)}")
    return found


def _names(view: View) -> list[dict[str, str]]:
    tree = view.ranked.tree
    sides = {key: side for side in ("need", "readiness") for key in tree.side(side)}
    return [{"name": tree.name(locale(), key), "side": sides[key]} for key in tree.keys]


def _draw(view: View, column: _Column, most: float) -> None:
    shares = column.trial.weights.shares
    sides = {item["name"]: item["side"] for item in _names(view)}
    bars = [
        {
            "width": shares.get(key, 0.0) / most,
            "share": percent(shares.get(key, 0.0), 1),
            "side": side,
        }
        for key, side in zip(view.ranked.tree.keys, sides.values(), strict=True)
    ]
    now = column.name == "now"
    leaving = len(column.trial.leaving)
    foot = (
        t("weights_page.in_force") if now else t("weights_page.leaving", first=FIRST, count=leaving)
    )
    name = t(f"weights_page.method.{column.name}")
    st.html(html("weights_column", name=name, bars=bars, foot=foot, now=now))
    if not now:
        st.button(
            t("weights_page.take"),
            key=f"take.{column.name}",
            on_click=take,
            args=(view, column.given, shares),
            width="stretch",
        )


def _said(columns: Sequence[_Column]) -> None:
    """Say what the methods had to decide otherwise: criteria that tell no estates apart, …."""
    told = {line: None for column in columns for line in sentences(column.trial.issues)}
    if told:
        with st.expander(t("weights_page.warnings", count=len(told))):
            st.markdown("\n".join(f"- {plain(line)}" for line in told))


def _lines(columns: Sequence[_Column]) -> None:
    """Show the lines of study.yaml that each method is written with."""
    with st.expander(t("weights_page.yaml")):
        st.caption(t("weights_page.yaml_lead"))
        names = {t(f"weights_page.method.{column.name}"): column for column in columns}
        chosen = st.selectbox(
            t("weights_page.yaml"), list(names), label_visibility="collapsed", key="yaml.method"
        )
        if chosen:
            st.code(yaml_lines(names[chosen].given), language="yaml")
