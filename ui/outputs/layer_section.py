"""Taking away one layer only: which, in what format, made when asked for."""

import streamlit as st

from layers.gis import table_name
from ui.drawn.one_of import one_of
from ui.outputs.layer_file import KINDS, LAYERS, layer_file
from ui.session import address
from ui.session.view import View
from ui.session.words import locale, t

_LAYER, _KIND, _MADE = "export.layer", "export.kind", "export.layer_made"


def one_layer(view: View) -> None:
    """Draw the choice of a layer and a format, and what was made of it."""
    address.hold("layer", _LAYER, LAYERS)
    st.markdown(f"##### {t('export.layer')}", help=t("export.layer_help"))
    which, kind, button = st.columns([1.4, 0.8, 1.2], vertical_alignment="center")
    name = which.selectbox(
        t("export.layer"),
        LAYERS,
        key=_LAYER,
        format_func=_called,
        label_visibility="collapsed",
        filter_mode=None,
    )
    with kind:
        chosen = one_of(
            t("export.format"), KINDS, key=_KIND, held="format",
            said=lambda one: t(f"export.format.{one}"),
        )  # fmt: skip
    with button:
        _button(view, str(name), chosen, f"{view.plan.named} {name} {chosen} {locale()}")


def _called(name: str) -> str:
    """Return what a layer is called: by the table it comes from, or by its own name."""
    return t(f"export.layer.{name}") if name == "isochrones" else table_name(name, locale=locale())


def _button(view: View, name: str, kind: str, asked: str) -> None:
    made = st.session_state.get(_MADE)
    if not made or made[0] != asked:
        if st.button(t("export.make_layer"), icon=":material/layers:", key="export.make_layer"):
            with st.spinner(t("export.making", file=f"{name}.{kind}")):
                st.session_state[_MADE] = (asked, layer_file(view.results, name, kind, locale()))
            st.rerun()
    elif made[1] is None:
        st.info(t("export.no_layer"), icon=":material/layers_clear:")
    else:
        st.download_button(
            t("ui.download"),
            made[1],
            file_name=f"{name}.{kind}",
            on_click="ignore",
            icon=":material/download:",
            key="file.layer",
            type="primary",
        )
