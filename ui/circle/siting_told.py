"""What came of a siting in words: what is proven, before and after, what to know behind it."""

import streamlit as st

from study.siting import Sited, why_fewer
from ui.circle.siting_tables import left_out_headings, left_out_table
from ui.session.words import number, percent, plain, t, word


def proof(found: Sited) -> None:
    """Draw what was asked, and how far from the best the answer may be."""
    result, asked = found.found, found.asked
    much = (
        t("siting_page.asked_sites", count=asked.sites)
        if asked.budget_wan is None
        else t("siting_page.asked_budget", wan=number(asked.budget_wan))
    )
    name = word("category", asked.facility)
    st.markdown(f"**{plain(t('siting_page.asked', name=name, much=much))}**")
    if not len(result.sites):
        st.warning(t("siting_page.none"), icon=":material/info:")
        return
    sure = "best" if result.gap == 0 else result.status
    told = t(f"siting_page.proof.{sure}", gap=percent(result.gap, 2))
    st.caption(f":material/verified: {told}" if result.status == "proven" else told)
    if why := why_fewer(found):
        st.info(t(f"site.fewer_{why}", asked=asked.sites, count=len(result.sites)))


def totals(found: Sited) -> None:
    """Draw how many gain, and how it was before and is after."""
    before, after = (found.found.totals.loc[when] for when in ("before", "after"))
    kind = found.found.aim.kind
    people = t(f"site.people_{found.people}")
    gain, change = st.columns([1.0, 1.15])
    if kind == "coverage":
        value = t("siting_page.people", people=number(after["served"] - before["served"]))
        pair = [percent(row["served_share"], 1) for row in (before, after)]
    else:
        cut_m = before["walk_counted_m"] - after["walk_counted_m"]
        value = t("siting_page.metres", metres=number(cut_m))
        pair = [
            t("siting_page.metres", metres=number(row["walk_counted_m"])) for row in (before, after)
        ]
    gain.metric(t(f"siting_page.figure.gain_{kind}", people=people), value, border=True)
    change.metric(
        t(f"siting_page.figure.change_{kind}", people=people),
        t("what_if.from_to", before=pair[0], after=pair[1]),
        border=True,
    )
    if kind == "mean_walk":
        st.caption(t("siting_page.counted_at", metres=f"{found.found.aim.reach_m:,.0f}"))


def notes(found: Sited) -> None:
    """Draw what to know behind the result: who was counted, what was estimated."""
    said = [issue for issue in found.issues if not issue.code.startswith("siting.room_")]
    if not said:
        return
    with st.expander(t("siting_page.notes", count=len(said))):
        for issue in said:
            values = dict(issue.detail)
            values["facility"] = word("category", values.get("facility"))
            if "wanted" in values:
                values["wanted"] = t(f"site.people_{values['wanted']}")
            st.markdown(f"- {plain(t(issue.code, value=issue.value, **values))}")


def left_out(found: Sited) -> None:
    """Draw the rooms that could not be chosen, and why."""
    shown = left_out_table(found)
    if shown.empty:
        return
    with st.expander(t("siting_page.left_out", count=len(shown))):
        st.dataframe(
            shown,
            hide_index=True,
            column_config=left_out_headings(),
            row_height=32,
            placeholder="—",
        )
