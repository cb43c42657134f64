import dataclasses

import pandas as pd
import pytest

from study.rank import ranked as rank_study
from study.reasons import (
    HEADS,
    explained,
    facts_table,
    heads_table,
    inputs_of,
    standing_of,
    weight_rooms,
)
from tests.study import small_ranking


@pytest.fixture(scope="module")
def told():
    return small_ranking.ranked()


def test_the_standing_is_the_rank_of_the_study(told):
    choices, ranked = told
    assert standing_of(ranked, choices).rank.tolist() == ranked.estates["rank"].tolist()


def test_it_is_so_too_when_residents_count():
    choices, ranked = small_ranking.ranked(by_population=True)
    assert standing_of(ranked, choices).rank.tolist() == ranked.estates["rank"].tolist()
    plain = small_ranking.ranked()[1]
    assert ranked.estates["rank"].tolist() != plain.estates["rank"].tolist()


def test_one_estate_is_told_as_all_are(told):
    choices, ranked = told
    whole = facts_table(ranked)
    for estate_id in ranked.estates["estate_id"]:
        own = whole[whole["estate_id"].eq(estate_id)].reset_index(drop=True)
        pd.testing.assert_frame_equal(explained(ranked, choices, estate_id).facts, own)


def test_parts_sum_to_the_score(told):
    choices, ranked = told
    for row in ranked.estates.to_dict("records"):
        found = explained(ranked, choices, row["estate_id"])
        assert found.parts["part"].sum() == pytest.approx(row["score"], abs=1e-9)
        assert (found.rank, found.estates) == (row["rank"], len(ranked.estates))


def test_a_move_brings_the_rank_it_promises_when_the_study_is_ranked_again(told):
    choices, ranked = told
    last = ranked.estates.sort_values("rank")["estate_id"].iloc[-1]
    found = explained(ranked, choices, last, up=2)
    assert found.up == 2
    done = 0
    for move in found.moves[found.moves["reachable"]].to_dict("records"):
        again = small_ranking.ranked_with(ranked, last, move["indicator"], move["new_value"])
        place = again.estates.set_index("estate_id").loc[last, "rank"]
        assert place == move["new_rank"] <= len(ranked.estates) - 2
        done += 1
    assert done


def test_residents_can_change_what_is_ready_and_need_is_a_fact(told):
    inputs = inputs_of(told[1].tree)
    assert inputs["support_rate"].kind == "changeable"
    assert inputs["age_years"].kind == "fact"
    assert (inputs["leak"].step, inputs["leak"].high) == (1, 3)


def test_the_room_of_each_weight_holds_the_weight(told):
    choices, ranked = told
    rooms = weight_rooms(ranked, choices, first=2)
    assert rooms["criterion"].tolist() == list(ranked.card.criteria)
    assert (rooms["low"] <= rooms["weight"]).all()
    assert (rooms["high"] >= rooms["weight"]).all()


def test_an_estate_nobody_knows_is_said(told):
    with pytest.raises(KeyError):
        explained(told[1], told[0], "nobody")


def test_what_counting_residents_did_is_the_rank_with_and_without(told):
    choices, ranked = small_ranking.ranked(by_population=True)
    found = heads_table(ranked, choices)
    assert found["rank"].tolist() == ranked.estates["rank"].tolist()
    assert found["rank_without"].tolist() == told[1].estates["rank"].tolist()
    assert found["residents"].tolist() == ranked.estates["residents"].tolist()
    assert heads_table(told[1], told[0]).empty


def test_unknown_residents_are_open_where_they_count():
    choices, ranked = small_ranking.ranked(by_population=True)
    estates = ranked.measured.estates.copy()
    estates.loc[0, "residents"] = float("nan")
    again = rank_study(dataclasses.replace(ranked.measured, estates=estates), choices)
    own = explained(again, choices, "E01")
    first = own.unknowns.iloc[0]
    assert first["indicator"] == HEADS
    assert first["rank_best"] <= own.rank <= first["rank_worst"]
    assert first["rank_best"] < first["rank_worst"]
    assert HEADS not in set(explained(again, choices, "E02").unknowns["indicator"])
