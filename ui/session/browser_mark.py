"""A mark of the browser a session runs in: it outlives a reload and tells nothing of the person."""

from hashlib import sha256
from secrets import token_hex

import streamlit as st

from ui.session.uncut import memory

_COOKIE = "_streamlit_xsrf"  # "2|mask|masked token|time": masked anew with every page, one token
_OWN = "saving.by"
_LENGTH = 12


def browser_mark() -> str:
    """Return the mark of this browser; without cookies one that lasts as long as the session."""
    token = _token(str(st.context.cookies.get(_COOKIE, "")))
    if token:
        return sha256(token).hexdigest()[:_LENGTH]
    return str(memory.setdefault(_OWN, token_hex(_LENGTH // 2)))


def _token(cookie: str) -> bytes:
    r"""Return the token under its mask, b"" where there is none.

    >>> _token("2|0f0f|0e0d|1") == b"\\x01\\x02", _token("")
    (True, b'')
    """
    parts = cookie.strip('"').split("|")
    try:
        mask, masked = bytes.fromhex(parts[1]), bytes.fromhex(parts[2])
    except (IndexError, ValueError):
        return b""
    return bytes(byte ^ mask[place % len(mask)] for place, byte in enumerate(masked) if mask)
