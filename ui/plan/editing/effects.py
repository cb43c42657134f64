"""What the drafted edits do to the plan: their price so far, who moves, or why they cannot be."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from phasing.negotiation.difference import Difference
from phasing.negotiation.price import Price
from phasing.rules import LockIn, LockOut, Rule
from study.negotiation.keep import BY_HAND
from study.negotiation.trial import ANEW
from tables import InputError
from ui.drawn.finding import table
from ui.negotiate import asking
from ui.negotiate.estate import names, rule_told
from ui.negotiate.figures import figures
from ui.negotiate.price_tables import (
    estates_headings,
    estates_table,
    money_headings,
    money_table,
    people_headings,
    people_table,
)
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.price import Asked
from ui.session.view import View
from ui.session.words import plain, sentence, t

_ROW_PX, _MOST_ROWS = 32, 7
_TOLD = ("not_told_apart", "better", "as_planned", "cluster_broken")


def effects(view: View, found: Asked, freeable: frozenset[str]) -> None:
    """Draw how sure the price is and its figures; or the clash and the ways out of it."""
    asking.asked(found.whole, t("plan_edit.prove"))
    known = found.known
    if known is None:
        st.caption(t("plan_edit.first_soon"))
    elif known.refused is not None:
        refused(view, known.refused, freeable)
    elif found.price is None:
        if not found.proven:
            st.caption(t("negotiate_page.first_none"))
    elif found.price.clash is not None:
        _clash(view, found.price, freeable)
    else:
        _figures(view, found.price, proven=found.proven)


def refused(view: View, error: InputError, freeable: frozenset[str]) -> None:
    """Say why the edits cannot be tried, and offer what would let them."""
    st.warning(sentence(error), icon=":material/block:")
    rule = error.values.get("rule")
    ways_out(view, [rule] if isinstance(rule, Rule) else [], freeable)


def ways_out(view: View, rules: Iterable[Rule], freeable: frozenset[str]) -> None:
    """Draw a button for each rule in the way that a person wrote or drafted."""
    drafted = {
        str(edit.about.get("estate_id")): place
        for place, edit in enumerate(edit_draft.drafted())
        if edit.kind in {"pin", "out"}
    }
    for rule in dict.fromkeys(one for one in rules if isinstance(one, BY_HAND)):
        estate, text = rule.estate_id, plain(rule_told(view, rule))
        if estate in drafted and isinstance(rule, LockIn | LockOut):
            args: tuple[Any, ...] = (edit_draft.drop, drafted[estate])
            _button(f"plan.without.{rule}", t("plan_edit.without", rule=text), args)
        elif estate in freeable:
            args = (edit_draft.release, estate)
            _button(f"plan.release.{rule}", t("plan_edit.release", rule=text), args)


def _button(key: str, label: str, does: tuple[Any, ...]) -> None:
    st.button(label, key=key, icon=":material/lock_open:", on_click=does[0], args=does[1:])


def _clash(view: View, found: Price, freeable: frozenset[str]) -> None:
    if found.clash is None:
        return
    st.warning(sentence(found.clash), icon=":material/block:")
    ways_out(view, found.clash.rules, freeable)


def _figures(view: View, found: Price, *, proven: bool) -> None:
    figures(found, proven=proven)
    if found.code == ANEW:
        st.caption(t("plan_edit.measured_anew"))
    if found.code in _TOLD:
        st.caption(t(f"negotiate_page.code.{found.code}"))
    called = names(view)
    left = [estate for estate, _ in found.left_cluster]
    for code, estates in (("with_cluster", found.with_cluster), ("left_cluster", left)):
        if estates:
            listed = t("ui.comma").join(called.get(one, one) for one in estates)
            st.caption(t(f"price.{code}", names=plain(listed)))


def moved_tables(view: View, found: Difference) -> None:
    """Draw the estates whose year changes, the money that moves, the people concerned."""
    moved = estates_table(found, names(view))
    if moved.empty:
        return
    titles = [t(f"negotiate_page.tab.{name}") for name in ("estates", "money", "people")]
    estates, money, people = st.tabs(titles, key="plan.tab", on_change="rerun")
    with estates:
        table(moved, estates_headings(), key="plan_moved", height=_height(len(moved)))
    with money:
        paid = money_table(found)
        _plain(paid, money_headings(paid))
    with people:
        _plain(people_table(found), people_headings())


def _plain(shown: Any, headings: dict[str, Any]) -> None:  # noqa: ANN401 - a table
    if shown.empty:
        st.caption(t("negotiate_page.no_money_moves"))
        return
    st.dataframe(
        shown, hide_index=True, column_config=headings, height=_height(len(shown)),
        row_height=_ROW_PX, placeholder="—",
    )  # fmt: skip


def _height(rows: int) -> int:
    return (min(rows, _MOST_ROWS) + 1) * _ROW_PX + 4
