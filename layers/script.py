"""Data on its way into a page's script: the one place where names are made harmless."""

import json
from pathlib import Path

_BROWSER = Path(__file__).with_name("browser.js")
_MANY = Path(__file__).with_name("browser_many.js")
_BASE = Path(__file__).with_name("browser_base.js")

# A name must not end the script element, open a comment, or break a line of old JavaScript.
_HARMLESS: dict[str, str | int | None] = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}


def as_script(value: object) -> str:
    r"""Return `value` as a JavaScript literal that is safe inside a `<script>` element.

    >>> as_script({"name": "</script><img onerror=alert(1)>"})
    '{"name":"\\u003c/script\\u003e\\u003cimg onerror=alert(1)\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.translate(str.maketrans(_HARMLESS))


def browser_script() -> str:
    """Return the drawing code itself (layers/browser*.js), for a page to include once."""
    return _BROWSER.read_text(encoding="utf-8") + _MANY.read_text(encoding="utf-8")


def base_script() -> str:
    """Return the code that draws base maps (layers/browser_base.js), to stand after the other."""
    return _BASE.read_text(encoding="utf-8")
