"""A study made of the files just looked at: a short form, and the session turns to it."""

import datetime as dt
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import streamlit as st

from layers.gis import table_name
from standards import cities
from study.made import NewStudy, knows_consent, next_years
from study.made_folder import make
from study.made_roles import ESTATES, LEFT_OUT, Role, as_chosen, roles
from tables import TABLES, InputError
from ui.data.looked import Looked
from ui.session import keeping, opened, seen, state
from ui.session.browser_mark import browser_mark
from ui.session.uncut import memory, uncut
from ui.session.words import locale, number, plain, sentence, t

FORM = "new_study."
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_A_LINE = 3  # roles beside each other
_NAMED = [2.0, 0.8, 0.8, 1.3, 1.1]
_PROBLEM, _MADE = f"{FORM}problem", "made_study"


def make_study(found: Sequence[Looked], folder: Path, *, first: bool = False) -> None:
    """Draw the form that makes a study of the files in `folder`; why not, where none is a ledger.

    `found` is what each of them came to; one that could not be read is not among the roles. Who
    has no study yet, for whom it is the `first`, finds the form open.
    """
    recognised = roles((one.path.name, one.found.pieces) for one in found if one.found)
    icon = ":material/create_new_folder:"
    with st.expander(t("new_study.title"), icon=icon, expanded=first or _PROBLEM in memory):
        if any(one.table == ESTATES for one in recognised):
            _form(recognised, _columns(found), folder)
        else:
            st.caption(t("new_study.needs_ledger"))


def _columns(found: Sequence[Looked]) -> frozenset[str]:
    """Return the columns that the ledgers among the files fill."""
    ledgers = [one.found for one in found if one.found and one.found.table == ESTATES]
    return frozenset(match.column for one in ledgers for match in one.headers if match.column)


@st.fragment
def _form(recognised: tuple[Role, ...], columns: frozenset[str], folder: Path) -> None:
    if memory.pop(_MADE, False):
        st.rerun()
    st.caption(t("new_study.lead"))
    _named()
    st.markdown(f"**{t('new_study.roles')}**")
    _roles(recognised)
    _assumed(_chosen(recognised), columns)
    st.button(
        t("new_study.make"),
        on_click=_make,
        args=(recognised, columns, folder),
        type="primary",
        icon=":material/check:",
        key=f"{FORM}make",
    )
    if problem := memory.get(_PROBLEM):
        st.error(problem, icon=":material/error:")


def _named() -> None:
    """Draw what the study is called, its years, and whose law of which day counts."""
    first, last = next_years(dt.datetime.now().astimezone().date())
    name, begin, end, city, day = st.columns(_NAMED, vertical_alignment="bottom")
    hint = t("new_study.name_hint", first=first, last=last)
    name.text_input(t("new_study.name"), key=_key("name"), placeholder=hint, max_chars=80)
    for place, what, year in ((begin, "first", first), (end, "last", last)):
        place.number_input(
            t(f"new_study.{what}"), _FIRST_YEAR, _LAST_YEAR, year, step=1, key=_key(what)
        )
    with city:
        _city()
    day.date_input(t("new_study.day"), key=_key("day"))


def _city() -> None:
    """Draw whose rules count: the country's, or those of a city that has rules of its own."""
    called = {"": t("new_study.no_city")} | {city: city for city in cities()}
    st.selectbox(
        t("new_study.city"),
        list(called),
        format_func=called.__getitem__,
        help=t("new_study.city_help"),
        key=_key("city"),
    )


def _roles(recognised: Sequence[Role]) -> None:
    """Draw what each sheet or layer is read as; one without rows cannot be read as anything."""
    shown = [one for one in recognised if one.rows]
    called = {name: table_name(name, locale=locale()) for name in TABLES}
    called[LEFT_OUT] = t("new_study.left_out")
    options = list(called)
    columns = st.columns(_A_LINE)
    for count, one in enumerate(shown):
        columns[count % _A_LINE].selectbox(
            _called(one),
            options,
            index=options.index(one.table),
            format_func=called.__getitem__,
            key=_role_key(one),
        )


def _called(one: Role) -> str:
    code = "new_study.part" if one.part else "new_study.whole"
    told: dict[str, Any] = {"file": plain(one.file), "part": plain(one.part)}
    return t(code, rows=number(one.rows), **told)


def _assumed(chosen: Sequence[Role], columns: frozenset[str]) -> None:
    """Draw what no file may tell: whether consent is asked, how much money there is."""
    consent, money = st.columns([1.4, 1], vertical_alignment="center")
    consent.checkbox(
        t("new_study.consent"),
        value=knows_consent(chosen, columns),
        help=t("new_study.consent_help"),
        key=_consent_key(chosen, columns),
    )
    if all(one.table != "budgets" for one in chosen):
        money.number_input(
            t("new_study.money"),
            min_value=0.0,
            value=None,
            step=100.0,
            format="%.0f",
            placeholder=t("new_study.money_hint"),
            help=t("new_study.money_help"),
            key=_key("money"),
        )


@uncut
def _make(recognised: tuple[Role, ...], columns: frozenset[str], folder: Path) -> None:
    """Make the study and turn to it; what keeps it from being made is said beside the button."""
    new = _new(_chosen(recognised), columns)
    today = dt.datetime.now().astimezone().date()
    try:
        path = make(new, folder, opened.studies(), today=today, by=browser_mark())
    except InputError as error:
        memory[_PROBLEM] = sentence(error)
        return
    _turn(path, new.name)


def _new(chosen: tuple[Role, ...], columns: frozenset[str]) -> NewStudy:
    said = memory
    return NewStudy(
        name=said[_key("name")] or "",
        first=int(said[_key("first")]),
        last=int(said[_key("last")]),
        day_of_law=said[_key("day")],
        roles=chosen,
        columns=columns,
        consent=bool(said[_consent_key(chosen, columns)]),
        yearly_wan=said.get(_key("money")) or None,
        city=said.get(_key("city")) or None,
    )


def _turn(path: Path, name: str) -> None:
    """Leave the study that was open, what waits written first, and open the one at `path`."""
    left, aside = seen.latest(), keeping.leave()
    state.forget()
    memory[state.STUDY] = path
    memory[_MADE] = True
    if left and aside:
        seen.tell("left", study=left.path.parent.name, name=aside)
    else:
        seen.tell("made", study=name, folder=path.parent.name)


def _chosen(recognised: Sequence[Role]) -> tuple[Role, ...]:
    said = enumerate(memory.get(_role_key(one)) for one in recognised)
    return as_chosen(recognised, {place: name for place, name in said if name is not None})


def _role_key(one: Role) -> str:
    """Return the key of a role's box: other files dropped in beside do not move what was chosen."""
    named = repr((one.file, one.part, one.rows, one.table)).encode()
    return _key(f"role.{sha256(named).hexdigest()[:12]}")


def _consent_key(chosen: Sequence[Role], columns: frozenset[str]) -> str:
    """Return the key of the box, which begins anew where other files tell of consent or none do."""
    return _key(f"consent.{knows_consent(chosen, columns)}")


def _key(name: str) -> str:
    return f"{FORM}{name}"
