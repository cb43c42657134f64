"""The weights in force: how they were found, and a bar a criterion on its side."""

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from reports.weight_words import table_words
from scoring import Judgement
from study.weighing import Weighing
from study.weight_issues import ratio_text
from ui.criteria.changes import changes_bar
from ui.session import pending, seen, state
from ui.session.keeper import keeper
from ui.session.view import Opened, View
from ui.session.words import locale, percent, t
from ui.styles import style
from ui.templates import html

_SIDES = ("need", "readiness")


def in_force(view: View) -> None:
    """Draw where the weights come from and what they are."""
    how = view.choices.weighing
    lines = [origin(how), *consistency(how.said, view.choices.day_of_law)]
    if view.opened is not None and _session_only(view.opened):
        lines.append(t("weights_page.session_only"))
    st.html(html("weights_now", lines=lines, sides=_sides(view)))
    if view.opened is not None and (view.opened.refused or seen.changed_here(view.written.path)):
        style("criteria")
        changes_bar(view, view.opened)


def _session_only(at: Opened) -> bool:
    """Return whether sliders stand otherwise than the study says and cannot be written into it."""
    moved = state.chosen_shares(at.shares) != at.shares
    return moved and not pending.direct(keeper().open(at.written.path).text)


def origin(how: Weighing) -> str:
    """Return how the weights were found, in one sentence."""
    if how.base is not None:
        share = percent(how.stated_share) if how.stated_share is not None else ""
        code = "weights_page.from.blend" if share else "weights_page.from.multiply"
        objective = t(f"weights_page.method.{how.objective}")
        return t(code, share=share, stated=_short(how.base), objective=objective)
    if how.panel is not None:
        voices = len(how.panel.group.experts)
        return t(f"weights_page.from.experts_{how.panel.group.aggregate}", experts=voices)
    return t(f"weights_page.from.{_kind(how)}")


def _short(how: Weighing) -> str:
    kind = "experts" if how.panel is not None else _kind(how)
    return t(f"weights_page.method.{kind}")


def _kind(how: Weighing) -> str:
    return how.kind if how.stated is None else how.stated.method


def consistency(how: Weighing, day: dt.date | None = None) -> list[str]:
    """Return CR with its method, random-index table and date; nothing without comparisons."""
    if how.judgement is None:
        return []
    told = [judged(how.judgement)]
    if day is not None:
        told.append(t("weights_page.day", day=day.isoformat()))
    return told


def judged(judgement: Judgement) -> str:
    """Return λmax, CI and CR of judgements, with the method and the table named."""
    return t(
        "weights_page.judged",
        method=t(f"weights.method.{judgement.method}"),
        largest=f"{judgement.lambda_max:.3f}",
        index=f"{judgement.consistency_index:.3f}",
        ratio=ratio_text(judgement.consistency_ratio),
        table=table_words(judgement.table, locale=locale()),
        verdict=t(judgement.code),
    )


def _sides(view: View) -> list[Mapping[str, object]]:
    tree, shares = view.ranked.tree, view.ranked.weights.shares
    most = max(shares.values())
    return [
        {
            "side": side,
            "name": t(f"weights_page.side.{side}"),
            "share": percent(sum(shares.get(key, 0.0) for key in tree.side(side)), 1),
            "criteria": [
                {
                    "name": tree.name(locale(), key),
                    "side": side,
                    "share": percent(shares.get(key, 0.0), 1),
                    "width": shares.get(key, 0.0) / most,
                }
                for key in tree.side(side)
            ],
        }
        for side in _SIDES
    ]
