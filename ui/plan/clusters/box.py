"""Clusters on the map of the plan: what is chosen, and what can be made of it."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from study.plan_edits import Edit
from ui.plan.clusters import drawing
from ui.plan.clusters.now import clusters_now, members, neighbours, spoken
from ui.plan.editing import draft as edit_draft
from ui.session import state
from ui.session.view import View
from ui.session.words import missing, number, plain, t

_NAME, _OF, _WITH, _ASKED = "cluster.name", "cluster.of", "cluster.with", "cluster.asked"
_STREET, _LISTED, _SUGGESTED = "cluster.street", "cluster.listed", "cluster.suggested"
_FEWEST, _NAMED, _LONG_LIST = 2, 3, 1000


def show(view: View, proposal: str) -> None:
    """Draw what is chosen on the map or in the list, and the ways to make a cluster of it."""
    now = clusters_now(view)
    groups = members(now)
    chosen = list(drawing.now().estates)
    with st.container(border=True, key="cluster_box"):
        st.markdown(f"**{t('cluster_box.title')}**", help=t("cluster_box.help"))
        st.markdown(_told(view, proposal, chosen, now))
        of = _of(groups, now, chosen)
        if chosen:
            _of_chosen(view, chosen, of, groups)
        if of:
            _of_cluster(view, of, groups, now)
        with st.expander(t("cluster_box.by_list")):
            _list(view, chosen)


def _told(view: View, proposal: str, chosen: Sequence[str], now: Mapping[str, str]) -> str:
    """Return how many estates are chosen, how many cannot enter, and which clusters they are in."""
    drawing_now = drawing.now()
    if not chosen:
        code = "cluster_box.none_inside" if drawing_now.ring else "cluster_box.start"
        return t(code)
    rows = view.estates.set_index("estate_id").loc[list(chosen)]
    shut = int(sum(not missing(gate) and gate != "" for gate in rows["gate"]))
    placed = int(rows[f"year_{proposal}"].notna().sum()) if f"year_{proposal}" in rows else None
    inside: dict[str, int] = {}
    for one in chosen:
        if now.get(one):
            inside[now[one]] = inside.get(now[one], 0) + 1
    first = sorted(inside, key=lambda name: (-inside[name], name))
    notes = [t("cluster_box.shut", count=shut)] if shut else []
    notes += [t("cluster_box.placed", count=placed)] if placed is not None else []
    notes += [
        t("cluster_box.in_cluster", count=inside[name], name=plain(name)) for name in first[:_NAMED]
    ]
    notes += [t("cluster_box.more_clusters", count=len(first) - _NAMED)] * (len(first) > _NAMED)
    code = "cluster_box.inside" if drawing_now.ring else "cluster_box.chosen"
    told = t(code, count=number(len(chosen)))
    return told + (t("cluster_box.notes", notes=t("ui.comma").join(notes)) if notes else "")


def _of(groups: Mapping[str, Sequence[str]], now: Mapping[str, str], chosen: Sequence[str]) -> str:
    """Draw the list of clusters; that of the estates chosen or clicked last is on. Return it."""
    asked = tuple(chosen) or (state.selected(),)
    if st.session_state.get(_ASKED) != asked:
        st.session_state[_ASKED] = asked
        inside = {now.get(one, "") for one in asked}
        if len(inside) == 1 and (name := inside.pop()):
            st.session_state[_OF] = name
    if st.session_state.get(_OF) not in groups:
        st.session_state[_OF] = None
    found = st.selectbox(
        t("cluster_box.of"),
        list(groups),
        format_func=lambda name: t("cluster_box.named", name=name, count=len(groups[name])),
        key=_OF,
        placeholder=t("cluster_box.of_none" if groups else "cluster_box.no_clusters"),
        help=t("cluster_box.of_help"),
        disabled=not groups,
        persist_state="session",
    )
    return str(found) if found else ""


def _of_chosen(
    view: View, chosen: Sequence[str], of: str, groups: Mapping[str, Sequence[str]]
) -> None:
    """Draw what can be made of the estates chosen."""
    name = _name(_suggested(view, chosen, groups))
    mine = [one for one in groups.get(of, ()) if one in set(chosen)]
    rest = [one for one in groups.get(of, ()) if one not in set(chosen)]
    fresh = name not in groups
    make, join = st.columns(2)
    _button(
        make, "make" if fresh else "make_more", Edit("cluster", _about(name, chosen)),
        able=bool(name) and (len(chosen) >= _FEWEST or not fresh), primary=True,
    )  # fmt: skip
    _button(
        join, "join", Edit("cluster", _about(of, chosen)), able=bool(of) and len(mine) < len(chosen)
    )
    part, single = st.columns(2)
    split = {**_about(of, mine), "rest": rest, "new_name": name}
    _button(part, "split", Edit("split", split), able=bool(mine and rest and fresh and name))
    _button(single, "alone", Edit("alone", {"estates": list(chosen), "count": len(chosen)}))
    if by_hand := sorted(spoken(view) & set(chosen)):
        back = {"estates": by_hand, "count": len(by_hand)}
        _button(st.container(), "as_filed", Edit("as_filed", back))
    if len(chosen) < _FEWEST and fresh:
        st.caption(t("cluster_box.too_few"))


def _name(suggested: str) -> str:
    """Draw the field of the name; what nobody typed follows what is chosen."""
    was = st.session_state.get(_SUGGESTED)
    if st.session_state.get(_NAME) in (None, "", was):
        st.session_state[_NAME] = suggested
    st.session_state[_SUGGESTED] = suggested
    return str(st.text_input(t("cluster_box.name"), key=_NAME, max_chars=40)).strip()


def _of_cluster(
    view: View, of: str, groups: Mapping[str, Sequence[str]], now: dict[str, str]
) -> None:
    """Draw what can be made of the whole cluster."""
    near = neighbours(view, now, of)
    if st.session_state.get(_WITH) not in near:
        st.session_state[_WITH] = near[0] if near else None
    other = st.selectbox(
        t("cluster_box.with"),
        near,
        format_func=lambda name: t("cluster_box.named", name=name, count=len(groups[name])),
        key=_WITH,
        placeholder=t("cluster_box.no_other"),
        disabled=not near,
        help=t("cluster_box.with_help"),
    )
    both = [*groups[of], *groups.get(str(other), ())]
    merge, dissolve = st.columns(2)
    _button(
        merge, "merge", Edit("merge", {"names": [of, other], **_about(of, both)}), able=bool(other)
    )
    _button(dissolve, "dissolve", Edit("dissolve", _about(of, groups[of])))
    st.button(
        t("cluster_box.show"),
        key="cluster.show",
        on_click=drawing.choose,
        args=(list(groups[of]),),
        type="tertiary",
        icon=":material/select_all:",
    )


def _list(view: View, chosen: Sequence[str]) -> None:
    """Draw the same choice without a map: estates by name, by street where there are many."""
    rows = view.estates
    if len(rows) > _LONG_LIST:
        streets = sorted(rows["street"].dropna().astype(str).unique())
        street = st.selectbox(t("cluster_box.street"), streets, key=_STREET)
        rows = rows[rows["street"].eq(street) | rows["estate_id"].isin(chosen)]
    names = {
        str(one): f"{one if missing(name) else name} {one}"
        for one, name in zip(rows["estate_id"], rows["name"], strict=True)
    }
    st.session_state[_LISTED] = [one for one in chosen if one in names]
    st.multiselect(
        t("cluster_box.estates"),
        list(names),
        format_func=names.__getitem__,
        key=_LISTED,
        on_change=lambda: drawing.choose(st.session_state[_LISTED]),
        placeholder=t("cluster_box.estates_none"),
    )
    st.button(t("draw.cancel"), key="cluster.clear", on_click=drawing.clear, disabled=not chosen)


def _button(
    beside: DeltaGenerator,
    name: str,
    edit: Edit,
    *,
    able: bool = True,
    primary: bool = False,
) -> None:
    beside.button(
        t(f"cluster_box.{name}"),
        key=f"cluster.{name}",
        on_click=_draft,
        args=(edit,),
        disabled=not able,
        type="primary" if primary else "secondary",
        help=t(f"cluster_box.{name}_help"),
        width="stretch",
    )


def _draft(edit: Edit) -> None:
    edit_draft.add(edit)
    drawing.clear()
    st.session_state.pop(_OF, None)


def _about(name: str, estates: Sequence[str]) -> dict[str, object]:
    return {"name": name, "estates": sorted(estates), "count": len(estates)}


def _suggested(view: View, chosen: Sequence[str], groups: Mapping[str, Sequence[str]]) -> str:
    """Return a name nobody has: of the community, else the street, most of them are in."""
    rows = view.estates.set_index("estate_id").loc[list(chosen)]
    for column in ("community", "street"):
        places = rows[column].dropna().astype(str) if column in rows else rows.index[:0].to_series()
        if len(places):
            most = min(places.mode())
            break
    else:
        most = ""
    name, turn = t("cluster_box.suggested", place=most), 2
    while name in groups:
        name, turn = t("cluster_box.suggested_again", place=most, turn=turn), turn + 1
    return name
