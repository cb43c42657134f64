"""What estates score in the draws of a study: the draws that try its ranks."""

import dataclasses
import sys
from pathlib import Path

import pandas as pd
import pytest

import study
from phasing import Settings
from phasing.negotiation.standing import standing
from study.negotiation.sampled import sampled_years, score_draws
from study.objectives import objectives
from study.propose import phasing_problem
from study.robust import robust

sys.path.insert(0, str(Path(__file__).parent.parent))

from four_estates import write


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    found = study.load(write(tmp_path_factory.mktemp("sampled")))
    measured = study.measure(study.read_inputs(found), found.choices)
    return measured, found.choices


def ranked(opened, **ranking):
    measured, choices = opened
    changed = dataclasses.replace(choices.ranking, draws=60, **ranking)
    choices = dataclasses.replace(choices, ranking=changed)
    return study.ranked(measured, choices), choices


@pytest.mark.parametrize("by_population", [False, True])
def test_they_are_the_draws_that_try_the_ranks(opened, by_population):
    found, choices = ranked(opened, by_population=by_population)
    scores = score_draws(found, choices, draws=60)["score"]
    if by_population:
        scores = scores * found.estates["residents"].to_numpy(float)
    ranks = scores.rank(axis=1, ascending=False, method="first").mean()
    tried = robust(found, choices, top_k=2).table.set_index("estate_id")["rank_expected"]
    if not by_population or found.estates["residents"].notna().all():
        assert ranks.to_dict() == pytest.approx(tried.to_dict())


def test_without_any_doubt_each_draw_is_the_score(opened):
    found, choices = ranked(opened, spread="fixed", data=False)
    drawn = score_draws(found, choices, draws=2)
    for name, table in drawn.items():
        own = found.estates.set_index("estate_id")[name]
        assert table.iloc[1].to_dict() == pytest.approx(own.to_dict(), nan_ok=True)


def test_a_plan_of_every_draw_gives_the_shares_of_years(opened):
    found, choices = ranked(opened)
    (aim,) = objectives(["need"], len(choices.horizon), found.measured.rules)
    posed = phasing_problem(found, choices).aiming_at(aim)
    stood = standing(posed, settings=Settings(gap=0, node_limit=500, seed=1))
    shares = sampled_years(found, choices, stood, draws=8)
    assert len(shares.draws) == 8
    assert shares.worst_gap <= 0.005
    assert (shares.table["in_plan"] + shares.table["out"] - 1).abs().max() < 1e-9
    again = sampled_years(found, choices, stood, draws=8)
    pd.testing.assert_frame_equal(shares.table, again.table)
