"""A group of experts: blank forms out, filled forms in, who said what and how far they agree."""

from typing import Any

import pandas as pd
import streamlit as st

from intake.forms.expert_forms import Form
from scoring.weighting.questions import questions
from study import experts
from study.consensus_words import consensus_level
from study.experts import Panel
from study.weighing import from_panel
from study.weight_issues import judgement_issues, ratio_text
from tables import InputError
from ui.session.view import View
from ui.session.words import locale, percent, plain, sentence, t
from ui.weights import own_judgements, panel_state
from ui.weights.in_force import judged
from ui.weights.taking import take
from ui.weights.weighing_words import sentences

_AGGREGATE, _IMPORTANCE = "panel.aggregate", "panel.importance"
_HOWS = ("judgements", "priorities")


def expert_group(view: View) -> None:
    """Draw the form to hand out, the forms handed in, and what the group says."""
    left, right = st.columns([1, 1.6], gap="large")
    with left:
        _hand_out(view)
        _hand_in(view)
    with right:
        _found(view)


def given(view: View) -> Any:  # noqa: ANN401 - what stands under `weights:`
    """Return what stands under `weights:` for this session's experts; None without any."""
    forms = [form for form in panel_state.joined() if _fits(form, view)]
    return _written(forms) if forms else None


def _hand_out(view: View) -> None:
    st.markdown(f"**{t('expert_group.blank')}**")
    st.caption(t("expert_group.blank_lead", count=_asked(view)))
    st.download_button(
        t("expert_group.download"),
        lambda: own_judgements.own_form(view),
        file_name=t("expert_group.file", name=view.choices.name),
        on_click="ignore",
        icon=":material/download:",
        key="expert_form",
    )


def _asked(view: View) -> int:
    return len(questions(view.ranked.tree.keys))


def _hand_in(view: View) -> None:
    st.markdown(f"**{t('expert_group.filled')}**")
    st.file_uploader(
        t("expert_group.filled"),
        type="xlsx",
        accept_multiple_files=True,
        label_visibility="collapsed",
        key=panel_state.UPLOADED,
        on_change=panel_state.take_in,
        args=(int(own_judgements.rules(view)["largest_judgement"]),),
    )
    for told in panel_state.told():
        line = sentence(told) if isinstance(told, InputError) else plain(sentences([told])[0])
        st.warning(line, icon=":material/edit_note:")
    with st.container(key="joined", gap=None):
        for form in panel_state.joined():
            _joined(form)


def _joined(form: Form) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        who = t("ui.dot").join(filter(None, (plain(form.name), plain(form.organisation))))
        st.markdown(t("expert_group.joined", name=who), width="stretch")
        st.button(
            t("expert_group.leave"),
            key=f"leave.{form.name}",
            on_click=panel_state.leave,
            args=(form.name,),
            type="tertiary",
        )


def _fits(form: Form, view: View) -> bool:
    return set(form.criteria) <= set(view.ranked.tree.keys)


def _panel(view: View) -> Panel | None:
    """Return the group of this session; without one that of the study."""
    forms = panel_state.joined()
    strangers = [form.name for form in forms if not _fits(form, view)]
    if strangers:
        raise InputError("expert_group.other_study", expert=strangers[0])
    if not forms:
        return view.choices.weighing.said.panel
    rules = own_judgements.rules(view)
    return experts.panel(forms, _chosen(forms), rules)


def _chosen(forms: list[Form]) -> dict[str, Any]:
    """Return how the voices are put together, as the controls ask for."""
    aggregate = st.session_state.get(_AGGREGATE) or _HOWS[0]
    voices = st.session_state.get(_IMPORTANCE) or {}
    importance = {form.name: voices[form.name] for form in forms if voices.get(form.name, 1) != 1}
    return {"aggregate": aggregate} | ({"importance": importance} if importance else {})


def _written(forms: list[Form]) -> dict[str, Any]:
    told = [
        {
            "name": form.name,
            "order": list(form.order),
            "pairs": [[first, second, step] for (first, second), step in form.answers.items()],
        }
        for form in forms
    ]
    return {"experts": {**_chosen(forms), "judgements": told}}


