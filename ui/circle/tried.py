"""What-if on the open study: made ready once, tried as often as asked, kept for all sessions."""

from collections.abc import Sequence

import streamlit as st

from study.scenario_choices import Change
from study.scenario_compare import Comparison, compared
from study.scenarios import Base, prepared, scenario
from ui.circle.measured import study_key
from ui.session.view import View
from ui.session.words import t
from ui.session.work import Shelf


def base(view: View) -> Base:
    """Return the open study made ready for what-if."""
    circle, estates = view.ranked.measured.circle, view.estates
    return _bases().keep(study_key(view), lambda: prepared(estates, circle))


def comparison(view: View, changes: Sequence[Change], name: str = "") -> Comparison:
    """Return today and what the changes come to, side by side. Raises InputError."""
    ready = base(view)
    if not changes:
        return compared(ready, ready.today, ready.today)

    called = name or t("what_if.trying")

    def make() -> Comparison:
        return compared(ready, ready.today, scenario(ready, changes, name=called))

    return _tried().keep(f"{study_key(view)}{called!r}{tuple(changes)!r}", make)


@st.cache_resource(show_spinner=False)
def _bases() -> Shelf[Base]:
    return Shelf(4)


@st.cache_resource(show_spinner=False)
def _tried() -> Shelf[Comparison]:
    return Shelf(64)
