import dataclasses

import numpy as np
import pytest

from layers.exports import estates_layer, plan_table, walks_table, words
from layers.gis import heading
from tests.small_results import nothing_known, town

PARTS = ["age_part", "willingness_part", "condition_part", "coverage_part"]


def test_rounded_parts_still_add_up_to_the_rounded_score():
    table = estates_layer(town())
    hundredths = (table[PARTS] * 100).round().astype(int).sum(axis=1)
    assert (hundredths == (table["score"] * 100).round().astype(int)).all()


def test_no_part_is_moved_by_more_than_the_roundings_together():
    sent, kept = estates_layer(town()), town().estates
    assert np.abs(sent[PARTS].to_numpy() - kept[PARTS].to_numpy()).max() <= 0.025


def test_a_criterion_of_which_nothing_is_known_keeps_an_unknown_part():
    results = town()
    score = results.estates[PARTS[1:]].sum(axis=1)
    blind = dataclasses.replace(
        results, estates=results.estates.assign(age_part=np.nan, score=score)
    )
    table = estates_layer(blind)
    assert table["age_part"].isna().all()
    assert (table[PARTS].sum(axis=1) - table["score"]).abs().max() < 1e-9


def test_who_pays_adds_up_to_the_cost_of_an_estate_in_the_plan():
    table = estates_layer(town())
    placed = table[table["year"].notna()]
    paid = placed[[name for name in table if name.startswith("money_")]].sum(axis=1)
    assert (paid - placed["cost_wan"]).abs().max() < 0.02


def test_an_estate_outside_the_plan_has_no_money_and_a_reason_in_both_languages():
    table = estates_layer(town())
    out = table[table["year"].isna()]
    assert out[[name for name in table if name.startswith("money_")]].isna().all(axis=None)
    assert out["reason_zh"].ne("").all()
    assert out["reason_en"].ne("").all()


def test_a_gate_as_reason_is_said_as_the_gate():
    assert words(town().estates["reason"], "reason", locale="zh").isin(["居民同意未达标"]).any()


def test_counts_are_whole_numbers_and_unknown_stays_unknown():
    table = estates_layer(nothing_known())
    assert table["households"].isna().all()
    assert str(estates_layer(town())["households"].dtype) == "Int64"


@pytest.mark.parametrize("table", [plan_table, walks_table])
def test_row_order_does_not_matter(table):
    results = town()
    shuffled = dataclasses.replace(
        results,
        walks=results.walks.sample(frac=1, random_state=1),
        proposals=tuple(
            dataclasses.replace(plan, money=plan.money.sample(frac=1, random_state=1))
            for plan in results.proposals
        ),
    )
    assert table(results).equals(table(shuffled))


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_column_has_a_heading_in_words(locale):
    columns = [name for name in estates_layer(town()) if name != "geometry"]
    assert [name for name in columns if heading(name, locale=locale) == name] == []
