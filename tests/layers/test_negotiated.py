"""Columns of the estates that say what was found when a plan was asked."""

import dataclasses

import pandas as pd
import pytest

from layers.exports import estates_layer
from layers.gis import heading
from layers.negotiated import COLUMNS, negotiated_columns
from layers.negotiation_words import cause_of, sentence
from phasing.negotiation.score_change import SCORED
from study.negotiation.why_words import Said
from tests.small_results import town
from tests.study.four_negotiated import results


def columns():
    ids = pd.Series(["E1", "E2", "E3", "E4"])
    return negotiated_columns(results(), ids).set_index(ids)


def test_the_year_before_its_own_and_what_keeps_it_from_it():
    table = columns()
    assert table.loc["E3", "why_year"] == 2027
    assert table.loc["E3", "why_code"] == "money"
    assert table.loc["E3", "why_zh"].startswith("2027 年：资金差 180 万元")
    assert table.loc["E2", "why_year"] == 2028  # not in the plan: the last year
    assert pd.isna(table.loc["E1", "why_year"])  # it starts in the first year
    assert pd.isna(table.loc["E1", "why_zh"])


def test_shares_and_gains_are_those_that_were_found():
    table, found = columns(), results().negotiated
    often = found.how_often.set_index("estate_id")["in_plan"]
    assert table["plans_share"].to_dict() == often.to_dict()
    assert table["draws_share"].between(0, 1).all()
    assert table["canvass_gain_share"].notna().to_dict() == {
        "E1": False, "E2": True, "E3": False, "E4": False,
    }  # fmt: skip


def test_nothing_is_added_where_nothing_was_asked():
    assert not set(COLUMNS) & set(estates_layer(town()))
    found = results().negotiated
    bare = type(found)(found.proposal, found.standing, why=found.why)
    table = estates_layer(dataclasses.replace(results(), negotiated=bare))
    assert set(COLUMNS) & set(table) == {"why_year", "why_code", "why_zh", "why_en"}


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_every_column_has_its_own_heading(locale):
    table = estates_layer(results())
    assert set(COLUMNS) <= set(table)
    heads = [heading(name, locale=locale) for name in COLUMNS]
    assert not set(heads) & set(COLUMNS)
    assert len(set(heads)) == len(heads)


def test_payers_and_aims_go_by_their_names_and_nobody_knows_is_said():
    paid = Said("money_worth.stopped", {"source": "residents", "year": 2027, "step_wan": "5"})
    assert "居民" in sentence(paid, locale="zh")
    unknown = Said("price.leaves", {"residents": None, "households": "5"})
    assert "人数未知" in sentence(unknown, locale="zh")
    then = Said("price.then", {"aim": SCORED[0], "change": "+1"})
    assert "需求优先" in sentence(then, locale="zh")


@pytest.mark.parametrize(
    ("code", "cause"),
    [("gate:age", "age"), ("not_before", "not_before"), ("cluster_held", "cluster"),
     ("lock_out", "locked"), ("fits_better", "fits")],
)  # fmt: skip
def test_causes_are_few(code, cause):
    assert cause_of(code) == cause
