"""Scenarios kept in study.yaml: a name, what would be written, those kept so far side by side."""

import streamlit as st

from study.decisions import Decision
from study.editing import Changes, difference, edited
from study.saving import Written, opened
from study.scenario_choices import Scenario, as_given
from tables import InputError
from ui.circle import what_if_draft as draft
from ui.circle.tried import comparison
from ui.circle.what_if_tables import side_by_side, side_headings
from ui.criteria.changes import marked
from ui.session import keeping as session
from ui.session.view import View
from ui.session.words import plain, sentence, t
from ui.styles import style
from ui.templates import html

KIND = "scenarios"

_SAVED, _CHOSEN = "what_if.saved", "what_if.chosen"
_LONGEST = 40


def keeping(view: View) -> None:
    """Draw a name for what is tried now, and the button that keeps it."""
    name, button = st.columns([1.7, 1.0], vertical_alignment="bottom")
    name.text_input(
        t("what_if.name"),
        key=draft.NAME,
        placeholder=t("what_if.name"),
        max_chars=_LONGEST,
        label_visibility="collapsed",
        persist_state="session",
    )
    button.button(
        t("what_if.keep"),
        key="what_if.keep",
        type="primary",
        on_click=_keep,
        args=(view,),
        disabled=not draft.changes(),
        width="stretch",
    )


def writing(view: View) -> None:
    """Draw what waits to be written into study.yaml, and the ways out."""
    if saved := st.session_state.pop(_SAVED, None):
        st.toast(t("what_if.saved", file=plain(saved)), icon=":material/check_circle:")
    wanted = draft.pending()
    if wanted is None:
        return
    try:
        file = opened(view.written.path)
        text = edited(file.text, _changes(wanted))
        whole = file.encoded(text)
    except InputError as error:
        st.error(sentence(error), icon=":material/error:")
        st.button(t("what_if.not_now"), on_click=draft.await_writing, args=(None,))
        return
    if text == file.text:
        st.info(t("what_if.kept_already"), icon=":material/info:")
        draft.await_writing(None)
        return
    style("criteria")
    with st.container(key="criteria_changes", border=True):
        st.warning(_pending(view, wanted, file.path.name), icon=":material/save:")
        _ways_out(view, file, text, whole)
        lines = difference(file.text, text, name=file.path.name)
        with st.expander(t("what_if.lines")):
            st.html(html("criteria_diff", lines=[marked(line) for line in lines[2:]]))


def kept(view: View) -> None:
    """Draw the kept scenarios side by side, and a way to open or drop one."""
    there = {one.name: one for one in view.written.choices.scenarios}
    if not there:
        st.caption(t("what_if.none_kept"))
        return
    title, box, again, away = st.columns([1.3, 1.3, 0.5, 0.5], vertical_alignment="center")
    title.markdown(f"**{t('what_if.kept', count=len(there))}**")
    with box:
        chosen = st.selectbox(
            t("what_if.choose"), list(there), key=_CHOSEN, label_visibility="collapsed"
        )
    again.button(t("what_if.open"), on_click=_open, args=(there[chosen],), width="stretch")
    left = tuple(one for one in there.values() if one.name != chosen)
    away.button(t("what_if.drop"), on_click=draft.await_writing, args=(left,), width="stretch")
    _side_by_side(view, tuple(there.values()))


def _side_by_side(view: View, scenarios: tuple[Scenario, ...]) -> None:
    names, found = [], []
    for one in scenarios:
        try:
            found.append(comparison(view, one.changes, one.name))
            names.append(one.name)
        except InputError as error:  # the files changed under a scenario: the others still stand
            st.warning(sentence(error), icon=":material/error:")
    if names:
        shown = side_by_side(names, found)
        st.dataframe(
            shown, hide_index=True, column_config=side_headings(), row_height=32, placeholder="—"
        )


def _keep(view: View) -> None:
    name = str(st.session_state.get(draft.NAME) or "").strip()
    if not name:
        draft.refuse(t("what_if.no_name"))
        return
    there = view.written.choices.scenarios
    new = Scenario(name, draft.changes())
    if name in {one.name for one in there}:
        draft.await_writing(tuple(new if one.name == name else one for one in there))
    else:
        draft.await_writing((*there, new))


def _open(one: Scenario) -> None:
    draft.put(one.changes)
    st.session_state[draft.NAME] = one.name


def _kept_dropped(
    view: View, wanted: tuple[Scenario, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the names of the scenarios that come or change, and of those that go."""
    there = view.written.choices.scenarios
    left = {one.name for one in wanted}
    kept = tuple(one.name for one in wanted if one not in there)
    return kept, tuple(one.name for one in there if one.name not in left)


def _pending(view: View, wanted: tuple[Scenario, ...], file: str) -> str:
    """Return what happens to which scenario when the file is written, and that it has not yet."""
    kept, dropped = _kept_dropped(view, wanted)
    code = "what_if.pending" if kept else "what_if.pending_drop"
    return t(code, name=plain(t("ui.comma").join(kept or dropped)), file=plain(file))


def _ways_out(view: View, file: Written, text: str, whole: bytes) -> None:
    write, take, drop = st.columns([1.3, 0.9, 0.9], vertical_alignment="center")
    write.button(
        t("what_if.write"),
        key="what_if.write",
        type="primary",
        on_click=_write,
        args=(view, file, text),
        width="stretch",
    )
    take.download_button(
        t("criteria.take"),
        whole,
        file.path.name,
        mime="application/yaml",
        key="what_if.take",
        on_click="ignore",
        width="stretch",
    )
    drop.button(
        t("what_if.not_now"),
        key="what_if.not_now",
        on_click=draft.await_writing,
        args=(None,),
        width="stretch",
    )


def _write(view: View, file: Written, text: str) -> None:
    """Save the text; the plan stays, as a scenario is only compared with it."""
    kept, dropped = _kept_dropped(view, draft.pending() or ())
    decision = Decision(KIND, {"kept": list(kept), "dropped": list(dropped)})
    if session.keep(view, file, text, decision):
        st.session_state[_SAVED] = file.path.name
        draft.await_writing(None)


def _changes(wanted: tuple[Scenario, ...]) -> Changes:
    return {("scenarios",): [as_given(one) for one in wanted] or None}
