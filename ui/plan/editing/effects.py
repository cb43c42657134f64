"""What the drafted edits do to the plan: their price so far, or why they cannot be."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from phasing.negotiation.price import Price
from phasing.rules import LockIn, LockOut, Rule
from study.negotiation.keep import BY_HAND
from tables import InputError
from ui.negotiate import asking
from ui.negotiate.estate import rule_told
from ui.negotiate.price_told import price_told
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.price import Asked
from ui.session.view import View
from ui.session.words import plain, sentence, t


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
        price_told(view, found.price, proven=found.proven)


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
