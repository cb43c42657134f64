"""The study of a made-up town can be planned whatever its size, and every rule is kept."""

import dataclasses

import pytest

import demo
import study


@pytest.fixture(scope="module", params=[(20, 1), (40, 2), (90, 4)], ids=str)
def results(request, tmp_path_factory):
    estates, seed = request.param
    folder = demo.write(tmp_path_factory.mktemp("town") / "study", estates=estates, seed=seed)
    loaded = study.load(folder)
    solver = dataclasses.replace(loaded.choices.solver, gap=0.05)
    choices = dataclasses.replace(
        loaded.choices, proposals=("need",), solver=solver, negotiate=None
    )
    return study.run(dataclasses.replace(loaded, choices=choices))


def test_there_is_a_plan_in_which_much_of_the_money_is_spent(results):
    (plan,) = results.proposals
    spent, there = (plan.spend[name].sum() for name in ("spend_wan", "amount_wan"))
    assert plan.status == "proven"
    assert spent > 0.7 * there


def test_residents_pay_for_their_own_estates_only(results):
    (plan,) = results.proposals
    assert "居民出资" not in set(results.inputs["budgets"]["source"])
    brought = (
        plan.money[plan.money["source"] == "居民出资"].groupby("estate_id")["amount_wan"].sum()
    )
    estates = results.estates.set_index("estate_id").loc[brought.index]
    paying = estates["households"] - estates["exempt_households"].fillna(0)
    assert set(brought.index) == set(plan.plan)
    assert (brought <= paying.astype(float) * 0.2 + 1e-6).all()
    assert (brought <= 0.1 * estates["cost_wan"] + 1e-6).all()


def test_every_rule_of_the_study_stands_in_it(results):
    kinds = {rule.kind for rule in results.choices.rules}
    assert kinds == {"cap", "lock_in", "not_before", "demonstration_first", "reach_share", "floor"}
    years = results.estates.set_index("estate_id")["year"]
    (first,) = [rule for rule in results.choices.rules if rule.kind == "lock_in"]
    assert years[first.estate_id] == first.year
    shown = results.estates.set_index("estate_id")["demonstration"].isin(["provincial", "city"])
    assert shown[first.estate_id]
    (rule,) = [rule for rule in results.choices.rules if rule.kind == "demonstration_first"]
    assert (years[shown] <= rule.year).sum() >= rule.at_least