def _found(view: View) -> None:
    try:
        panel = _panel(view)
    except InputError as error:
        st.error(sentence(error))
        return
    if panel is None:
        st.info(t("expert_group.nobody"), icon=":material/groups:")
        return
    st.segmented_control(
        t("expert_group.aggregate"),
        _HOWS,
        default=_HOWS[0],
        required=True,
        format_func=lambda how: t(f"expert_group.{how}"),
        help=t("expert_group.aggregate_help"),
        key=_AGGREGATE,
        persist_state="session",
    )
    _agreement(view, panel)
    _table(view, panel)
    _weights(view, panel)
    _revisit(view, panel)
    _taking(view, panel)


def _agreement(view: View, panel: Panel) -> None:
    found = panel.group
    if found.judgement is not None:
        st.caption(judged(found.judgement))
    if found.consensus is not None and len(found.experts) > 1:
        level = consensus_level(
            found.consensus.index, own_judgements.rules(view)["consensus_words"]
        )
        st.markdown(
            t(
                "expert_group.consensus",
                index=percent(found.consensus.index, 1),
                level=t(f"consensus.{level}"),
                opinions=f"{found.consensus.beta:.2f}",
            ),
            help=t("expert_group.consensus_help"),
        )
        st.caption(t(f"consensus.{level}.meaning"))


def _table(view: View, panel: Panel) -> None:
    """Draw a row an expert; how much a voice counts can be changed in the table."""
    voices = st.session_state.get(_IMPORTANCE) or {}
    rows = [
        {
            "expert": one.name,
            "importance": float(voices.get(one.name, 1)),
            "ratio": "—" if one.judgement is None else ratio_text(one.judgement.consistency_ratio),
            "verdict": t(f"expert_group.{one.code}"),
            "distance": "—" if one.distance is None else percent(one.distance, 1),
            "differs_on": _differs(view, one.differs_on, one.difference),
        }
        for one in panel.group.experts
    ]
    edited = st.data_editor(
        pd.DataFrame(rows),
        hide_index=True,
        disabled=[name for name in rows[0] if name != "importance"],
        column_config=_headings(),
        key=f"panel.table.{len(rows)}",
    )
    _voices(edited)


def _headings() -> dict[str, Any]:
    texts = {"verdict": 90, "distance": 96, "differs_on": 170}
    return {
        "expert": st.column_config.TextColumn(t("expert_group.expert"), width=120),
        "importance": st.column_config.NumberColumn(
            t("expert_group.importance"), min_value=0, step=0.5, width=84, format="%.1f"
        ),
        "ratio": st.column_config.TextColumn("CR", width=64),
        **{
            name: st.column_config.TextColumn(t(f"expert_group.{name}"), width=width)
            for name, width in texts.items()
        },
    }


def _weights(view: View, panel: Panel) -> None:
    """Draw the weights, criteria down the side: the group first, then each expert."""
    tree, group = view.ranked.tree, panel.group.weights.shares
    columns = {t("expert_group.all"): group} | {
        one.name: one.judgement.weights.shares if one.judgement else {}
        for one in panel.group.experts
    }
    table = pd.DataFrame(
        {
            name: [percent(shares[key], 1) if key in shares else "—" for key in group]
            for name, shares in columns.items()
        },
        index=pd.Index([tree.name(locale(), key) for key in group], name=t("form.criterion")),
    )
    st.dataframe(table, height="content")


def _revisit(view: View, panel: Panel) -> None:
    """List what each expert is asked to look at again."""
    told = sentences(judgement_issues(from_panel(panel), own_judgements.rules(view).rules))
    if told:
        with st.expander(t("expert_group.revisit", count=len(told))):
            st.markdown("\n".join(f"- {plain(line)}" for line in told))


def _voices(edited: pd.DataFrame) -> None:
    told = edited.set_index("expert")["importance"].fillna(1.0).to_dict()
    if told != (st.session_state.get(_IMPORTANCE) or dict.fromkeys(told, 1.0)):
        st.session_state[_IMPORTANCE] = told
        st.rerun()


def _differs(view: View, key: str, difference: float | None) -> str:
    if not key or difference is None or not round(difference, 3):
        return "—"
    return f"{view.ranked.tree.name(locale(), key)} {difference * 100:+.1f}"


def _taking(view: View, panel: Panel) -> None:
    forms = panel_state.joined()
    if forms:
        st.button(
            t("expert_group.take"),
            key="take.group",
            type="primary",
            on_click=take,
            args=(view, _written(forms), panel.group.weights.shares),
        )
