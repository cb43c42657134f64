"""The pages of the app and what stands around them: study, language, weights, errors."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import streamlit as st

from tables import InputError
from ui import (
    areas_page,
    circle_page,
    criteria_page,
    data_page,
    files_page,
    issues_page,
    map_page,
    money_page,
    negotiate_page,
    opened,
    proposals_page,
    ranking_page,
    sidebar,
    trust_page,
    turning,
    weights_page,
)
from ui.answers_bar import told_elsewhere
from ui.solving import solving
from ui.templates import html
from ui.uploader import SIZE, uploader
from ui.view import View, first_look, look
from ui.weights import weights
from ui.words import locale, t

HERE = Path(__file__).parent
PAGES = {
    "map": (map_page.show, ":material/map:"),
    "ranking": (ranking_page.show, ":material/format_list_numbered:"),
    "circle": (circle_page.show, ":material/directions_walk:"),
    "areas": (areas_page.show, ":material/location_city:"),
    "weights": (weights_page.show, ":material/balance:"),
    "criteria": (criteria_page.show, ":material/tune:"),
    "trust": (trust_page.show, ":material/verified:"),
    "proposals": (proposals_page.show, ":material/view_column:"),
    "negotiate": (negotiate_page.show, ":material/handshake:"),
    "money": (money_page.show, ":material/payments:"),
    "data": (data_page.show, ":material/upload_file:"),
    "issues": (issues_page.show, ":material/rule:"),
    "files": (files_page.show, ":material/download:"),
}


def main() -> None:
    """Draw what the reader asked for."""
    st.set_page_config(page_title=t("app.name"), page_icon=str(HERE / "icon.png"), layout="wide")
    st.html(HERE / "style.css")
    st.html(uploader(t("data.drop_plain", mb=st.get_option(SIZE))))
    st.logo(HERE / f"logo_{locale()}.svg", size="large")
    pages = {
        name: st.Page(
            partial(_framed, draw),
            title=t(f"ui.page.{name}"),
            icon=icon,
            url_path=name,
            default=name == "map",
        )
        for name, (draw, icon) in PAGES.items()
    }
    turning.keep(pages)
    st.navigation(list(pages.values()), expanded=True).run()


def _framed(draw: Callable[[View], None]) -> None:
    studies = opened.found()
    with st.sidebar:
        chosen = sidebar.head(studies)
    if chosen is None:
        st.html(html("empty"))
        return
    try:
        at = first_look(chosen)
        with st.sidebar:
            weights(at.tree, at.shares)
        view = look(at)
        solving(view)
        draw(view)
        told_elsewhere()
    except InputError as error:
        data_page.instead(chosen, error, here=draw is data_page.show)


main()
