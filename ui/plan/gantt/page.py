"""The programme over the years, by street or by cluster, as a Gantt table."""

import streamlit as st

from phasing import Programme
from ui.drawn.estate_sheet import sheet
from ui.drawn.key_figures import programme
from ui.drawn.one_of import one_of
from ui.drawn.picture import picture
from ui.drawn.table_file import csv_file
from ui.frame.turning import turn
from ui.plan.gantt.chart import BY, Gantt, flat, gantt
from ui.plan.gantt.rows import head, rows
from ui.session import state
from ui.session.chosen import chosen_proposal, proposal_box
from ui.session.view import View
from ui.session.words import number, proposal, t, wan
from ui.styles import style
from ui.templates import html

MANY = 400  # estates above which each group shows its first ones only
_FIRST, _STEP = 10, 40
_SPLIT = [2.4, 1]  # the table, the estate that was clicked
_BY, _OPEN, _MORE = "gantt.by", "gantt.open", "gantt.more"


def show(view: View) -> None:
    """Draw the section."""
    style("gantt")
    with st.container(key="gantt_bar", horizontal=True, vertical_alignment="center", gap="small"):
        by = one_of(
            t("plan_page.gantt.by"), BY, key=_BY, held="by",
            said=lambda one: t(f"plan_page.gantt.by.{one}"),
        )  # fmt: skip
        st.toggle(t("plan_page.gantt.open"), key=_OPEN, persist_state="session")
        st.space("stretch")
        plan = programme(view, name := chosen_proposal(view))
        found = gantt(view.estates, plan, by=by)
        _download(found, plan)
        with st.container(width=232):
            proposal_box(view)
    if found.estates.empty:
        _nobody()
        return
    chosen = state.selected()
    if chosen not in set(found.estates["estate_id"]):
        _drawn(found, plan)
        return
    table, beside = st.columns(_SPLIT)
    with table:
        _drawn(found, plan)
    with beside.container(key="beside_gantt", border=True):
        st.button(
            t("plan_page.gantt.close"), key="gantt.close", icon=":material/close:",
            type="tertiary", on_click=state.select, args=(None,),
        )  # fmt: skip
        st.html(sheet(view, chosen, name))


def _drawn(found: Gantt, plan: Programme) -> None:
    most = None
    if len(found.estates) > MANY:
        most = int(st.session_state.get(_MORE, _FIRST))
    picture(
        html(
            "gantt",
            title=t("ui.section.plan.gantt"),
            corner=t(f"plan_page.gantt.corner.{found.by}"),
            head=head(found),
            rows=rows(found, most=most),
            left=number(int(found.left.sum())),
            open=bool(st.session_state.get(_OPEN)),
        ),
        key="gantt.picture",
    )
    st.caption(_foot(plan))
    if most is not None and most < found.estates["group"].value_counts().max():
        st.button(
            t("plan_page.gantt.more", count=_STEP), key="gantt.more_button", on_click=_more,
            icon=":material/expand_more:",
        )  # fmt: skip


def _more() -> None:
    st.session_state[_MORE] = int(st.session_state.get(_MORE, _FIRST)) + _STEP


def _foot(plan: Programme) -> str:
    told = t("plan_page.gantt.foot")
    if plan.next_plan_wan:
        told += t("plan_page.gantt.next_plan", money=wan(plan.next_plan_wan))
    return told


def _nobody() -> None:
    st.info(t("plan_page.gantt.nobody"), icon=":material/event_busy:")
    if st.button(t("plan_page.gantt.to_rules"), key="gantt.to_rules", type="primary"):
        turn("plan", "rules")


def _download(found: Gantt, plan: Programme) -> None:
    unit = (t("plan_page.gantt.file_homes"), t("plan_page.gantt.file_paid"))
    table = flat(found, unit=unit)
    fixed = ("estate_id", "group", "name", "rank", "year")
    heads = [t(f"plan_page.gantt.file.{column}") for column in fixed]
    st.download_button(
        t("plan_page.gantt.file"),
        csv_file(table, [*heads, *table.columns[len(fixed) : -1], t("plan_page.gantt.file.later")]),
        file_name=f"{t('ui.section.plan.gantt')}_{proposal(plan.name)}.csv",
        mime="text/csv",
        icon=":material/download:",
        key="gantt.file",
    )
