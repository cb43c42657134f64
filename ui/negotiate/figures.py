"""Four figures of a price: value lost with its range, estates, money, people."""

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from phasing.negotiation.difference import Difference
from phasing.negotiation.price import Price
from study.negotiation.outward import SHARE_DIGITS, down, up
from ui.session.words import gap, number, percent, t, wan

_PLAIN: Mapping[str, Any] = {"delta_color": "off", "delta_arrow": "off", "border": True}
_TENTHS, _HUNDREDTHS = 1, 2
_KINDS = ("earlier", "later", "enters", "leaves")


def figures(found: Price, *, proven: bool) -> None:
    """Draw how sure the price is and its four figures.

    The best plan loses no more than one found at once: until that is proven, so much at most.
    """
    if found.after is None or found.difference is None:
        return
    code = "negotiate_page.proven" if proven else "negotiate_page.first"
    st.caption(t(code, gap=gap(found.after.gap)))
    lost, moved = st.columns(2)
    _lost(found, lost, at_most=not proven)
    _moved(found.difference, moved)
    money, people = st.columns(2)
    money.metric(
        t("negotiate_page.figure.money"),
        wan(found.difference.moved_wan),
        t("negotiate_page.figure.money_note"),
        help=t("negotiate_page.figure.money_help"),
        **_PLAIN,
    )
    _people(found.difference, people)


def _lost(found: Price, beside: DeltaGenerator, *, at_most: bool) -> None:
    """Draw the share of the value that is lost, and between what it lies."""
    whole = abs(found.aims[0].before) if found.aims else 0.0
    if not whole:
        told = _most(number(found.lost, _TENTHS), at_most=at_most)
        beside.metric(t("negotiate_page.figure.lost"), told, **_PLAIN)
        return
    beside.metric(
        t("negotiate_page.figure.lost"),
        _most(percent(found.lost / whole, _HUNDREDTHS), at_most=at_most),
        _range(found, whole),
        help=t("negotiate_page.figure.lost_help", points=number(found.lost, _TENTHS)),
        **_PLAIN,
    )


def _most(told: str, *, at_most: bool) -> str:
    return t("negotiate_page.at_most", figure=told) if at_most else told


def _range(found: Price, whole: float) -> str:
    """Return between what the loss lies; that nothing is proven of it where no range is told."""
    if math.isnan(found.lost_least):
        return t("negotiate_page.lost_no_range")
    ends = down(found.lost_least / whole, SHARE_DIGITS), up(found.lost_most / whole, SHARE_DIGITS)
    least, most = (percent(one, _HUNDREDTHS) for one in ends)
    return t("negotiate_page.lost_range", least=least, most=most)


def _moved(found: Difference, beside: DeltaGenerator) -> None:
    counts = found.people.set_index("change")["estates"]
    parts = [
        t("negotiate_page.kind_count", kind=t(f"negotiate_page.change.{kind}"), count=counts[kind])
        for kind in _KINDS
        if counts.get(kind)
    ]
    beside.metric(
        t("negotiate_page.figure.moved"),
        t("negotiate_page.estates", count=number(found.displaced)),
        t("ui.dot").join(parts) or t("negotiate_page.nobody"),
        **_PLAIN,
    )


def _people(found: Difference, beside: DeltaGenerator) -> None:
    rows = found.people.set_index("change")
    later, leaves = rows.loc["later"], rows.loc["leaves"]
    told = {"years": number(later["resident_years"]), "leaving": number(leaves["residents"])}
    beside.metric(
        t("negotiate_page.figure.delayed"),
        t("negotiate_page.people", count=number(later["residents"])),
        t("negotiate_page.delayed_note", **told),
        help=t("negotiate_page.resident_years_help"),
        **_PLAIN,
    )
