"""What a page shows, carried in its address: a link opens the same view, a reload loses nothing."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import streamlit as st

_TAKEN = "address.taken"


def hold(name: str, key: str, options: Iterable[Any]) -> None:
    """Take `key` of the session from the address once; from then on write into it what is chosen.

    Call it before the widget of that key is drawn. `name` is how the address calls it; what is not
    among `options` is left; nothing chosen is not written.
    """
    known = {str(option): option for option in options}
    hold_read(
        name, key, read=known.get, said=lambda value: str(value) if value in known.values() else ""
    )


def hold_read(
    name: str, key: str, *, read: Callable[[str], Any], said: Callable[[Any], str]
) -> None:
    """Hold `key` as `hold` does; `read` turns what an address says into a value or None."""
    taken = st.session_state.setdefault(_TAKEN, set())
    if (name, key) not in taken:
        taken.add((name, key))
        found = read(st.query_params.get(name, ""))
        if found is not None:
            st.session_state[key] = found
    now = st.session_state.get(key)
    text = "" if now is None else said(now)
    if text and st.query_params.get(name) != text:
        st.query_params[name] = text
    elif not text and name in st.query_params:
        del st.query_params[name]


def joined(values: Iterable[str], between: str) -> str:
    r"""Return several values as an address carries them; a sign within one is written `\` first.

    >>> joined(["解放路", "甲|乙"], "|")
    '解放路|甲\\|乙'
    """
    return between.join(re.sub(rf"[\\{between}]", r"\\\g<0>", value) for value in values)


def parted(text: str, between: str) -> list[str]:
    r"""Return the values that an address carries, those of no letter left out.

    A `\` before any other sign is one of the value: links of before have it so.

    >>> parted(r"解放路|甲\|乙||C:\d", "|")
    ['解放路', '甲|乙', 'C:\\d']
    """
    found = re.findall(rf"(?:\\[\\{between}]|[^{between}])+", text)
    return [re.sub(rf"\\([\\{between}])", r"\1", value) for value in found]
