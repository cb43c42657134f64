"""What the page of money draws is what the plan and its files say, whichever year it counts by."""

import json
import math

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from phasing.funds import NEXT_PLAN
from tests.ui.conftest import EVIL
from texts import say
from ui.money.basis import BASES, PAID, START, by_basis, years_of
from ui.money.curves import curves, served, spent
from ui.money.lines import exported, lines
from ui.money.scale import ticks
from ui.money.shares import by_street, household_yuan, party_shares
from ui.money.stacks import stacks
from ui.money.street_section import _row
from ui.outputs.files import content
from ui.templates import html

YUAN = 1e-4


@pytest.fixture(scope="module")
def plan(view):
    return view.proposals[0]


@pytest.fixture(scope="module")
def horizon(view):
    return view.plan.choices.horizon


def estates(view) -> pd.DataFrame:
    return pd.DataFrame(view.estates.drop(columns="geometry"))


@pytest.mark.parametrize("basis", BASES)
def test_both_ways_of_counting_come_to_what_the_estates_placed_cost(view, plan, basis):
    cost = view.estates.set_index("estate_id")["cost_wan"].reindex(list(plan.plan)).sum()
    assert by_basis(plan, basis)["amount_wan"].sum() == pytest.approx(cost, abs=YUAN)


def test_by_start_a_year_holds_the_cost_of_the_estates_that_start_in_it(plan):
    sums = by_basis(plan, START).groupby("year")["amount_wan"].sum()
    cost = plan.by_year.set_index("year")["cost_wan"]
    for year in cost.index:
        assert sums.get(year, 0.0) == pytest.approx(cost[year], abs=YUAN)


def test_by_payment_a_source_pays_in_a_year_what_the_table_of_spending_says(plan):
    found = by_basis(plan, PAID).set_index(["source", "year"])["amount_wan"]
    told = plan.spend.groupby(["source", "year"])["spend_wan"].sum()
    told = told[told.gt(0)]
    assert sorted(found.index) == sorted(told.index)
    assert found.reindex(told.index).to_numpy() == pytest.approx(told.to_numpy(), abs=YUAN)


def test_what_a_source_pays_is_what_the_map_file_sums_to(view, plan):
    text = content(view, "estates.geojson", "zh").decode()
    rows = [feature["properties"] for feature in json.loads(text)["features"]]
    sums = by_basis(plan, START).groupby("source")["amount_wan"].sum()
    for source, amount in sums.items():
        column = f"money_{source}_wan"
        assert math.fsum(row[column] or 0.0 for row in rows) == pytest.approx(amount, abs=YUAN)


def test_lines_are_those_of_the_spreadsheet_and_add_up(view, plan, horizon, tmp_path):
    file = tmp_path / "programme.xlsx"
    file.write_bytes(content(view, "programme.xlsx", "zh"))
    sheet = openpyxl.load_workbook(file)[say("zh", "sheet.sources")]
    head, *rows = sheet.iter_rows(values_only=True)
    paid = head.index(say("zh", "column.wan_of", name="需求优先"))
    table = by_basis(plan, PAID)
    years = years_of(plan, table, horizon)
    found = lines(plan, table, years)
    told = {row[1]: row[paid] for row in rows if row[1] not in {"小计", "合计"}}
    for line in found:
        assert line.total == pytest.approx(math.fsum(line.years), abs=YUAN)
        if line.kind == "source":
            assert line.total == pytest.approx(told[line.name], abs=YUAN)
    parts = [line.total for line in found if line.kind in {"party", "next_plan"}]
    assert found[-1].kind == "total"
    assert found[-1].total == pytest.approx(math.fsum(parts), abs=YUAN)
    lost = plan.spend.loc[plan.spend["source"].ne(NEXT_PLAN), "lapsed_wan"].sum()
    assert found[-1].lapsed == pytest.approx(lost, abs=YUAN)
    assert len(exported(found, years)) == len(found)


@pytest.mark.parametrize("basis", BASES)
def test_the_pieces_of_a_column_stand_on_each_other_and_reach_its_sum(plan, horizon, basis):
    table = by_basis(plan, basis)
    years = years_of(plan, table, horizon)
    drawn = stacks(
        table, years, dict.fromkeys(table["source"], "#000"), last=horizon[-1], budgets=None
    )
    top = float(drawn["ys"][-1]["text"].replace(",", ""))
    frame = drawn["frame"]
    high = frame.floor - frame.top
    for year, column in zip(years, drawn["columns"], strict=True):
        amount = table.loc[table["year"].eq(year), "amount_wan"].sum()
        pieces = column["pieces"]
        assert sum(piece["high"] for piece in pieces) == pytest.approx(
            high * amount / top, abs=0.02 * max(len(pieces), 1)
        )
        assert bool(column["after"]) == (year > horizon[-1])


def test_an_s_curve_never_falls_and_ends_at_the_total(view, plan, horizon):
    for basis in BASES:
        table = spent(view.proposals, horizon, basis)
        assert (table.diff().dropna() >= -YUAN).all().all()
        whole = by_basis(plan, basis)["amount_wan"].sum()
        assert table[plan.name].iloc[-1] == pytest.approx(whole, abs=YUAN)
    homes = served(view.proposals, horizon)
    assert homes[plan.name].iloc[-1] == plan.by_year["households"].sum()


def test_what_really_was_is_drawn_up_to_the_last_year_known(view, plan, horizon):
    table = spent(view.proposals, horizon, START)
    drawn = curves(table, plan.name, str, actual={horizon[1]: 2.0, horizon[0]: 1.0, 1900: 5.0})
    assert len(drawn["actual"].split(" ")) == 3
    assert len(curves(table, plan.name, str)["actual"].split(" ")) == 1
    assert [line["name"] for line in drawn["lines"]][-1] == plan.name


def test_streets_and_parties_share_all_the_money(view, plan):
    whole = plan.money["amount_wan"].sum()
    streets = by_street(plan, estates(view))
    assert streets["amount_wan"].sum() == pytest.approx(whole, abs=YUAN)
    assert streets["planned"].sum() == len(plan.plan)
    assert list(streets["amount_wan"]) == sorted(streets["amount_wan"], reverse=True)
    parties = party_shares(plan)
    assert parties["share"].sum() == pytest.approx(1)
    assert parties["amount_wan"].sum() == pytest.approx(whole, abs=YUAN)


def test_a_street_whose_name_is_html_stays_a_name(view, plan):
    named = estates(view).assign(street=EVIL)
    table = by_street(plan, named)
    parties = list(table.columns[6:])
    rows = [_row(table.iloc[0].to_dict(), parties, dict.fromkeys(parties, "#000"), table)]
    drawn = html("money_streets", rows=rows, key=[])
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_nobody_paid_is_no_street_and_unknown_households_are_no_average(view, plan):
    nothing = plan.money.iloc[:0]
    assert math.isnan(household_yuan(nothing, estates(view)))
    lost = estates(view).assign(households=float("nan"))
    assert math.isnan(household_yuan(plan.money, lost))


@given(st.floats(min_value=1e-3, max_value=1e9))
@settings(max_examples=60)
def test_the_numbers_beside_a_drawing_reach_its_top_and_not_much_further(top):
    steps = ticks(top)
    assert steps[0] == 0
    assert steps[-1] >= top * (1 - 1e-6)
    assert len(steps) < 8
    assert steps[-1] <= 3 * top
