"""What a plan is worth, worked out by hand."""

import numpy as np
import pytest

from phasing import Objective
from phasing.objective import estate_values, smallest_share
from tables import InputError
from texts import said

YEARS = (2027, 2028)
# Values: E1 27,000, E2 28,800, E3 16,800, E4 10,800.
PLAN = {"E1": 2027, "E2": 2027, "E4": 2028}


@pytest.mark.parametrize(
    ("index", "value"),
    [
        (0, 27_000 + 28_800 + 0.9 * 10_800),
        # 河东 is served whole, 河西 by 10,800 of 27,600.
        (1, 27_000 + 28_800 + 0.9 * 10_800 + 0.5 * 83_400 * 10_800 / 27_600),
        (2, 1.25 * (27_000 + 28_800) + 0.9 * 10_800),
        (3, 0.2 * 300 + 0.4 * 360 + 0.9 * 0.8 * 180),
    ],
)
def test_worth_by_hand(four, objectives, worth_of, index, value):
    assert worth_of(objectives[index], four, PLAN, YEARS) == pytest.approx(value)


def test_a_cluster_split_over_two_years_earns_no_bonus(four, objectives, worth_of):
    split = {"E1": 2027, "E2": 2028}
    need, cluster = objectives[0], objectives[2]
    assert worth_of(cluster, four, split, YEARS) == worth_of(need, four, split, YEARS)


def test_an_empty_plan_is_worth_nothing(four, objectives, worth_of):
    assert [worth_of(objective, four, {}, YEARS) for objective in objectives] == [0, 0, 0, 0]


def test_an_unknown_score_promises_nothing(four, objectives):
    unknown = four.assign(score=[90.0, np.nan, 70.0, 60.0])
    assert estate_values(objectives[0], unknown)["E2"] == 0


def test_a_district_without_value_is_no_reason_to_stop(four):
    value = {"E1": 1.0, "E2": 1.0, "E3": 0.0, "E4": 0.0}
    assert smallest_share(value, four.assign(zone=four["district"]), {"E1": 2027}) == 0.5


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("phasing.year_weights", ("need", ())),
        ("phasing.year_weights", ("need", (1.0, 0.0))),
        ("phasing.year_weights", ("need", (1.0, float("nan")))),
        ("phasing.weights_rise", ("need", (0.9, 1.0))),
        ("phasing.objective_parameter", ("balance", (1.0,))),
        ("phasing.objective_parameter", ("cluster", (1.0,), {"bonus": -1})),
    ],
)
def test_an_aim_that_makes_no_sense_is_refused(code, arguments):
    with pytest.raises(InputError) as caught:
        Objective("aim", *arguments)
    assert caught.value.code == code


def test_a_column_that_is_not_there_is_named(four, objectives):
    with pytest.raises(InputError) as caught:
        estate_values(objectives[3], four.drop(columns="readiness"))
    assert caught.value.values == {"column": "readiness", "objective": "ready"}


def test_every_aim_has_a_name(objectives):
    assert all(said("zh", f"objective.{objective.kind}") for objective in objectives)
