"""Starts the browser app: `streamlit run app.py`."""

import streamlit as st
from starlette.middleware import Middleware

from ui import secret
from ui.frame import unexpected
from ui.server import ROOT, routes, shielded

secret.settle(ROOT / ".streamlit" / "cookie_secret")
app = st.App(
    ROOT / "ui" / "main.py",
    routes=routes(),
    middleware=[Middleware(shielded)],
    on_script_error=unexpected.say,
)
