"""Routes beside Streamlit's own: third-party browser files, outlines of the study, briefings."""

from pathlib import Path

import streamlit as st
from starlette.datastructures import MutableHeaders
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.map import browser_code, geometry
from ui.outputs import preview

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "static" / "vendor"
SAID = {
    "X-Frame-Options": "SAMEORIGIN",  # no other site lays the app under a click of its own
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # an address names a study and its estates
}


def routes() -> list[BaseRoute]:
    """Return what the app serves besides its pages."""
    return [
        Route(address(f"{geometry.PATH}{{name}}"), geometry.serve),
        Route(address(f"{browser_code.PATH}{{name}}"), browser_code.serve),
        Route(address(f"{preview.PATH}{{name}}"), preview.serve),
        Mount(address("/vendor"), StaticFiles(directory=VENDOR, check_dir=False)),
    ]


def shielded(app: ASGIApp) -> ASGIApp:
    """Return `app` with every answer saying to the browser what others may not do with it."""

    async def answered(scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in SAID.items():
                    headers.setdefault(name, value)
            await send(message)

        await app(scope, receive, sent)

    return answered


def address(path: str) -> str:
    """Return `path` below the base path the server was given, as a browser must ask for it."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{base}{path}" if base else path
