"""Routes beside Streamlit's own: third-party browser files, and the outlines of the open study."""

from pathlib import Path

import streamlit as st
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ui import geometry

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"


def routes() -> list[BaseRoute]:
    """Return what the app serves besides its pages."""
    return [
        Route(address(f"{geometry.PATH}{{name}}"), geometry.serve),
        Mount(address("/vendor"), StaticFiles(directory=VENDOR, check_dir=False)),
    ]


def address(path: str) -> str:
    """Return `path` below the base path the server was given, as a browser must ask for it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path
