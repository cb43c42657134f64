"""The pages of the app and what stands around them: study, language, weights, errors."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from tables import InputError
from ui.briefing import page as briefing
from ui.circle import page as circle
from ui.data import page as data
from ui.data.answers_bar import told_elsewhere
from ui.first import page as first
from ui.frame import sidebar, turning
from ui.frame.solving import solving
from ui.frame.uploader import SIZE, uploader
from ui.frame.weight_sliders import weights
from ui.money import page as money
from ui.negotiate import page as negotiate
from ui.outputs import page as export
from ui.overview import page as overview
from ui.plan import page as plan
from ui.record import page as record
from ui.score import page as score
from ui.session import address, opened, state
from ui.session.chosen import CHOSEN
from ui.session.uncut import finished
from ui.session.view import View, first_look, look
from ui.session.words import locale, t
from ui.styles import style

HERE = Path(__file__).parent
PAGES = {
    "overview": (overview.show, ":material/dashboard:"),
    "data": (data.show, ":material/upload_file:"),
    "circle": (circle.show, ":material/directions_walk:"),
    "score": (score.show, ":material/format_list_numbered:"),
    "plan": (plan.show, ":material/calendar_month:"),
    "negotiate": (negotiate.show, ":material/handshake:"),
    "money": (money.show, ":material/payments:"),
    "briefing": (briefing.show, ":material/co_present:"),
    "export": (export.show, ":material/download:"),
    "record": (record.show, ":material/history_edu:"),
}


def main() -> None:
    """Draw what the reader asked for."""
    finished()
    st.set_page_config(page_title=t("app.name"), page_icon=str(HERE / "icon.png"), layout="wide")
    style("app")
    st.html(uploader(t("data.drop_plain", mb=st.get_option(SIZE))))
    st.logo(HERE / f"logo_{locale()}.svg", size="large")
    studies = opened.found()
    pages = {
        name: st.Page(
            partial(_framed, draw, studies),
            title=t(f"ui.page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "overview",
        )
        for name, (draw, icon) in PAGES.items()
    }
    turning.keep(pages)
    # without a study every address is the first page
    position: Literal["sidebar", "hidden"] = "sidebar" if studies else "hidden"
    st.navigation(list(pages.values()), expanded=True, position=position).run()


def _framed(draw: Callable[[View], None], studies: Sequence[Path]) -> None:
    if not studies:
        first.show()
        return
    with st.sidebar:
        chosen = sidebar.head(studies)
    try:
        with st.container(key="opening"):  # a place of its own: the bar comes and goes in it
            at = first_look(chosen)
        with st.sidebar:
            weights(at.tree, at.shares)
        view = look(at)
        solving(view)
        _held(view)
        draw(view)
        told_elsewhere()
    except InputError as error:
        data.instead(chosen, error, here=draw is data.show)


def _held(view: View) -> None:
    """Hold what every page looks at: the estate that is chosen, and the proposal."""
    ids = view.estates["estate_id"]
    address.hold_read(
        "estate",
        state.CHOSEN,
        read=lambda text: text if text and ids.eq(text).any() else None,
        said=str,
    )
    address.hold("proposal", CHOSEN, [plan.name for plan in view.proposals])


main()
