import dataclasses

import pytest

from phasing.negotiation.alternatives import Alternatives
from reports.briefing import briefing
from reports.negotiable import negotiable
from reports.outward import at_least, at_most
from tests.reports.test_briefing import visible
from tests.small_negotiated import asked, negotiated
from tests.small_results import town


def cells(row):
    return [cell["text"] for cell in row["cells"]]


def told(code, **changed):
    """Return the title where no other plan was found, for a reason."""
    found = asked().alternatives
    alone = Alternatives(found.plans[:1], found.table.head(1), found.distances.head(0), code,
                         found.asked)  # fmt: skip
    return negotiable(negotiated(alternatives=alone, **changed), locale="zh")


def test_nobody_asked_there_is_no_page():
    assert negotiable(town(), locale="zh") is None
    assert negotiable(negotiated(alternatives=None, prices=()), locale="zh") is None


def test_the_title_counts_plans_and_estates_that_are_in_all_of_them():
    # Of six estates two are in all three plans; nobody else is out of all.
    page = negotiable(negotiated(), locale="zh")
    assert page["title"].startswith("有商量余地：另有 2 个方案离最优都不超过 40\xa0%")
    assert page["title"].endswith("2 个小区在这 3 个方案里都有，4 个可以商量")
    assert [item["count"] for item in page["firm"]] == [2, 4, 0]
    assert [plan["placed"] for plan in page["plans"]] == ["5", "5", "4"]


def test_what_is_lost_is_told_with_what_is_proven_of_it():
    # LH0006 (40 points, 100 people) first: 24,900 of 27,300 are left; without LH0001 22,700.
    first, second, third, fourth = negotiable(negotiated(), locale="zh")["prices"]
    assert cells(first) == ["8.79 %", "6", "300", "0"]
    assert first["cells"][0]["note"] == "8.79 %–8.80 %"
    assert cells(second)[0] == "16.85 %"
    assert (cells(third)[0], third["cells"][0]["note"]) == ("做不到", "3 条规则冲突")
    assert cells(fourth)[:2] == ["已经如此", "0"]


@pytest.mark.parametrize(
    ("code", "says"),
    [("no_more", "已证明"), ("search_ended", "不能说没有"), ("base_not_proven", "说不准")],
)
def test_no_other_plan_is_told_with_its_reason(code, says):
    page = told(f"alternatives.{code}")
    assert says in page["title"]
    assert page["plans"] == page["firm"] == []


def test_prices_alone_say_the_most_that_any_costs_and_what_cannot_be_done():
    page = negotiable(negotiated(alternatives=None, how_often=None), locale="zh")
    assert page["title"] == "试了 4 处改动：1 处做不到，其余每处损失不超过 16.85 %"
    one = asked().prices[2:3]
    only = negotiable(negotiated(alternatives=None, prices=one), locale="zh")
    assert only["title"] == "试了 1 处改动，没有一处做得到"


def test_a_loss_that_may_be_nothing_is_not_told_as_nothing():
    price = dataclasses.replace(
        asked().prices[0], code="not_told_apart", lost=10.0, lost_least=0.0, lost_most=273.0
    )
    (row,) = negotiable(negotiated(prices=(price,)), locale="zh")["prices"]
    assert (cells(row)[0], row["cells"][0]["note"]) == ("分不出损失", "至多 1.00 %")


def test_more_prices_than_a_page_holds_are_counted():
    many = asked().prices * 3
    page = negotiable(negotiated(prices=many), locale="en")
    assert (len(page["prices"]), page["prices_more"]) == (8, 4)


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_both_pages_are_words_and_follow_the_aims(locale):
    html = briefing(negotiated(), locale=locale)
    text = visible(html)
    assert "briefing." not in text
    assert "{" not in text
    keys = [part.split('"')[0] for part in html.split('<section class="slide ')[1:]]
    assert keys[6:9] == ["aims", "negotiable", "sooner"]


def test_ranges_are_rounded_so_that_they_hold():
    assert (at_least(0.12345), at_most(0.12345)) == ("12.34 %", "12.35 %")
    assert (at_least(0.1), at_most(0.1), at_most(float("nan"))) == ("10.00 %", "10.00 %", "–")
