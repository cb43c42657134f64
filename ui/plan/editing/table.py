"""The plan as a table: years and locks edited by keyboard, in the same draft as on the map."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.standing import Standing
from phasing.rules import LockIn
from study.plan_edits import Edit
from ui.negotiate.estate import names
from ui.plan.editing import draft as edit_draft
from ui.plan.editing.carried import Draft
from ui.plan.editing.draft import added, without
from ui.plan.editing.map import locked
from ui.plan.editing.together import together
from ui.session.view import View
from ui.session.words import t

NONE = "—"  # in no year of the plan
_SHOWN, _DATA, _TURN = "plan.table.shown", "plan.table.draft", "plan.table.turn"
_LISTED = "plan.table.listed"


def year_table(view: View, proposal: str, stood: Standing, freeable: frozenset[str]) -> None:
    """Draw an estate a row; the year and the lock of a row can be changed, all others only read.

    The editor keeps what a person typed in it; it is drawn anew where the draft changed elsewhere
    or other estates are listed.
    """
    passed = together(view, proposal, stood)
    listed = tuple(passed.index[passed])
    now = (edit_draft.drafted(), listed)
    if (st.session_state.get(_SHOWN), st.session_state.get(_LISTED)) != now:
        st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
        st.session_state[_SHOWN] = st.session_state[_DATA] = edit_draft.drafted()
        st.session_state[_LISTED] = listed
    base: Draft = st.session_state[_DATA]
    shown = rows(view, stood, base)
    shown = shown[shown.index.isin(listed)]
    key = f"plan.table.{st.session_state[_TURN]}"

    def typed() -> None:
        changes = st.session_state[key]["edited_rows"]
        wanted = draft_of(shown, changes, base, plan=stood.plan, freeable=freeable)
        st.session_state[_SHOWN] = wanted
        edit_draft.put(wanted)

    st.caption(t("plan_edit.table_help"))
    still: Any = [name for name in shown if name not in {"year", "lock"}]
    with st.container(key="plan_edit_table"):
        st.data_editor(
            shown, hide_index=True, column_config=_headings(stood), key=key, on_change=typed,
            disabled=still, num_rows="fixed", height="stretch", placeholder=NONE,
        )  # fmt: skip


def rows(view: View, stood: Standing, draft: Draft) -> pd.DataFrame:
    """Return the table of the plan with a draft in it (index: estate_id), by rank.

    year: text, `NONE` for in no year. lock: set to its year in the file or in the draft.
    """
    estates = view.estates.sort_values(["rank", "estate_id"], na_position="last")
    ids = estates["estate_id"].astype(str).tolist()
    called, fixed, asked = names(view), set(locked(view, LockIn)), asked_years(draft)
    freed = {str(edit.about["estate_id"]) for edit in draft if edit.kind == "free"}
    years = [_told(asked.get(one, stood.plan.get(one))) for one in ids]
    locks = [asked[one] is not None if one in asked else one in fixed - freed for one in ids]
    return pd.DataFrame({
        "rank": estates["rank"].astype("Int64").array,
        "name": [called[one] for one in ids],
        "street": estates["street"].fillna("").astype(str).to_numpy(object),
        "cluster": estates["cluster_id"].fillna("").astype(str).to_numpy(object),
        "year": years,
        "lock": locks,
        "cost": estates["cost_wan"].to_numpy(float),
    }, index=pd.Index(ids, name="estate_id"))  # fmt: skip


def draft_of(
    shown: pd.DataFrame,
    changes: Mapping[int, Mapping[str, Any]],
    base: Draft,
    *,
    plan: Mapping[str, int],
    freeable: frozenset[str],
) -> Draft:
    """Return the draft that cells typed over the table `shown` of the draft `base` come to.

    A year typed locks the estate there, `NONE` leaves it out; the year the plan has anyway, without
    a lock, says nothing. A lock taken away frees the estate of what the file says.
    """
    found = base
    for place, cells in sorted(changes.items()):
        row = shown.iloc[place]
        for edit in _edits(row, cells, base, planned=plan, freeable=freeable):
            found = without(found, str(row.name)) if edit is None else added(found, edit)
    return found


def _edits(
    row: pd.Series,
    cells: Mapping[str, Any],
    base: Draft,
    *,
    planned: Mapping[str, int],
    freeable: frozenset[str],
) -> Iterator[Edit | None]:
    """Yield what one row comes to; None: nothing drafted of the estate any more."""
    estate, free = str(row.name), Edit("free", {"estate_id": str(row.name)})
    year, lock = cells.get("year", row["year"]) or NONE, cells.get("lock", row["lock"])
    yield None
    if not lock and estate in freeable and ("lock" in cells or free in base):
        yield free
    moved = "year" in cells and year != _told(planned.get(estate))
    kept = lock and year != NONE and ("lock" in cells or estate in asked_years(base))
    if moved or kept:
        yield _set(estate, year)


def _set(estate: str, year: str) -> Edit:
    if year == NONE:
        return Edit("out", {"estate_id": estate})
    return Edit("pin", {"estate_id": estate, "year": int(year)})


def asked_years(draft: Sequence[Edit]) -> dict[str, int | None]:
    """Return the year a draft asks for each estate it names; None: left out."""
    return {
        str(edit.about["estate_id"]): int(edit.about["year"]) if edit.kind == "pin" else None
        for edit in draft
        if edit.kind in {"pin", "out"}
    }


def _told(year: int | None) -> str:
    return NONE if year is None else str(year)


def _headings(stood: Standing) -> dict[str, Any]:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    years = [*map(str, stood.problem.years), NONE]
    return {
        "rank": figure(t("ui.column.rank"), format="%d", width=52),
        "name": text(t("ui.column.name"), width=130, pinned=True),
        "street": text(t("plan_edit.column.street"), width=90),
        "cluster": text(t("plan_edit.column.cluster"), width=70),
        "year": st.column_config.SelectboxColumn(
            t("plan_edit.column.year"), options=years, required=True, width=80,
            help=t("plan_edit.move_help"),
        ),
        "lock": st.column_config.CheckboxColumn(
            t("plan_edit.column.lock"), width=64, help=t("plan_edit.lock_help")
        ),
        "cost": figure(t("plan_edit.column.cost"), format="%,.0f", width=90),
    }  # fmt: skip
