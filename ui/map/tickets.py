"""Tickets: an address a session hands to its own browser, worthless in any other.

A ticket is an HMAC-SHA256 over the name of what is asked for and the browser's own cookie (the
token Streamlit sets against forged requests, which differs from browser to browser), keyed with a
secret of the server. Who copies the address without the cookie opens nothing.
Source: RFC 2104; the cookie is that of Streamlit's `server.enableXsrfProtection`.
"""

import binascii
import hashlib
import hmac
import time
from itertools import cycle

import streamlit as st

COOKIE = "_streamlit_xsrf"
_HOUR_S = 3600
_LENGTH = 40  # hex digits: 160 bits


def ticket(name: str) -> str:
    """Return the ticket of the running session's browser for what is called `name`."""
    return signed(name, browser(st.context.cookies.get(COOKIE)) or _hour(0))


def opens(name: str, given: str, cookie: str | None) -> bool:
    """Return whether the ticket `given` opens `name` in the browser with this cookie.

    A browser without the cookie (protection switched off, cookies refused) has a ticket that
    opens for one to two hours, and only in browsers that have none either.
    """
    known = browser(cookie)
    holders = [known] if known else [_hour(0), _hour(1)]
    asked = given.encode()  # as text only ASCII may be compared
    return any(hmac.compare_digest(signed(name, holder).encode(), asked) for holder in holders)


def signed(name: str, holder: str) -> str:
    """Return the signature over a name and who holds the ticket.

    >>> signed("a", "x") == signed("a", "x"), signed("a", "x") == signed("a", "y")
    (True, False)
    """
    secret = str(st.get_option("server.cookieSecret")).encode()
    key = hmac.digest(secret, b"jiugai tickets", hashlib.sha256)
    return hmac.new(key, f"{name}\0{holder}".encode(), hashlib.sha256).hexdigest()[:_LENGTH]


def browser(cookie: str | None) -> str:
    """Return what stays the same in a browser's cookie, which is masked anew at every answer.

    The cookie reads `2|mask|masked|timestamp`; XOR of the two is the token. Empty when there is no
    cookie or it is of another form.

    >>> browser("2|01000000|0203|7") == browser("2|00000000|0303|9") == "browser:0303"
    True
    >>> browser(None), browser("nonsense")
    ('', '')
    """
    try:
        version, mask, masked, _ = (cookie or "").strip("\"'").split("|")
        pairs = zip(binascii.unhexlify(masked), cycle(binascii.unhexlify(mask)), strict=False)
        token = bytes(a ^ b for a, b in pairs).hex()
    except ValueError:
        return ""
    return f"browser:{token}" if version == "2" and token else ""


def _hour(ago: int) -> str:
    return f"hour:{int(time.time()) // _HOUR_S - ago}"
