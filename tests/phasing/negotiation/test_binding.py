"""What binds each year is what the book says when it is asked, and giving way there is enough."""

import dataclasses

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing import InfeasibleError, Objective, Settings, problem
from phasing.book import Book
from phasing.negotiation.asking import asking
from phasing.negotiation.binding import COLUMNS, binding
from phasing.negotiation.shortage import shortage
from phasing.negotiation.standing import standing
from phasing.parts import to_yuan
from phasing.rules import Budget, Cap, LockOut, NextPlan, in_order
from tests.phasing.test_every_plan import NEED, YEARS, money, rows, turns
from tests.phasing.test_properties import AIMS, posed

EXACT = Settings(gap=0, node_limit=5000, seed=1)
FITS = ("fits", "fits_better")
SAID = {"money": "no_money", "cap": "cap", "stock": "stock", "precede": "precede"}


def stands(problem_):
    try:
        return standing(problem_, settings=EXACT)
    except InfeasibleError:
        return None


def refusal(posed_, stood, unit, start):
    """Ask a book of a problem, with the rest of the plan in it, whether a unit may start."""
    book = Book(posed_)
    for other, year in stood.starts.items():
        if other != unit:
            book.place(other, year)
    return book.refusal(unit, start)


def check(stood):
    for row in binding(stood).itertuples():
        unit = stood.unit_of.get(row.estate_id)
        start = unit and row.year - unit.plan(0)[row.estate_id]
        if unit is None or start not in unit.years:
            assert row.code not in FITS
            continue
        said = refusal(stood.problem, stood, unit, start)
        assert (said is None) == (row.code in FITS)
        if row.more == 0 and row.code in SAID:
            assert said == SAID[row.code]
        if row.more == 0 and row.code == "money":
            check_money(stood, row, unit, start)


def check_money(stood, row, unit, start):
    """Exactly what each that could pay alone would give lets the unit in, a yuan less does not."""
    lack = shortage(asking(stood), row.estate_id, row.year)
    assert lack.short_wan == row.by
    alone = lack.payers[lack.payers["alone"]]
    assert row.source == ("" if alone.empty else alone["source"].iloc[0])
    for payer in alone[alone["rule"].notna()].itertuples():
        for yuan, fits in ((to_yuan(row.by), True), (to_yuan(row.by) - 1, False)):
            richer = with_more(stood.problem, payer.rule, yuan)
            assert (refusal(richer, stood, unit, start) is None) == fits
    together = {payer.rule: to_yuan(payer.short_wan) for payer in lack.payers.itertuples()}
    if alone.empty and None not in together and sum(together.values()) == to_yuan(row.by):
        richer = stood.problem
        for rule, yuan in together.items():
            richer = with_more(richer, rule, yuan)
        assert refusal(richer, stood, unit, start) is None


def with_more(posed_, rule, yuan):
    name = "limit_wan" if isinstance(rule, NextPlan) else "amount_wan"
    more = dataclasses.replace(rule, **{name: (to_yuan(getattr(rule, name)) + yuan) / 10_000})
    left = {other for other in posed_.rules if other != rule}
    return dataclasses.replace(posed_, rules=in_order({*left, more}))


@settings(max_examples=15, deadline=None)
@given(posed=posed(most=6), aim=st.sampled_from(AIMS))
def test_every_row_is_what_the_book_says_and_money_is_exact(posed, aim):
    check(stands(posed.aiming_at(aim)))


@settings(max_examples=25, deadline=None)
@given(pool=rows(), purse=money(), ties=st.lists(turns(), max_size=1))
def test_so_it_is_with_shares_arrears_and_ties(pool, purse, ties):
    stood = stands(problem(pool, years=YEARS, objective=NEED).subject_to(*purse, *ties))
    if stood is not None:
        check(stood)


@settings(max_examples=10, deadline=None)
@given(posed=posed(most=6), random=st.randoms())
def test_the_order_of_rows_does_not_matter(posed, random):
    order = random.sample(range(len(posed.estates)), len(posed.estates))
    shuffled = problem(posed.estates.iloc[order], years=posed.years).subject_to(*posed.rules)
    tables = [binding(stands(p.aiming_at(AIMS[0]))) for p in (posed, shuffled)]
    pd.testing.assert_frame_equal(*tables)


@settings(max_examples=15, deadline=None)
@given(posed=posed(most=6))
def test_one_row_an_estate_and_year_before_its_own(posed):
    stood = stands(posed.aiming_at(AIMS[0]))
    expected = [
        (estate, year)
        for estate in posed.estates["estate_id"]
        for year in posed.years
        if year < stood.plan.get(estate, 9999)
    ]
    table = binding(stood)
    assert list(zip(table["estate_id"], table["year"], strict=True)) == expected


def test_a_better_plan_that_nobody_found_is_said(four):
    aim = Objective("need", "need", (1.0, 0.9))
    money_ = [Budget("市级", year, 1000) for year in (2027, 2028)]
    posed_ = problem(four, years=[2027, 2028], objective=aim).subject_to(*money_)
    stood = dataclasses.replace(standing(posed_, settings=EXACT), starts={}, value=0.0)
    table = binding(stood)
    assert set(table["code"]) == {"fits_better"}
    assert (table["by"] == 1).all()


def test_whose_money_counts_is_not_told_by_moving_one(four):
    aim = Objective("outside", "outside", (1.0, 0.9))
    posed_ = problem(four, years=[2027, 2028], objective=aim).subject_to(Cap("estates", 2027, 3))
    table = binding(standing(posed_, settings=EXACT))
    assert set(table["code"]) <= {"fits", "cap"}
    assert np.isnan(table.loc[table["code"] == "fits", "by"]).all()


@pytest.mark.parametrize("count", [0, 1])
def test_without_estates_or_reasons_the_table_is_empty_with_its_types(four, count):
    aim = Objective("need", "need", (1.0,))
    table = binding(standing(problem(four[:count], years=[2027], objective=aim), settings=EXACT))
    assert table.empty
    assert {name: str(kind) for name, kind in table.dtypes.items()} == COLUMNS
    assert list(table) == list(COLUMNS)


def test_who_is_taken_out_has_a_row_for_every_year(four):
    aim = Objective("need", "need", (1.0, 0.9))
    posed_ = problem(four[:1], years=[2027, 2028], objective=aim).subject_to(LockOut("E1"))
    table = binding(standing(posed_, settings=EXACT))
    assert table["year"].tolist() == [2027, 2028]
    assert table["year_now"].isna().all()
    assert table["rule"].tolist() == [LockOut("E1")] * 2
