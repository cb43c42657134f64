"""Overrides of a study become questions to its plan; mistakes are told with what would be right."""

import json

import pandas as pd
import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.price import price, price_at_once
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Gate, NotBefore, Together
from study.negotiation.price import check_estates, override
from study.negotiation.price_record import price_record
from study.negotiation.price_words import NOBODY_KNOWN, price_words
from tables import InputError
from texts import said, say

EXACT = Settings(gap=0, node_limit=5000, seed=1)


@pytest.fixture(scope="module")
def plan():
    pool = pd.DataFrame(
        {
            "estate_id": ["E1", "E2", "E3", "E4"],
            "district": ["河东区", "河东区", "河西区", "河西区"],
            "cost_wan": [400.0, 500.0, 300.0, 200.0],
            "households": [100, 120, 80, 60],
            "score": [90.0, 80.0, 70.0, 60.0],
            "residents": [300, 360, None, 180],
        }
    )
    aim = Objective("need", "need", (1.0, 0.9))
    posed = problem(pool, years=[2027, 2028], objective=aim).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 500)
    )
    return standing(posed, settings=EXACT)


@pytest.mark.parametrize(
    ("pins", "out", "code"),
    [
        ({"E9": 2027}, (), "price.unknown_estate"),
        ({"E1": 2035}, (), "price.year_beyond"),
        ({"E1": "2027"}, (), "price.year_beyond"),
        ({"E1": True}, (), "price.year_beyond"),
        ({}, (), "price.nothing_asked"),
        ({"E1": 2027}, ("E1",), "price.twice"),
    ],
)
def test_a_mistake_is_told_in_both_languages(plan, pins, out, code):
    with pytest.raises(InputError) as raised:
        override(plan, pins, out)
    assert raised.value.code == code
    for locale in ("zh", "en"):
        assert "{" not in say(locale, code, **raised.value.values)


def test_the_nearest_estates_are_named():
    with pytest.raises(InputError) as raised:
        check_estates({"E11"}, {"E1", "E2", "X"})
    assert "'E1" in str(raised.value)


def test_what_is_asked_of_a_plan_has_its_price(plan):
    # 53,100 with E2 and E1; E3 promises nothing known and takes 300 of 2027: E4 10,800, E2 25,920.
    pinned = price(plan, override(plan, {"E3": 2027}), settings=EXACT)
    assert pinned.lost == pytest.approx(53_100 - 36_720)
    left = price(plan, override(plan, {}, ["E2"]), settings=EXACT)
    assert "E2" not in left.after.plan


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_a_price_in_words(plan, locale):
    found = price(plan, override(plan, {"E3": 2027}), settings=EXACT)
    words = price_words(found, {"E3": "五建小区"})
    codes = [code for code, _ in words]
    assert codes[:3] == ["price.pin", "price.as.priced", "price.displaced"]
    assert {"price.later", "price.enters", "price.leaves", "price.money"} <= set(codes)
    assert "price.residents_unknown" in codes
    assert words[0][1] == {"name": "五建小区", "year": 2027}
    assert dict(words)["price.as.priced"]["lost"] == "16,380"
    assert "{" not in "".join(say(locale, code, **values) for code, values in words)


def test_a_first_answer_says_what_may_be_lost_but_moves_nobody_yet(plan):
    first = dict(price_words(price_at_once(plan, override(plan, {"E3": 2027})), {}))
    assert "price.first_answer" in first
    assert not {"price.displaced", "price.later", "price.leaves"} & set(first)


def test_the_range_is_told_in_per_cent_too(plan):
    found = price(plan, override(plan, {"E3": 2027}), settings=EXACT)
    told = dict(price_words(found, {}))["price.as.priced"]
    assert (told["least_share"], told["most_share"]) == ("30.84%", "30.85%")  # 16,380 of 53,100


def test_every_way_a_price_may_end_has_words():
    codes = (
        *("priced", "as_planned", "not_told_apart", "better", "better.released", "clash"),
        *("cluster_broken", "cluster_broken.won"),
    )
    assert all(said(locale, f"price.as.{code}") for code in codes for locale in ("zh", "en"))
    assert all(said(locale, NOBODY_KNOWN) for locale in ("zh", "en"))


@pytest.mark.parametrize("locale", ["zh", "en"])
def test_who_leaves_a_cluster_is_named_beside_what_it_wins(plan, locale):
    # E2 and E3 wait for E3 until 2028; put into 2027, E2 leaves E3 behind.
    pool = plan.problem.estates.assign(cluster_id=[None, "P", "P", None])
    posed = problem(pool, years=[2027, 2028], objective=plan.problem.objective).subject_to(
        Budget("市级", 2027, 500), Budget("市级", 2028, 500),
        Together("P", batches=False), NotBefore("E3", 2028),
    )  # fmt: skip
    stood = standing(posed, settings=EXACT)
    assert "E2" not in stood.plan  # 800 for both is more than a year has
    found = price(stood, override(stood, {"E2": 2027}), settings=EXACT)
    words = dict(price_words(found, {"E3": "五建小区"}))
    told = words["price.as.cluster_broken.won"]
    assert told["names"] == "五建小区"
    assert "price.left_cluster" not in words  # said once
    assert "五建小区" in say(locale, "price.as.cluster_broken.won", **told)


def test_nobody_known_is_said_and_not_counted_as_nobody(plan):
    alone = plan.problem.estates[plan.problem.estates["estate_id"] == "E3"]
    posed = problem(alone, years=[2027], objective=Objective("need", "need", (1.0,)))
    stood = standing(posed.subject_to(Budget("市级", 2027, 500)), settings=EXACT)
    found = price(stood, override(stood, {}, ["E3"]), settings=EXACT)
    leaves = dict(price_words(found, {}))["price.leaves"]
    assert (leaves["residents"], leaves["households"]) == (None, "80")


def test_a_clash_and_a_release_in_words_and_as_a_record(plan):
    clash = price(plan, override(plan, {"E1": 2027, "E2": 2027}), settings=EXACT)
    assert [code for code, _ in price_words(clash, {})][-1] == "price.as.clash"
    record = price_record(clash)
    assert (record["code"], record["estates"]) == ("clash", [])
    assert record["clash"]
    gated = standing(plan.problem.subject_to(Gate("E1", "consent")), settings=EXACT)
    freed = override(gated, {"E1": 2027}, release=[Gate("E1", "consent")])
    found = price(gated, freed, settings=EXACT)
    assert "price.released" in dict(price_words(found, {}))


def test_a_record_holds_every_table_in_plain_values(plan):
    record = price_record(price(plan, override(plan, {"E3": 2027}), settings=EXACT))
    assert json.loads(json.dumps(record, allow_nan=True))["displaced"] == 4
    (entering,) = [row for row in record["estates"] if row["estate_id"] == "E3"]
    assert entering["year_before"] is None
    assert entering["residents"] is None
    assert record["pins"] == {"E3": 2027}
