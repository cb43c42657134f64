"""Columns of the table of estates are read once, and anew where the table is another one."""

import dataclasses
import math

from phasing import problem
from phasing.pool import Pool
from phasing.rules import Gate
from phasing.units import candidates, units

YEARS = (2027, 2028)


def test_what_was_read_is_kept_under_other_rules_and_not_with_another_table(four):
    posed = problem(four, years=YEARS)
    assert posed.subject_to(Gate("E1", "age")).pool is posed.pool
    dearer = posed.estates.assign(households=posed.estates["households"] + 1)
    assert posed.pool.amount("households")["E1"] == 100
    assert dataclasses.replace(posed, estates=dearer).pool.amount("households")["E1"] == 101


def test_unknown_numbers_are_unknown_and_each_estate_counts_one(four):
    pool = Pool(four.drop(columns="residents").assign(households=[100, None, 80, 60]))
    assert math.isnan(pool.amount("households")["E2"])
    assert all(map(math.isnan, pool.amount("residents").values()))
    assert set(pool.amount("estates").values()) == {1.0}
    assert pool.lacking(["cost_wan", "households"]) == ("E2",)
    assert pool.clusters == {"西门片区": ("E1", "E2")}


def test_the_queue_goes_by_rank_else_score_else_nothing(four):
    assert Pool(four).queue == {"E1": -90, "E2": -80, "E3": -70, "E4": -60}
    ranked = four.assign(rank=[4, 3, 2, None])
    assert Pool(ranked).queue == {"E1": 4, "E2": 3, "E3": 2, "E4": math.inf}
    assert set(Pool(four.drop(columns="score")).queue.values()) == {0.0}


def test_candidates_are_those_not_kept_out_whichever_rules_were_asked_before(four):
    free = problem(four, years=YEARS)
    gated = free.subject_to(Gate("E2", "age"))
    asked = [candidates(one, units(one))["estate_id"].tolist() for one in (free, gated, free)]
    assert asked == [["E1", "E2", "E3", "E4"], ["E1", "E3", "E4"], ["E1", "E2", "E3", "E4"]]
