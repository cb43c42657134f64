"""A real city: 108 estates of which little is known, ranked with ranges, phased with a gap."""

import os
from pathlib import Path

import pytest

import study

DATA = Path(os.environ.get("JIUGAI_DATA", "../shared/data"))
FILE = DATA / "singapore" / "singapore.gpkg"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"{FILE} is not here: set JIUGAI_DATA to the folder of open data"
)


@pytest.fixture(scope="module")
def results():
    return study.run(study.load(Path("examples/singapore"), DATA))


def test_every_estate_is_ranked_though_willingness_and_condition_are_unknown(results):
    estates = results.estates
    assert len(estates) == 108
    assert sorted(estates["rank"]) == list(range(1, 109))
    assert estates["willingness_score"].isna().all()
    assert estates["condition_score"].isna().all()
    assert (estates["score_high"] - estates["score_low"] >= 55 - 1e-9).all()
    unknown = {i.column for i in results.issues if i.code == "study.criterion_unknown"}
    assert unknown == {"willingness", "condition"}


def test_estates_without_households_need_a_survey_and_cost_nothing_known(results):
    unknown = results.estates[results.estates["households"].isna()]
    assert len(unknown) == 24
    assert unknown["cost_wan"].isna().all()
    assert set(unknown["reason"]) == {"needs_survey"}


def test_every_proposal_is_proven_within_one_percent_and_beats_filling(results):
    assert [plan.name for plan in results.proposals] == ["need", "balance", "cluster"]
    for plan in results.proposals:
        assert plan.status == "proven"
        assert 0 <= plan.gap <= 0.01
        assert plan.value >= plan.fill_value


def test_about_sixty_percent_of_the_cost_is_affordable(results):
    known = results.estates["cost_wan"].sum()
    assert known == pytest.approx(322_680)
    for plan in results.proposals:
        assert 0.55 * known <= plan.money["amount_wan"].sum() <= 0.6 * known


def test_no_year_overspends_any_source(results):
    budget = {(rule.source, rule.year): rule.amount_wan for rule in results.choices.rules}
    for plan in results.proposals:
        spent = plan.money.groupby(["source", "year"])["amount_wan"].sum()
        assert all(amount <= budget[key] + 1e-6 for key, amount in spent.items())


def test_the_gates_that_are_off_are_said(results):
    codes = {issue.code for issue in results.issues}
    assert "study.gate_off_consent" in codes
