"""What keeps an override from being tried: the rule to release, or that nothing can be released."""

import pytest

from phasing import Objective, Settings, problem
from phasing.negotiation.override import Override, overridden, refusals
from phasing.negotiation.standing import standing
from phasing.rules import Budget, Gate, LockIn, LockOut, NotBefore, SameTrench, StartBy
from tables import InputError
from texts import said

AIM = Objective("need", "need", (1.0, 0.9))
EXACT = Settings(gap=0, node_limit=5000, seed=1)


def stood(four, *rules):
    posed = problem(four.assign(cluster_id=None), years=[2027, 2028], objective=AIM)
    return standing(posed.subject_to(Budget("市级", 2027, 900), *rules), settings=EXACT)


CASES = [
    (Gate("E1", "consent"), Override({"E1": 2027}), "gate"),
    (LockOut("E1"), Override({"E1": 2027}), "lock_out"),
    (NotBefore("E1", 2028), Override({"E1": 2027}), "not_before"),
    (StartBy("E3", 2027), Override({"E3": 2028}), "start_by"),
    (LockIn("E3", 2027), Override({"E3": 2028}), "locked"),
    (SameTrench("人民路", ("E1", "E2"), 2, year=2028), Override({"E1": 2027}), "trench"),
    (LockIn("E3", 2027), Override(out=frozenset({"E3"})), "locked"),
    (StartBy("E3", 2027), Override(out=frozenset({"E3"})), "start_by"),
]


@pytest.mark.parametrize(("rule", "override", "code"), CASES, ids=lambda c: str(c)[:30])
def test_a_rule_in_the_way_is_named_and_can_be_released(four, rule, override, code):
    plan = stood(four, rule)
    (refusal,) = refusals(plan, override)
    assert (refusal.code, refusal.rule) == (code, rule)
    with pytest.raises(InputError) as raised:
        overridden(plan, override)
    assert raised.value.code == f"price.{code}"
    freed = override.releasing(rule)
    assert refusals(plan, freed) == ()
    assert rule not in overridden(plan, freed).rules


def test_what_no_release_helps_has_no_rule(four):
    plan = stood(four.assign(cost_wan=[float("nan"), *four["cost_wan"][1:]],
                             cost_building_body_wan=[float("nan"), 250, 150, 100]))  # fmt: skip
    asked = {
        "needs_survey": Override({"E1": 2027}),
        "outside_horizon": Override({"E2": 2035}),
        "twice": Override({"E2": 2027}, out=frozenset({"E2"})),
    }
    for code, override in asked.items():
        (refusal,) = refusals(plan, override)
        assert (refusal.code, refusal.rule) == (code, None)


def test_an_unknown_estate_is_refused_with_the_nearest(four):
    with pytest.raises(InputError) as raised:
        overridden(stood(four), Override({"E11": 2027}))
    assert raised.value.code == "phasing.unknown_estate"
    assert raised.value.values["nearest"] == "E1"


def test_a_lock_in_the_year_asked_for_stands_in_nobodys_way(four):
    plan = stood(four, LockIn("E3", 2027))
    assert refusals(plan, Override({"E3": 2027})) == ()
    assert LockIn("E3", 2027) in overridden(plan, Override({"E3": 2027})).rules


def test_every_refusal_has_words():
    codes = {case[2] for case in CASES} | {"needs_survey", "outside_horizon", "twice"}
    assert all(said(locale, f"price.{code}") for code in codes for locale in ("zh", "en"))
