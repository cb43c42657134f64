"""A run, a price and one question are asked of the same plan, also where no search proves it."""

import csv
import random

import pytest

import study
from study.negotiation.one_question import answered, asking_only
from study.negotiation.price import plan_of
from tests.study import four_estates

# Forty estates of sizes that no year's money fits exactly, and searches of one node.
COUNT, CHANGE = 40, {
    "proposals": ["need", "reach"],
    "solver": {"gap": 0.00001, "nodes": 1},
    "negotiate": {"gap": 0.000001, "nodes": 2},
}  # fmt: skip
MONEY = [("市级", 2027, 5003), ("市级", 2028, 3777), ("省级", 2028, 1331)]


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    drawn = random.Random(7)  # noqa: S311  no secret
    estates = [
        (
            *(
                f"E{place}",
                f"小区{place}",
                drawn.randint(1975, 1999),
                homes := drawn.randint(30, 300),
            ),
            *(homes * 70 + drawn.randint(0, 900), drawn.randint(0, 3), ""),
        )
        for place in range(1, COUNT + 1)
    ]
    folder = tmp_path_factory.mktemp("forty") / "study"
    four_estates.write(folder, estates=estates, budgets=MONEY, change=CHANGE)
    heads = ["小区编码", "调查日期", "发放问卷", "回收问卷", "支持改造", "同意缴纳物业费"]
    surveys = [(row[0], "2026-05-01", 100, 90, 81, 72) for row in estates]
    with (folder / "意愿.csv").open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([heads, *surveys])
    return study.run(study.load(folder))


@pytest.fixture(scope="module")
def ranked(run):
    return study.ranked(run.measured, run.choices)


def told(plan):
    return plan.plan, plan.value, plan.bound


def test_the_search_for_the_plan_ends_at_its_limit(run):
    asked = run.proposals[0]
    assert (asked.name, asked.status) == ("need", "limit")
    assert asked.gap > run.choices.negotiate.gap


@pytest.mark.parametrize("name", ["need", "reach"])
def test_what_is_pinned_is_the_plan_of_the_run(run, ranked, name):
    programme = next(one for one in run.proposals if one.name == name)
    plan = plan_of(ranked, run.choices, name)
    assert told(plan) == (dict(programme.plan), programme.value, programme.bound)


@pytest.mark.parametrize("said", [{}, {"gap": 0.05, "nodes": 1}])
def test_one_question_is_asked_of_the_plan_of_the_run_however_closely_it_is_asked(
    run, ranked, said
):
    question = asking_only(run.choices, said)
    found = answered(ranked, run.choices, question, ("why",))
    assert told(found.standing) == told(run.negotiated.standing)


def test_the_other_proposal_is_the_one_of_the_run_too(run, ranked):
    question = asking_only(run.choices, {"proposal": "reach"})
    found = answered(ranked, run.choices, question, ("why",))
    assert told(found.standing) == told(plan_of(ranked, run.choices, "reach"))
