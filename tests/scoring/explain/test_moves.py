import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scoring.explain.moves import COLUMNS, moves
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
