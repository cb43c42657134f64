"""What was decided, in words: when, what kind, what changed, why, at what price."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from hashlib import sha256
from types import MappingProxyType
from typing import Any

import pandas as pd
import streamlit as st
import yaml

from study.decisions import Decision
from study.made_folder import MADE
from study.merging import Changed, between
from study.plain_yaml import values
from texts import said
from ui.plan.editing.words import recorded
from ui.record.told import rule_told, step_told
from ui.session.words import locale, number, percent, t, wan
from ui.session.work import Shelf

COLUMNS = ("when", "kind", "what", "reason", "price")

_FEW, _LONG = 3, 40
_MOST = 1e15  # beyond it no number of a plan
_NUMBERS: Mapping[str, Callable[[Any], str]] = {
    "displaced": number,
    "residents_delayed": number,
    "moved_wan": wan,
    "lost_share": lambda share: percent(share, 2),
}


def decided(
    decisions: Sequence[Decision], called: Mapping[str, str] = MappingProxyType({})
) -> pd.DataFrame:
    """Return a row a decision, the latest first: `COLUMNS`; the index counts from the oldest.

    `called`: names of estates by id.
    """
    read = _Read()
    rows = [
        {
            "when": when(one.at),
            "kind": kind(one.kind),
            "what": edits_told(one, called)
            or made_told(one)
            or rule_told(one, called)
            or step_told(one, kind, when)
            or _whats().keep(_key(one), partial(what, one, read)),
            "reason": one.reason,
            "price": price(one.price),
        }
        for one in decisions
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS)).iloc[::-1]


def when(at: str) -> str:
    """Return a time of UTC as the clock here shows it; what is no time as it is written."""
    try:
        moment = dt.datetime.fromisoformat(at)
        moment = moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
        return f"{moment.astimezone():%Y-%m-%d %H:%M:%S}"
    except (ValueError, OverflowError, OSError):  # Windows knows no time before 1970
        return at


def kind(code: str) -> str:
    """Return what a kind of decision is called; one that has no word goes by its code."""
    key = f"record.kind.{code}"
    return t(key) if said(locale(), key) else code


class _Read(dict[str, Any]):
    """What texts of a study say, each read once: what one decision left the next one changes."""

    def __missing__(self, text: str) -> Any:  # noqa: ANN401 - any YAML value
        self[text] = found = values(text)
        return found


def what(one: Decision, read: Mapping[str, Any] | None = None) -> str:
    """Return the places of study.yaml that changed, with what they said and say, a few of them.

    `read` holds what texts say; those it does not are read now.
    """
    found = _places(one, _Read() if read is None else read)
    if not found:
        return t("record.same")
    told = [_told(place) for place in found[:_FEW]]
    more = [t("record.more", count=len(found))] if len(found) > _FEW else []
    return t("record.between").join([*told, *more])


def edits_told(one: Decision, called: Mapping[str, str]) -> str:
    """Return what was edited on the map of the plan, a few edits; "" for another decision."""
    edits = one.about.get("edits") if one.kind == "edits" else None
    known = [edit for edit in edits if isinstance(edit, Mapping)] if isinstance(edits, list) else []
    told = [recorded(called, edit) for edit in known[:_FEW]]
    more = [t("record.more", count=len(known))] if len(known) > _FEW else []
    return t("record.between").join([*told, *more])


def made_told(one: Decision) -> str:
    """Return the files a study was made of, a few of them; "" for another decision."""
    files = one.about.get("files") if one.kind == MADE else None
    names = [name for name in files if isinstance(name, str)] if isinstance(files, list) else []
    told = t("record.between").join(names[:_FEW]) + ("…" if len(names) > _FEW else "")
    return t("record.made", count=number(len(names)), files=told) if names else ""


def price(numbers: Mapping[str, Any]) -> str:
    """Return what a change cost when it was made; "" where nothing was asked."""
    told = [
        t(f"record.price.{name}", value=worded(numbers[name]))
        for name, worded in _NUMBERS.items()
        if _is_number(numbers.get(name))
    ]
    if told and numbers.get("proven") is False:
        told.append(t("record.price.unproven"))
    return t("record.between").join(told)


@st.cache_resource(show_spinner=False)
def _whats() -> Shelf[str]:
    """Return what each decision changed, told once: to read two texts of a study takes its time."""
    return Shelf(4096)


def _key(one: Decision) -> str:
    texts = f"{len(one.before)} {one.before}{one.after}"
    return sha256(f"{locale()} {texts}".encode()).hexdigest()


def _is_number(value: object) -> bool:
    """Return whether a value is a number to be told; the list may be written by hand."""
    return type(value) in {int, float} and -_MOST < value < _MOST  # type: ignore[operator]


def _places(one: Decision, read: Mapping[str, Any]) -> Sequence[Changed]:
    try:
        return between(read[one.before], read[one.after])
    except (yaml.YAMLError, AttributeError, TypeError, ValueError, RecursionError):
        return ()


def _told(place: Changed) -> str:
    path = ".".join(place.path)
    return t("record.place", path=path, before=_value(place.before), after=_value(place.after))


def _value(value: object) -> str:
    """Return a value of study.yaml in short: a list by its length, a long text cut."""
    if value is None:
        return t("record.nothing")
    if isinstance(value, list):
        return t("record.entries", count=len(value))
    if isinstance(value, float):
        return f"{value:.6g}"
    text = str(value)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"
