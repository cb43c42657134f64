import pytest

from study.clusters import Clusters, Propose, parse
from tables import InputError


@pytest.mark.parametrize("word", ["together", "apart"])
def test_one_word_says_how_clusters_are_kept(word):
    assert parse(word) == Clusters(keep=word)


def test_nothing_written_keeps_them_together_and_proposes_none():
    assert parse(None) == parse({}) == Clusters()
    assert Clusters() == Clusters("together", "step_out", batches=True, propose=None, attach_m=None)


def test_everything_written():
    given = {
        "keep": "apart",
        "gated": "hold_back",
        "batches": False,
        "propose": {"gap_m": 30, "same": "community", "small_households": 200, "most_members": 9},
        "attach_m": 150,
    }
    wanted = Propose(30, ("community",), 200, None, 9)
    assert parse(given) == Clusters(
        "apart", "hold_back", batches=False, propose=wanted, attach_m=150
    )


def test_an_empty_proposal_takes_the_stated_defaults():
    assert parse({"propose": {}}).propose == Propose(50, ("street",), 300, None, 13)


def test_a_floor_area_alone_replaces_the_households():
    found = parse({"propose": {"small_area_m2": 5000}}).propose
    assert (found.small_households, found.small_area_m2) == (None, 5000)


def test_what_is_not_asked_is_written_as_nothing():
    found = parse({"propose": {"same": [], "small_households": None, "most_members": None}}).propose
    assert (found.same, found.small_households, found.most_members) == ((), None, None)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("togther", "study.not_one_of"),
        (["together"], "study.not_a_mapping"),
        ({"kep": "apart"}, "study.unknown_key"),
        ({"gated": "out"}, "study.not_one_of"),
        ({"batches": "yes"}, "study.not_one_of"),
        ({"attach_m": 0}, "study.not_above"),
        ({"attach_m": "far"}, "study.not_a_number"),
        ({"propose": True}, "study.not_a_mapping"),
        ({"propose": {"gap": 50}}, "study.unknown_key"),
        ({"propose": {"gap_m": -1}}, "study.not_above"),
        ({"propose": {"same": "city"}}, "study.not_one_of"),
        ({"propose": {"most_members": 1}}, "study.not_above"),
        ({"propose": {"most_members": 2.5}}, "clusters.not_whole"),
    ],
)
def test_what_cannot_be_meant_is_refused(given, code):
    with pytest.raises(InputError) as refused:
        parse(given)
    assert refused.value.code == code


def test_what_a_person_drew_is_read_by_name_and_estates():
    given = {"members": {"东门片区": ["LH0001", 1002]}, "alone": ["LH0007"]}
    found = parse(given)
    assert found.members == {"东门片区": ("LH0001", "1002")}
    assert found.alone == ("LH0007",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"members": ["E1"]}, "study.not_a_mapping"),
        ({"members": {"A": []}}, "clusters.no_members"),
        ({"members": {"A": None}}, "clusters.no_members"),
        ({"members": {" ": ["E1", "E2"]}}, "clusters.no_name"),
        ({"members": {"A": "E1"}}, "study.not_a_list"),
        ({"members": {"A": ["E1", 1.5]}}, "clusters.not_an_id"),
        ({"members": {"A": ["E1", "E1"]}}, "clusters.estate_twice"),
        ({"members": {"A": ["E1", "E2"], "B": ["E2", "E3"]}}, "clusters.estate_twice"),
        ({"members": {"A": ["E1", "E2"]}, "alone": ["E1"]}, "clusters.estate_twice"),
    ],
)
def test_a_drawing_that_cannot_be_meant_is_refused(given, code):
    with pytest.raises(InputError) as refused:
        parse(given)
    assert refused.value.code == code
