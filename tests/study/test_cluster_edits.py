"""Edits of clusters: text → choices → clusters, on six estates of three given clusters."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.cluster_edits import CLUSTER_WAYS
from study.clustered import by_hand
from study.clusters import parse
from study.plain_yaml import values
from study.plan_edits import Edit, with_edits
from tables import InputError

TEXT = """# 东区
name: 东区
clusters: together  # kept in one year
rules: []  # none yet
"""
LEDGER = {"E1": "P1", "E2": "P1", "E3": "P2", "E4": "P2", "E5": None, "E6": None}


def clusters_of(text, ledger=LEDGER):
    """Return the cluster of each estate by the text, over the ledger."""
    names, _ = by_hand(ledger, ledger.values(), parse(values(text).get("clusters")))
    return dict(zip(ledger, names, strict=True))


def after(*edits, text=TEXT):
    return with_edits(text, [Edit(kind, about) for kind, about in edits], ways=CLUSTER_WAYS)


def test_a_cluster_called_by_a_bare_number_is_edited_as_any_other():
    text = TEXT.replace("together  # kept in one year", "{members: {12: [E1, E2]}}  # 12 号片区")
    more = after(("cluster", {"name": "12", "estates": ["E5"]}), text=text)
    assert "{members: {12: [E1, E2, E5]}}  # 12 号片区" in more
    assert clusters_of(more)["E5"] == "12"
    gone = after(("dissolve", {"name": "12", "estates": ["E1", "E2"]}), text=text)
    assert parse(values(gone)["clusters"]).members == {}
    assert clusters_of(gone)["E1"] is None


def test_a_drawn_cluster_counts_before_the_ledger_and_the_rest_of_the_file_stays():
    text = after(("cluster", {"name": "东门", "estates": ["E5", "E2"]}))
    assert text.splitlines() == [
        "# 东区",
        "name: 东区",
        "clusters: {keep: together, members: {东门: [E2, E5]}}",
        "rules: []  # none yet",
    ]
    assert clusters_of(text) == {**LEDGER, "E2": "东门", "E5": "东门"}


def test_estates_join_a_cluster_that_is_there():
    text = after(("cluster", {"name": "P1", "estates": ["E5"]}))
    assert clusters_of(text) == {**LEDGER, "E5": "P1"}


def test_a_split_names_both_sides():
    about = {"name": "P2", "estates": ["E4"], "rest": ["E3"], "new_name": "P2b"}
    text = after(("split", about))
    assert parse(values(text)["clusters"]).members == {"P2": ("E3",), "P2b": ("E4",)}
    assert clusters_of(text) == {**LEDGER, "E4": "P2b"}


def test_a_merge_takes_all_members_under_one_name():
    about = {"names": ["P1", "P2"], "name": "P1", "estates": ["E1", "E2", "E3", "E4"]}
    assert set(clusters_of(after(("merge", about))).values()) == {"P1", None}


def test_a_merge_of_drawn_clusters_needs_no_list():
    drawn = [("cluster", {"name": n, "estates": [e]}) for n, e in (("A", "E5"), ("B", "E6"))]
    text = after(*drawn, ("merge", {"names": ["A", "B"], "name": "A"}))
    assert parse(values(text)["clusters"]).members == {"A": ("E5", "E6")}


def test_dissolved_members_stand_alone_whatever_the_ledger_says():
    text = after(("dissolve", {"name": "P1", "estates": ["E1", "E2"]}))
    assert parse(values(text)["clusters"]).alone == ("E1", "E2")
    assert clusters_of(text) == {**LEDGER, "E1": None, "E2": None}


def test_taking_the_word_back_leaves_the_text_saying_what_it_said():
    text = after(
        ("cluster", {"name": "东门", "estates": ["E1", "E5"]}),
        ("alone", {"estates": ["E3"]}),
        ("as_filed", {"estates": ["E1", "E3", "E5"]}),
    )
    assert parse(values(text)["clusters"]) == parse("together")


@pytest.mark.parametrize(
    ("kind", "about", "code"),
    [
        ("cluster", {"name": " ", "estates": ["E1"]}, "clusters.no_name"),
        ("cluster", {"name": "A", "estates": []}, "clusters.no_members"),
        ("merge", {"names": ["P1", "P9"], "name": "A"}, "clusters.unknown_cluster"),
        ("dissolve", {"name": "P1"}, "clusters.unknown_cluster"),
        ("split", {"name": "P1", "estates": ["E1"], "rest": ["E1"], "new_name": "B"},
         "clusters.split_nothing_left"),
    ],
)  # fmt: skip
def test_what_fits_no_cluster_is_refused(kind, about, code):
    with pytest.raises(InputError) as refused:
        after((kind, about))
    assert refused.value.code == code


IDS = st.lists(st.sampled_from(sorted(LEDGER)), min_size=1, max_size=4, unique=True)
NAMES = st.sampled_from(["P1", "P2", "东门", "a: b"])


@st.composite
def edits(draw):
    """Return an edit as the page makes it: about clusters as they are then."""
    kind = draw(st.sampled_from(["cluster", "split", "merge", "dissolve", "alone", "as_filed"]))
    return kind, draw(IDS), draw(NAMES), draw(NAMES)


def made(now, kind, ids, name, other):
    """Return what the page would hand over, None where its button is off."""
    inside = {one: [e for e, c in now.items() if c == one] for one in (name, other)}
    rest = [e for e in inside[name] if e not in ids]
    if kind == "split":
        right = rest and name != other
        return right and {"name": name, "estates": ids, "rest": rest, "new_name": other}
    if kind == "merge":
        both = {*inside[name], *inside[other]}
        return both and {"names": [name, other], "name": name, "estates": sorted(both)}
    if kind == "dissolve":
        return inside[name] and {"name": name, "estates": inside[name]}
    return {"name": name, "estates": ids}


@settings(max_examples=60, deadline=None)
@given(st.lists(edits(), max_size=8))
def test_whatever_is_edited_no_estate_is_lost_and_each_is_in_at_most_one_cluster(steps):
    text = TEXT
    for kind, ids, name, other in steps:
        now = clusters_of(text)
        about = made(now, kind, ids, name, other)
        if not about:
            continue
        text = after((kind, about), text=text)
        found = clusters_of(text)  # parse refuses an estate in two clusters
        assert set(found) == set(LEDGER)
        moved = {e for e in LEDGER if found[e] != now[e]}
        assert moved <= {*about["estates"], *about.get("rest", ())}
        if kind == "as_filed":
            assert {e: found[e] for e in ids} == {e: LEDGER[e] for e in ids}
        elif kind in {"alone", "dissolve"}:
            assert {found[e] for e in about["estates"]} == {None}
        else:
            assert {found[e] for e in about["estates"]} == {about.get("new_name", about["name"])}
    assert text.startswith("# 东区\nname: 东区\n")
    assert text.endswith("rules: []  # none yet\n")


def test_a_word_where_estates_are_listed_is_no_list_of_letters():
    with pytest.raises(InputError) as raised:
        CLUSTER_WAYS["cluster"]("name: 东区\n", {"name": "甲", "estates": "E1"})
    assert raised.value.code == "clusters.no_members"
