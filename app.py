"""Starts the browser app: `streamlit run app.py`."""

import streamlit as st

from ui import unexpected
from ui.server import ROOT, routes

app = st.App(ROOT / "ui" / "main.py", routes=routes(), on_script_error=unexpected.say)
