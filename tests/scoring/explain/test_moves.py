import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.card import scorecard
from scoring.explain.again import again
from scoring.explain.moves import COLUMNS, moves
from scoring.explain.reach import Input
from scoring.explain.reasons import indicator_parts
from scoring.explain.standing import standing
from scoring.indicators import Indicator, points
from scoring.score import score
from scoring.weights import Weights
from tests.scoring.small_tree import INPUTS, SHEET, case, random_town, ranks, town


def asked(estates, estate_id, up):
    parts, standing, _ = case(estates)
    return moves(parts[parts["estate_id"] == estate_id], standing, SHEET, INPUTS, up=up)


def changed(estates, estate_id, indicator, value):
    table = estates.copy()
    table.loc[table["estate_id"] == estate_id, indicator] = value
    return ranks(table)[estate_id]


def test_one_place_up_by_each_input_worked_out_by_hand():
    # all alike but age: E01 40 years (66.67 points), E02 38 (60): E02 is 2 points of score behind
    estates = town([(40, 1, 0.5, 0.75), (38, 1, 0.5, 0.75)])
    found = asked(estates, "E02", 1).set_index("indicator")
    # as old as E01 it stands level in all, and the lower estate_id keeps E01 in front
    assert found.loc["age_years", ["new_value", "change", "new_rank"]].tolist() == [41, 3, 1]
    # 2 / 0.3 = 6.67 points of support; 60 + 6.67 points is 0.75 + 0.25·6.67/40 = 0.7917
    assert found.loc["support", "new_value"] == pytest.approx(0.792)
    assert found.loc["support", "kind"] == "changeable"
    # 2 / 0.16 = 12.5 points of coverage: 0.5 - 0.125; level in score but ahead in nothing else
    assert found.loc["coverage", "new_value"] == pytest.approx(0.375, abs=1e-6)
    assert found.loc["coverage", "bound"] == "at_most"
    assert found.loc["leak", ["new_value", "new_rank"]].tolist() == [2, 1]
    assert found["reachable"].all()
    assert found.index.tolist() == ["support", "age_years", "coverage", "leak"]
    assert found["relative"].tolist() == sorted(found["relative"])


def test_a_level_score_passes_where_the_tie_is_won():
    estates = town([(40, 1, 0.5, 0.75, 90), (38, 1, 0.5, 0.75, 100)])
    assert asked(estates, "E02", 1).set_index("indicator").loc["age_years", "new_value"] == 40


def test_what_no_single_input_can_do_is_said():
    estates = town([(50, 3, 0.0, 1.0), (21, 0, 1.0, 0.5)])
    found = asked(estates, "E02", 1)
    assert not found["reachable"].any()
    assert found["new_value"].isna().all()


def test_the_first_estate_and_one_without_a_score_have_no_moves():
    estates = town([(40, 1, 0.5, 0.75), (None, None, None, None)])
    for estate_id in ("E01", "E02"):
        found = asked(estates, estate_id, 1)
        assert found.empty
        assert tuple(found) == COLUMNS


def test_an_unknown_input_is_no_move():
    estates = town([(40, 1, 0.5, 0.75), (None, 1, 0.5, 0.70)])
    assert "age_years" not in set(asked(estates, "E02", 1)["indicator"])


def test_beyond_rank_one_the_goal_is_rank_one():
    estates = town([(40, 1, 0.5, 0.75), (39, 1, 0.5, 0.75), (38, 1, 0.5, 0.75)])
    found = asked(estates, "E03", 10).set_index("indicator")
    assert found.loc["age_years", "new_rank"] == 1


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), up=st.integers(1, 4))
def test_the_change_brings_the_rank_and_a_smaller_one_does_not(seed, up):
    lottery = np.random.default_rng(seed)
    estates = random_town(lottery, 9)
    before = ranks(estates)
    estate_id = str(lottery.choice(estates["estate_id"]))
    goal = max(1, before[estate_id] - up)
    for move in asked(estates, estate_id, up).to_dict("records"):
        key, value = move["indicator"], move["value"]
        if not move["reachable"]:
            ends = [end for end in (INPUTS[key].low, INPUTS[key].high, 60) if end is not None]
            assert all(changed(estates, estate_id, key, end) > goal for end in ends)
            continue
        assert changed(estates, estate_id, key, move["new_value"]) == move["new_rank"] <= goal
        step = INPUTS[key].step or 1e-6
        less = move["new_value"] - np.sign(move["change"]) * step
        if (less - value) * move["change"] >= 0:
            assert changed(estates, estate_id, key, less) > goal


def test_a_tie_that_is_won_by_a_step_counts_though_the_rival_was_rounded_up():
    # the rival stands at 250.666…/3, told as 83.555555556: 8 is level with it and has more homes
    sheet = [
        Indicator("a", "c", "need", ((2, 28), (5, 43), (7, 83), (10, 90)), 2),
        Indicator("b", "c", "need", ((0, 80), (5, 80)), 1),
    ]
    estates = pd.DataFrame({"estate_id": ["E1", "E2"], "a": [8.0, 4], "b": [1.0, 1],
                            "households": [10, 20]})  # fmt: skip
    found = points(estates, sheet)
    scores = score(scorecard(found), Weights({"c": 1.0}))
    own = indicator_parts(found, Weights({"c": 1.0})).iloc[2:].reset_index(drop=True)
    stand = standing(scores, estates["households"])
    given = {"a": Input("fact", step=1), "b": Input("fact", step=1)}
    move = moves(own, stand, sheet, given, up=1).set_index("indicator").loc["a"]
    assert (move["new_value"], move["new_rank"]) == (8, 1)


@settings(max_examples=12)
@given(seed=st.integers(0, 10_000), step=st.sampled_from([1, 0.01]))
def test_where_unknowns_count_as_the_median_the_rank_is_that_of_the_town_scored_again(seed, step):
    lottery = np.random.default_rng(seed)
    sheet = [
        Indicator("a", "c", "need", ((0, 0), (10, 100)), 1, missing="typical"),
        Indicator("b", "d", "need", ((0, 0), (10, 100)), 1),
    ]
    values = lottery.integers(0, 11, (7, 2)).astype(float)
    values[lottery.random(7) < 0.4, 0] = np.nan
    estates = pd.DataFrame(values, columns=["a", "b"]).assign(
        estate_id=[f"E{place}" for place in range(7)]
    )
    homes, weights = pd.Series(np.full(7, 100.0)), Weights({"c": 0.5, "d": 0.5})

    def placed(table):
        return standing(score(scorecard(points(table, sheet)), weights), homes)

    found, stand = points(estates, sheet), placed(estates)
    inputs = {key: Input("fact", step=step, low=0) for key in ("a", "b")}
    for at, estate_id in enumerate(estates["estate_id"]):
        own = indicator_parts(found, weights)
        own = own[own["estate_id"] == estate_id].reset_index(drop=True)
        shifted = again(found, sheet, weights, stand, estate_id)
        for move in moves(own, stand, sheet, inputs, up=2, again=shifted).to_dict("records"):
            goal, trial = max(1, stand.rank[at] - 2), estates.copy()
            if not move["reachable"]:
                trial.loc[at, move["indicator"]] = 10
                assert placed(trial).rank[at] > goal
                continue
            trial.loc[at, move["indicator"]] = move["new_value"]
            assert placed(trial).rank[at] == move["new_rank"] <= goal
            trial.loc[at, move["indicator"]] = move["new_value"] - step
            assert placed(trial).rank[at] > goal
