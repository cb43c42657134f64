"""A file sent back held against the study's own estates: each change taken or left."""

from functools import partial
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import streamlit as st

from intake.check import Checked
from intake.headings.table_guess import Kind
from intake.joining.differences import SHAPE, accepted
from intake.joining.under_ids import Matched
from intake.places import FILE, ROW
from layers.geojson import geojson
from layers.gis import heading
from reports.plain_rows import plain_rows
from ui.data.looked import Looked
from ui.session.reading import Given
from ui.session.words import locale, missing, number, percent, plain, t

_TURN, _ALL = "compare.turn", "compare.all"
_KINDS = ("added", "removed", "moved", "changed")
_WIDTHS = {"take": 60, "kind": 80, "estate_id": 100, "name": 150, "field": 130, "before": 200,
           "after": 200, "distance": 150}  # fmt: skip
_ROW_HEIGHT = 34


def data_compare(given: Given, one: Looked) -> None:
    """Draw the changes with a box for each, and the ledger with those taken."""
    found = one.held
    if found is None or given.inputs is None:
        return
    if one.changes is None:
        st.info(t("data.compare.no_ids"), icon=":material/key:")
        return
    if one.named is not None:
        _by_name(one.named)
    before, changes = given.inputs.tables["estates"], one.changes.changes
    if one.changes.twice:
        ids = plain(t("ui.comma").join(one.changes.twice))
        st.warning(t("data.compare.twice", ids=ids), icon=":material/content_copy:")
    if changes.empty:
        st.success(t("data.compare.same"), icon=":material/check_circle:")
        return
    counts = changes["kind"].value_counts()
    said = [t(f"data.compare.count.{k}", count=number(counts[k])) for k in _KINDS if k in counts]
    st.caption(t("data.compare.lead", counts=t("ui.comma").join(said)))
    taken = _choose(_shown(changes, before, found.rows))
    _outcome(before, found, changes, taken)


def _by_name(named: Matched) -> None:
    """Say that rows were matched by name, and which names could not be."""
    st.info(t("data.compare.by_name", count=number(named.matched)), icon=":material/link:")
    if named.unsure:
        names = plain(t("ui.comma").join(named.unsure))
        st.warning(t("data.compare.unsure", names=names), icon=":material/content_copy:")


def _choose(shown: pd.DataFrame) -> pd.Series:
    """Draw the changes with their boxes and the buttons for all; return which are taken."""
    all_, none, _ = st.columns([1, 1, 4])
    for place, name, value in ((all_, "take_all", True), (none, "take_none", False)):
        place.button(
            t(f"data.compare.{name}"),
            key=f"compare.{name}",
            on_click=_set_all,
            args=(value,),
            width="stretch",
        )
    boxes = st.session_state.get(_ALL, False)
    config: dict[str, Any] = {
        name: st.column_config.TextColumn(t(f"data.compare.{name}"), width=width)
        for name, width in _WIDTHS.items()
    }
    take = t("data.compare.take")
    config["take"] = st.column_config.CheckboxColumn(take, width=_WIDTHS["take"])
    edited = st.data_editor(
        shown.assign(take=boxes)[list(_WIDTHS)],
        hide_index=True,
        column_config=config,
        disabled=[name for name in _WIDTHS if name != "take"],
        row_height=_ROW_HEIGHT,
        key=f"compare.rows.{st.session_state.get(_TURN, 0)}",
        num_rows="fixed",
    )
    return edited["take"].astype(bool)


def _set_all(value: bool) -> None:  # noqa: FBT001 - a box
    st.session_state[_ALL] = value
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1


def _shown(changes: pd.DataFrame, before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    names = {**_names(after), **_names(before)}
    return pd.DataFrame(
        {
            "kind": [t(f"data.compare.kind.{kind}") for kind in changes["kind"]],
            "estate_id": changes["estate_id"],
            "name": [names.get(one, "") for one in changes["estate_id"]],
            "field": [_field(name) for name in changes["field"]],
            "before": _cells(changes, "before"),
            "after": _cells(changes, "after"),
            "distance": [_moved(row) for row in changes.to_dict("records")],
        }
    )


def _cells(changes: pd.DataFrame, side: str) -> list[str]:
    pairs = zip(changes[side], changes["kind"], strict=True)
    return [_told(value, kind) for value, kind in pairs]


def _names(frame: pd.DataFrame) -> dict[str, str]:
    known = frame[["estate_id", "name"]].dropna()
    return dict(zip(known["estate_id"], known["name"].astype(str), strict=True))


def _field(name: str) -> str:
    if name == SHAPE:
        return t("data.compare.shape")
    return heading(name, locale=locale()) if name else ""


def _told(value: Any, kind: str) -> str:  # noqa: ANN401 - a cell of any table
    if missing(value) or value is pd.NaT:
        return "—"
    if kind == "moved":
        return t("data.compare.area", area=number(value))
    if isinstance(value, bool):
        return t("data.yes") if value else t("data.no")
    if isinstance(value, pd.Timestamp):
        return str(value.date())
    return f"{value:.10g}" if isinstance(value, float) else str(value)


def _moved(row: dict[Any, Any]) -> str:
    if missing(row["distance_m"]):
        return ""
    area = row["area_change"]
    parts = [t("data.compare.moved", metres=number(row["distance_m"], 1))]
    if not missing(area) and area:
        parts.append(t("data.compare.grown", share=("+" if area > 0 else "") + percent(area, 1)))
    return t("ui.comma").join(parts)


def _outcome(before: pd.DataFrame, found: Checked, changes: pd.DataFrame, taken: pd.Series) -> None:
    """Draw the downloads of the study's estates with the changes taken."""
    count = int(taken.sum())
    told, sheet, layer = st.columns([2.4, 1, 1], vertical_alignment="center")
    told.markdown(t("data.compare.taken", count=number(count), left=number(len(changes) - count)))
    how = (before, found, changes, tuple(taken.to_numpy()), locale())
    files = [(sheet, ".xlsx", "table")]
    if isinstance(before, gpd.GeoDataFrame):
        files.append((layer, ".geojson", "map"))
    for place, suffix, icon in files:
        place.download_button(
            t(f"data.compare.get{suffix}"),
            partial(ledger, *how, suffix=suffix),
            t("data.compare.file_name") + suffix,
            on_click="ignore",
            icon=f":material/{icon}:",
            key=f"compare.get{suffix}",
            disabled=not count,
            width="stretch",
        )


def ledger(
    before: pd.DataFrame,
    found: Checked,
    changes: pd.DataFrame,
    taken: tuple[bool, ...],
    language: str,
    *,
    suffix: str,
) -> bytes:
    """Return the study's estates with the changes taken, as a workbook or as GeoJSON."""
    kept = changes.loc[np.array(taken, dtype=bool)]
    rows = before if kept.empty else accepted(before, found.rows, kept)
    if suffix == ".geojson":
        return geojson(rows, key="estate_id").encode()
    traces: dict[str, Any] = {FILE: "", ROW: pd.RangeIndex(len(rows))}
    traced = rows.assign(**traces)
    whole = Checked("estates", "estates", Kind("estates", 1.0, "", sure=True), traced, (), (), "")
    return plain_rows(whole, suffix, locale=language)
