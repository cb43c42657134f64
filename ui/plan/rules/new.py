"""A new rule from a short menu: which kind, then its fields."""

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from phasing.entries import MEASURES
from phasing.rules import rule_from_dict
from phasing.rules.amounts import LEVELS
from study.rule_lines import with_rule
from tables import InputError
from ui.session.view import View
from ui.session.words import sentence, t

Kept = Callable[[Callable[[str], str], Mapping[str, Any]], None]

FIELDS: Mapping[str, tuple[str, ...]] = {
    "cap": ("measure", "year", "at_most"),
    "floor": ("level", "zone", "measure", "at_least"),
    "lock_in": ("estate_id", "year"),
    "lock_out": ("estate_id",),
    "not_before": ("estate_id", "year"),
    "start_by": ("estate_id", "year"),
    "together": ("cluster_id",),
    "precede": ("first", "then", "years"),
}
"""The kinds of rules of the menu, each with the fields that are asked for."""

_ESTATES = ("estate_id", "first", "then")
_PROBLEM = "rule_new.problem"


def new_rule(view: View, kept: Kept) -> None:
    """Draw the menu; `kept` takes the change of the text and what it is about."""
    with st.expander(t("plan_page.rules.new"), icon=":material/add:"):
        columns = st.columns([1.2, 1.2, 1.2, 1.2, 1.2, 0.8], vertical_alignment="bottom")
        with columns[0]:
            kind = st.selectbox(
                t("plan_page.rules.new_kind"), list(FIELDS), key="rule_new.kind",
                format_func=lambda name: t(f"plan_page.rules.new.{name}"), filter_mode=None,
            )  # fmt: skip
        for column, field in zip(columns[1:], FIELDS[kind], strict=False):
            with column:
                _field(view, kind, field)
        columns[-1].button(
            t("plan_page.rules.add"), key="rule_new.add", type="primary", width="stretch",
            on_click=_added, args=(kind, kept),
        )  # fmt: skip
        if problem := st.session_state.pop(_PROBLEM, None):
            st.error(problem, icon=":material/error:")


def _field(view: View, kind: str, field: str) -> None:
    label, key = t(f"plan_page.rules.field.{field}"), _key(kind, field)
    if field in {"at_most", "at_least", "years"}:
        st.number_input(label, min_value=0, value=1 if field == "years" else 100, key=key)
    elif field in _ESTATES:
        rows = view.estates[["estate_id", "name"]].fillna("").astype(str).to_numpy()
        names = {code: t("plan_page.rules.estate", name=name, id=code) for code, name in rows}
        st.selectbox(
            label, list(names), format_func=names.__getitem__, key=key, index=None,
            placeholder=t("ui.search"), filter_mode="contains",
        )  # fmt: skip
    else:
        options = _options(view, kind, field)
        st.selectbox(
            label, list(options), format_func=options.__getitem__, key=key, filter_mode=None
        )


def _options(view: View, kind: str, field: str) -> dict[Any, str]:
    if field == "measure":
        return {name: t(f"measure.{name}") for name in MEASURES}
    if field == "year":
        return {year: str(year) for year in view.choices.horizon}
    if field == "level":
        return {name: t(f"column.{name}") for name in ("street", *_without_street())}
    column = "cluster_id"
    if field == "zone":
        column = str(st.session_state.get(_key(kind, "level")) or "street")
    return {name: name for name in sorted(view.estates[column].dropna().astype(str).unique())}


def _without_street() -> list[str]:
    return [name for name in LEVELS if name != "street"]


def _key(kind: str, field: str) -> str:
    return f"rule_new.{kind}.{field}"


def _added(kind: str, kept: Kept) -> None:
    given = {field: st.session_state.get(_key(kind, field)) for field in FIELDS[kind]}
    if any(value in (None, "") for value in given.values()):
        st.session_state[_PROBLEM] = t("plan_page.rules.incomplete")
        return
    try:
        rule = rule_from_dict({"rule": kind, **given})
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)
        return
    kept(lambda text: with_rule(text, rule), {"rule": rule.as_dict(), "added": True})
