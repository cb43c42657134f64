"""Fewer years and more money: horizons side by side, what would finish earlier, what money buys."""

from typing import Any

import streamlit as st

from phasing.negotiation.front_loading import finish_in
from phasing.negotiation.horizons import horizons
from phasing.negotiation.money_curve import money_curve
from phasing.negotiation.money_worth import money_worth
from phasing.negotiation.standing import Standing
from study.negotiation.choices import AskMoney
from ui.drawn.one_of import one_of
from ui.negotiate.asking import Answer, Question, asked
from ui.negotiate.finish import finish_told
from ui.negotiate.horizons import horizons_told
from ui.negotiate.money_curve import curve_told
from ui.negotiate.money_worth import worth_told
from ui.negotiate.standing import settings, standing_key
from ui.session.view import View
from ui.session.words import sentence, t, wan

# Shares of all the money that the curve is drawn at where study.yaml names none.
_CURVE = (0.6, 0.8, 1.0, 1.2, 1.4)
_LENGTHS = (5, 3, 2)
_STEP, _FINISH = "negotiate.step", "negotiate.finish"
_LEAST_STEP, _MOST_STEP, _BY_STEP = 10.0, 1_000_000.0, 100.0


def show(view: View, proposal: str, stood: Standing) -> None:
    """Draw the section."""
    left, right = st.columns(2, gap="large")
    with left:
        _horizons(view, proposal, stood)
        _finish(view, proposal, stood)
    with right:
        _worth(view, proposal, stood)
        _curve(view, proposal, stood)


def _horizons(view: View, proposal: str, stood: Standing) -> None:
    """Draw the same pool over fewer years."""
    lengths = _lengths(view, stood)
    _title("horizons")
    if len(lengths) < 1:
        st.caption(t("negotiate_page.horizons.too_short"))
        return
    limits = settings(view)
    known = asked(
        Question(
            "horizons",
            f"horizons {lengths!r} {standing_key(view, proposal)}",
            lambda hooks: horizons(stood, lengths=lengths, settings=limits, hooks=hooks),
        ),
        t("negotiate_page.horizons.ask", years=_joined((len(stood.problem.years), *lengths))),
    )
    if found := _found(known):
        horizons_told(found)


def _finish(view: View, proposal: str, stood: Standing) -> None:
    """Draw what money would start all estates of the plan in fewer years."""
    lengths = _lengths(view, stood)
    if not lengths:
        return
    _title("finish")
    length = one_of(
        t("negotiate_page.finish.years"), lengths, key=_FINISH,
        said=lambda one: t("negotiate_page.finish.in_years", years=one),
    )  # fmt: skip
    limits = settings(view)
    known = asked(
        Question(
            "finish",
            f"finish {length} {standing_key(view, proposal)}",
            lambda hooks: finish_in(stood, length, settings=limits, hooks=hooks),
        ),
        t("negotiate_page.finish.ask"),
    )
    if found := _found(known):
        finish_told(view, found)


def _worth(view: View, proposal: str, stood: Standing) -> None:
    """Draw what so much more of each source and year is worth."""
    _title("worth")
    usual = _money(view)
    st.session_state.setdefault(_STEP, float(usual.step_wan))
    step = st.number_input(
        t("negotiate_page.worth.step"), _LEAST_STEP, _MOST_STEP, step=_BY_STEP, format="%.0f",
        key=_STEP, persist_state="session",
    )  # fmt: skip
    limits = settings(view)
    known = asked(
        Question(
            "worth",
            f"worth {step} {standing_key(view, proposal)}",
            lambda hooks: money_worth(stood, step_wan=float(step), settings=limits, hooks=hooks),
        ),
        t("negotiate_page.worth.ask", money=wan(step)),
    )
    if (found := _found(known)) is not None:
        worth_told(found, stood.value)


def _curve(view: View, proposal: str, stood: Standing) -> None:
    """Draw the proven value against all the money."""
    _title("curve")
    # The plan itself is on the curve whatever is asked: it costs no search.
    factors = tuple(sorted({*(_money(view).curve or _CURVE), 1.0}))
    limits = settings(view)
    known = asked(
        Question(
            "curve",
            f"curve {factors!r} {standing_key(view, proposal)}",
            lambda hooks: money_curve(stood, factors=factors, settings=limits, hooks=hooks),
        ),
        t("negotiate_page.curve.ask"),
    )
    if (found := _found(known)) is not None:
        curve_told(found, stood.value)


def _found(known: Answer | None) -> Any:  # noqa: ANN401 - what the question is answered with
    """Return what was found; where nothing can be, say why."""
    if known is not None and known.refused:
        st.warning(sentence(known.refused), icon=":material/block:")
    return known.found if known else None


def _title(name: str) -> None:
    st.markdown(f"##### {t(f'negotiate_page.{name}.title')}")
    st.caption(t(f"negotiate_page.{name}.lead"))


def _lengths(view: View, stood: Standing) -> tuple[int, ...]:
    """Return the shorter horizons that are asked about, the longest first."""
    negotiate = view.plan.choices.negotiate
    wanted = (negotiate.horizons if negotiate else ()) or _LENGTHS
    return tuple(one for one in wanted if one < len(stood.problem.years))


def _money(view: View) -> AskMoney:
    negotiate = view.plan.choices.negotiate
    return (negotiate.money if negotiate else None) or AskMoney()


def _joined(lengths: tuple[int, ...]) -> str:
    return t("ui.comma").join(map(str, lengths))
