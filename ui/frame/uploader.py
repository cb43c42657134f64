"""Streamlit's place to drop files, in the reader's language: its own words are English only."""

import json

from ui.session.words import t
from ui.styles.dark import followed

SIZE = "server.maxUploadSize"

_TOLD = '[data-testid="stFileUploaderDropzoneInstructions"]'
_BUTTON = '[data-testid="stFileUploaderDropzone"] button p'


def uploader(hint: str, *, within: str = "") -> str:
    """Return the style that puts `hint` and our word for the button in their places."""
    told, button = within + _TOLD, within + _BUTTON
    coloured = followed(f"{told}::before {{ color: #5c6770; }}")
    return (
        f"<style>{told} > * {{ display: none; }}"
        f"{told}::before {{ content: {_quoted(hint)}; font-size: 13px; }} {coloured}"
        f"{button} {{ font-size: 0; }}"
        f"{button}::after {{ content: {_quoted(t('data.browse'))}; font-size: 0.93rem; }}</style>"
    )


def _quoted(text: str) -> str:
    """Return a text as CSS quotes it; no mark in it ends the style."""
    return json.dumps(text, ensure_ascii=False).replace("<", "\\3c ")
