"""Which estates the ranked table lists: those of the streets, years and conclusions asked for."""

from collections.abc import Collection, Mapping

import pandas as pd
import streamlit as st

from ui.session import address
from ui.session.view import View
from ui.session.words import locale, missing, number, t, word, year

_NONE, _BETWEEN = "-", "|"  # how an address writes no value, and several
_MANY = 40  # values of a column: beyond it pills are a wall, and a box to type in serves better


def values(view: View, proposal: str) -> pd.DataFrame:
    """Return what every estate can be found by, as text: street, year, grade; "-" for none.

    The index is the `estate_id`.
    """
    estates = view.estates.set_index("estate_id")
    years = estates[f"year_{proposal}"].map(year, na_action="ignore")
    found = {"street": estates["street"], "year": years, "grade": estates["grade"]}
    return pd.DataFrame({name: column.map(_said) for name, column in found.items()})


def offered(found: pd.DataFrame) -> dict[str, list[str]]:
    """Return the values of each column in order, none last; a column of one value asks nothing."""
    known = {str(name): sorted(set(found[name]), key=_last_none) for name in found}
    return {name: some for name, some in known.items() if len(some) > 1}


def passing(found: pd.DataFrame, wanted: Mapping[str, Collection[str]]) -> pd.Series:
    """Return whether an estate has one of the values wanted, in every column that asks for some.

    >>> found = pd.DataFrame({"street": ["甲", "乙", "乙"], "year": ["2026", "2026", "-"]})
    >>> passing(found, {"street": ["乙"], "year": []}).tolist()
    [False, True, True]
    >>> passing(found, {"street": ["乙"], "year": ["2026"]}).tolist()
    [False, True, False]
    """
    passed = pd.Series(data=True, index=found.index)
    for name, some in wanted.items():
        if some:
            passed &= found[name].isin(list(some))
    return passed


def narrowing(view: View, proposal: str) -> pd.Series:
    """Draw the filter and return whether each estate passes it (index: estate_id)."""
    found = values(view, proposal)
    choices = offered(found)
    wanted = {name: _held(name, known) for name, known in choices.items()}
    count = sum(map(bool, wanted.values()))
    label = t("ranking.filter_on", count=number(count)) if count else t("ranking.filter")
    with st.popover(label, icon=":material/filter_alt:", width="stretch"):
        for name, known in choices.items():
            _box(name, known, found[name].value_counts())
        st.button(
            t("ranking.filter_clear"),
            icon=":material/filter_alt_off:",
            on_click=_clear,
            args=(tuple(choices),),
            disabled=not count,
            width="stretch",
        )
    return passing(found, wanted)


def _box(name: str, known: list[str], counts: pd.Series) -> None:
    def told(value: str) -> str:
        return f"{_word(name, value)}{t('ui.dot')}{number(counts.get(value, 0))}"

    key, label = _key(name), t(f"ui.column.{name}")
    if len(known) > _MANY:
        st.multiselect(
            label, known, format_func=told, key=key, persist_state="session",
            placeholder=t("ranking.filter_type"),
        )  # fmt: skip
    else:
        st.pills(
            label, known, selection_mode="multi", format_func=told, key=key,
            persist_state="session",
        )  # fmt: skip


def _held(name: str, known: list[str]) -> list[str]:
    """Return the values of a column that are asked for; the address carries them."""
    key = _key(name)
    address.hold_read(
        f"in_{name}",
        key,
        read=lambda text: address.parted(text, _BETWEEN) or None,
        said=lambda some: address.joined(some, _BETWEEN),
    )
    kept = [value for value in st.session_state.get(key) or () if value in known]
    st.session_state[key] = kept
    return kept


def _key(name: str) -> str:
    return f"ranking.{name}.{locale()}"  # a browser keeps the words of a choice it once drew


def _clear(names: tuple[str, ...]) -> None:
    for name in names:
        st.session_state[_key(name)] = []


def _word(name: str, value: str) -> str:
    if value == _NONE:
        return t(f"ranking.no_{name}")
    return word("grade", int(float(value))) if name == "grade" else value


def _said(value: object) -> str:
    text = "" if missing(value) else str(value).strip()
    return text or _NONE


def _last_none(value: str) -> tuple[bool, str]:
    return value == _NONE, value
