"""The rules of the study as sentences with switches: what counts, how tight it is, what it says."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from phasing import Programme
from study.decisions import Decision
from study.propose import phasing_problem
from study.read import from_text
from study.rule_lines import with_number, without_rule
from study.rule_switches import switched
from study.saving import Written
from tables import InputError
from ui.drawn.key_figures import programme
from ui.drawn.table_file import csv_file
from ui.frame.turning import turn
from ui.plan.rules.listed import NUMBERS, SHARES, Group, Line, groups
from ui.plan.rules.new import new_rule
from ui.plan.rules.rows import beside, gates, others, tightness
from ui.session import keeping
from ui.session.chosen import proposal_box
from ui.session.edits import digest
from ui.session.keeper import keeper
from ui.session.view import View
from ui.session.words import plain, sentence, t
from ui.styles import style
from ui.templates import html

KIND = "rule"
_MOST = 30  # rules of a group that are drawn at once: each has four fields
_WHOLE = 100
_MOST_WHOLE = 2.0**53  # a browser knows whole numbers below it
_SPLIT = [5.4, 2.3, 1.25, 0.5, 0.5]  # sentence, tightness, number, negotiate, delete
_PROBLEM = "rules.problem"


def show(view: View) -> None:
    """Draw the section."""
    style("rules")
    with st.container(key="rules_bar", horizontal=True, vertical_alignment="center"):
        _undo(view)
        st.space("stretch")
        place = st.container(width="content")
        with st.container(width=232):
            plan = programme(view, proposal_box(view))
    if problem := st.session_state.pop(_PROBLEM, None):
        st.error(problem, icon=":material/error:")
    file = keeper().open(view.written.path)
    try:
        found = groups(view, file.text, plan)
    except InputError as error:
        st.error(sentence(error), icon=":material/error:")
        return
    with place:
        _download(found)
    new_rule(view, partial(_kept, view, file))
    for group in found:
        _group(view, file, group, plan)
    st.html(html("rules_others", kinds=[], lines=beside(view)))


def _group(view: View, file: Written, group: Group, plan: Programme) -> None:
    """Draw a group: its rules with switches, then what follows from data and choices."""
    with st.container(key=f"rules_{group.name}"):
        off = sum(not line.written.on for line in group.lines)
        code = "plan_page.rules.counts_off" if off else "plan_page.rules.counts"
        told = t(code, count=len(group.lines), off=off) if group.lines else ""
        st.html(html("rules_head", title=t(f"plan_page.rules.group.{group.name}"), told=told))
        most = int(st.session_state.get(f"rules.most.{group.name}", _MOST))
        for line in group.lines[:most]:
            _line(view, file, line)
        if len(group.lines) > most:
            st.button(
                t("plan_page.rules.more", count=len(group.lines) - most),
                key=f"rules.more.{group.name}", type="tertiary",
                on_click=_more, args=(group.name, most),
            )  # fmt: skip
        _following(view, group, plan)


def _following(view: View, group: Group, plan: Programme) -> None:
    lines = gates(view) if group.name == "entry" else []
    kinds = others(group, plan)
    if kinds or lines:
        st.html(html("rules_others", kinds=kinds, lines=lines))
    if group.name == "money" and st.button(
        t("plan_page.rules.to_data"), key="rules.to_data", type="tertiary",
        icon=":material/upload_file:",
    ):  # fmt: skip
        turn("data")


def _more(group: str, most: int) -> None:
    st.session_state[f"rules.most.{group}"] = most + _MOST


def _line(view: View, file: Written, line: Line) -> None:
    """Draw one rule: switch with the sentence, how tight it is, its number, the ways out."""
    one = line.written
    key = f"{one.place}.{digest(file)[:8]}"
    said, tight, field, ask, drop = st.columns(_SPLIT, vertical_alignment="center")
    with said:
        st.toggle(
            plain(line.said), value=one.on, key=f"rule.on.{key}",
            help=plain(one.note) if one.note else None,
            on_change=_switched, args=(view, file, line),
        )  # fmt: skip
    tight.html(html("rules_tight", on=one.on, **tightness(line)))
    with field:
        _number(view, file, line, key)
    if line.slack and line.slack.tight and ask.button(
        "", key=f"rule.ask.{key}", icon=":material/handshake:", type="tertiary",
        help=t("plan_page.rules.loosen"),
    ):  # fmt: skip
        turn("negotiate")
    drop.button(
        "", key=f"rule.drop.{key}", icon=":material/delete:", type="tertiary",
        help=t("plan_page.rules.drop"), on_click=_dropped, args=(view, file, line),
    )  # fmt: skip


def _number(view: View, file: Written, line: Line, key: str) -> None:
    rule = line.written.rule
    name = NUMBERS.get(rule.kind)
    if name is None:
        return
    share = name in SHARES or rule.kind == "share_cap"
    shown = field_value(float(getattr(rule, name)), share=share)
    label, field = t(f"plan_page.rules.number.{'percent' if share else name}"), f"rule.number.{key}"
    st.number_input(
        label, value=shown, min_value=0 if isinstance(shown, int) else 0.0,
        key=field, label_visibility="collapsed", help=label,
        on_change=_numbered, args=(view, file, line, field),
    )  # fmt: skip


def field_value(value: float, *, share: bool) -> float:
    """Return a rule's number as its field takes it: whole where it is, as far as browsers count.

    >>> field_value(0.35, share=True), field_value(1e16, share=False)
    (35, 1e+16)
    """
    shown = round(value * _WHOLE, 4) if share else value
    return int(shown) if shown.is_integer() and shown < _MOST_WHOLE else shown


def _switched(view: View, file: Written, line: Line) -> None:
    one = line.written
    about = {"rule": one.rule.as_dict(), "on": not one.on}
    _kept(view, file, lambda text: switched(text, one.place, on=not one.on), about)


def _numbered(view: View, file: Written, line: Line, field: str) -> None:
    one, asked = line.written, st.session_state.get(field)
    if asked is None:
        return
    name = NUMBERS[one.rule.kind]
    share = name in SHARES or one.rule.kind == "share_cap"
    value = round(asked / _WHOLE, 6) if share else asked
    about = {"rule": one.rule.as_dict(), "key": name, "value": value}
    _kept(view, file, lambda text: with_number(text, one.place, name, value), about)


def _dropped(view: View, file: Written, line: Line) -> None:
    one = line.written
    about = {"rule": one.rule.as_dict(), "dropped": True}
    _kept(view, file, lambda text: without_rule(text, one.place), about)


def _kept(
    view: View, file: Written, change: Callable[[str], str], about: Mapping[str, Any]
) -> None:
    """Keep a change of the file once it fits the study; what does not is said instead."""
    try:
        text = change(file.text)
        phasing_problem(view.ranked, from_text(text, file.path).choices)
    except InputError as error:
        st.session_state[_PROBLEM] = sentence(error)
        return
    if text != file.text:
        keeping.keep(view, file, text, Decision(kind=KIND, about=about))


def _undo(view: View) -> None:
    back = keeping.what_can_be_undone(view.written.path).back
    if back is not None and back.kind == KIND:
        st.button(
            t("plan_page.rules.undo"), key="rules.undo", icon=":material/undo:",
            on_click=keeping.undo, args=(view.written.path,),
        )  # fmt: skip


def _download(found: list[Group]) -> None:
    rows = [
        (t(f"plan_page.rules.group.{group.name}"), said, on, note)
        for group in found
        for said, on, note in (
            *((line.said, line.written.on, line.written.note) for line in group.lines),
            *((said, True, "") for lines in group.others.values() for said in lines),
        )
    ]
    shown = [
        (group, said, t(f"plan_page.rules.{'on' if on else 'off'}"), note)
        for group, said, on, note in rows
    ]
    heads = [t(f"plan_page.rules.file.{name}") for name in ("group", "rule", "counts", "note")]
    st.download_button(
        t("plan_page.rules.file"), csv_file(pd.DataFrame(shown, columns=heads), heads),
        file_name=f"{t('ui.section.plan.rules')}.csv", mime="text/csv",
        icon=":material/download:", key="rules.file",
    )  # fmt: skip
