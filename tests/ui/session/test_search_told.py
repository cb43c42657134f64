"""What a search tells: bound and value only ever come closer, an aim at a time, few moments."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from phasing.solve import relative_gap
from study.propose import made, phasing_problem
from ui.session.search_told import MOST, hooks, told_after
from ui.session.work import Job, Moment


@given(st.lists(st.tuples(st.floats(0, 1e3), st.floats(100, 200), st.floats(0, 100)), max_size=400))
def test_moments_stay_few_and_only_improve(said):
    moments = ()
    for seconds, bound, value in sorted(said):
        moments = told_after(moments, Moment(seconds, bound, value))
    assert len(moments) <= MOST + 1
    assert [m.bound for m in moments] == sorted((m.bound for m in moments), reverse=True)
    assert [m.value for m in moments] == sorted(m.value for m in moments)
    if said:
        assert moments[-1].bound == min(bound for _, bound, _ in said)
        assert moments[-1].value == max(value for _, _, value in said)


def test_each_aim_begins_anew_and_keeps_its_number():
    job = Job()
    told = hooks(job, 2)
    for name in ("need", "ready", "ready", "need"):
        told.on_aim(name)
        assert (job.told.aim, job.told.moments, job.told.gap) == (name, (), None)
        told.on_progress(10.0, 9.0, relative_gap(10.0, 9.0))
        told.on_nodes(3)
        assert [tuple(m)[1:] for m in job.told.moments] == [(10.0, 9.0)]
    assert (job.told.turn, job.told.turns, job.told.nodes, job.told.gap) == (1, 2, 3, 0.1)
    assert not told.stopped
    job.stop.set()
    assert told.stopped


def test_a_real_search_tells_every_proposal(view):
    job, names = Job(), []
    watching = hooks(job, 2)
    heard = watching.on_aim

    def on_aim(name):
        heard(name)
        names.append(name)

    posed = phasing_problem(view.ranked, view.choices)
    made(posed, view.ranked, view.choices, judges=(), hooks=replace(watching, on_aim=on_aim))
    assert list(dict.fromkeys(names)) == ["need", "balance"]
    assert job.told.turn >= 1
