"""The whole job: the only place that knows the order of the stages."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from geo.walking.walk import compiles
from intake import Inputs, worker
from study.choices import Choices, Study
from study.measure import measure
from study.negotiation.negotiated import Negotiated
from study.negotiation.stage import check_asked, negotiated
from study.open_questions import check_answered
from study.propose import proposed
from study.rank import ranked
from study.record import peak_mb, record
from study.results import Results
from study.stages import Measured, Proposed
from tables import Issue

STAGES = ("read", "measure", "rank", "propose", "negotiate")

Progress = Callable[[str, float], None]
Value = TypeVar("Value")


@dataclass
class Clock:
    """Times the stages and tells a listener where the work is; asks whether to stop."""

    progress: Progress | None = None
    timings: list[Mapping[str, object]] = field(default_factory=list)

    def stage(self, name: str, work: Callable[[], Value]) -> Value:
        """Do `work` as the stage `name`."""
        if self.progress:
            self.progress(name, STAGES.index(name) / len(STAGES))
        start = time.perf_counter()
        value = work()
        seconds = round(time.perf_counter() - start, 3)
        self.timings.append({"stage": name, "seconds": seconds, "peak_mb": peak_mb()})
        return value


def run(
    study: Study,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Results:
    """Return the results of a study: files → measures → ranks → proposals → what is asked of one.

    `progress(stage, share)` is told where the work is, and `compile` while a computer that never
    walked before makes its machine code, as a part of `measure`; the parts of the last stage as
    `negotiate.<part>`. `should_stop()` is asked by the solver, which then keeps the best plan it
    has, with the gap it has proven, and between the questions asked of a proposal.
    """
    clock = Clock(progress)
    choices = study.choices
    inputs = clock.stage("read", lambda: read_inputs(study, should_stop=should_stop))
    measured = clock.stage("measure", lambda: _measured(inputs, choices, progress))
    ranks = clock.stage("rank", lambda: ranked(measured, choices))
    check_asked(ranks, choices)
    plans = clock.stage("propose", lambda: proposed(ranks, choices, should_stop=should_stop))
    asked = clock.stage("negotiate", lambda: _asked(plans, choices, progress, should_stop))
    return results(study, plans, tuple(clock.timings), asked)


def _asked(
    plans: Proposed,
    choices: Choices,
    progress: Progress | None,
    should_stop: Callable[[], bool] | None,
) -> Negotiated:
    def told(part: str, share: float) -> None:
        if progress:
            done = STAGES.index("negotiate")
            progress(f"negotiate.{part}", (done + share) / len(STAGES))

    return negotiated(plans, choices, progress=told, should_stop=should_stop)


def _measured(inputs: Inputs, choices: Choices, progress: Progress | None) -> Measured:
    if progress and compiles():
        progress("compile", STAGES.index("measure") / len(STAGES))
    return measure(inputs, choices)


def read_inputs(
    study: Study,
    *,
    ask: bool = False,
    progress: Progress | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Inputs:
    """Return the tables of a study as they are in its files, with the issue log.

    The files are read in a limited process of its own (`intake.worker`): none can take this one
    with it. `progress(file, share)` is told each file, `should_stop()` ends the reading. Raises
    InputError `study.questions_open` while a question of the importer waits whose answer can
    change a number; `ask` returns the inputs with the questions instead.
    """
    choices = study.choices
    inputs = worker.read(
        study.sources,
        crs=choices.crs,
        answers=choices.answers,
        year=choices.day_of_law.year,
        progress=progress,
        should_stop=should_stop,
    )
    if not ask:
        check_answered(inputs.issues)
    return inputs


def results(
    study: Study,
    plans: Proposed,
    timings: tuple[Mapping[str, object], ...] = (),
    asked: Negotiated | None = None,
) -> Results:
    """Return the frozen results of the last stage, with the run record.

    Without `asked` nobody asked anything of a proposal.
    """
    measured = plans.ranked.measured
    told = asked.issues if asked else ()
    issues: tuple[Issue, ...] = (*measured.issues, *plans.ranked.issues, *plans.issues, *told)
    return Results(
        choices=study.choices,
        inputs=measured.inputs.tables,
        estates=plans.estates,
        areas=plans.areas,
        walks=measured.walks,
        works=measured.works,
        conflicts=measured.conflicts,
        indicators=plans.ranked.indicators,
        weights=plans.ranked.weights,
        tree=plans.ranked.tree,
        card=plans.ranked.card,
        robust=plans.robust,
        proposals=plans.proposals,
        issues=issues,
        record=record(study, plans),
        timings=timings,
        measured=measured,
        negotiated=asked,
    )
