"""The price of any edits of a study: the same proposal with them, against the plan that stands."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from intake.inputs import Inputs
from phasing.clash import InfeasibleError
from phasing.negotiation.fewest import fewest
from phasing.negotiation.override import Override, Posed, overridden
from phasing.negotiation.price import Price, impossible, priced
from phasing.negotiation.standing import Standing, again, at_once, revalued
from phasing.problem import Problem
from phasing.rules import LockIn, LockOut, Rule, in_order
from phasing.solve import Hooks, Settings
from study.choices import Choices, Study
from study.measure import measure
from study.measured_anew import measured_anew
from study.propose import phasing_problem
from study.rank import ranked
from study.read import from_text
from study.rests_on import PLANNED, RANKED
from study.rules import rules
from study.run import read_inputs
from study.stages import Ranked

ANEW = "measured_anew"
"""Code of a price whose values are told by scores that the edits changed: it has no range."""

NAN = float("nan")
_GROUPED = {"clusters"}


@dataclass(frozen=True, eq=False)
class Case:
    """What edits are tried on: the study as its file says, and a proposal with all it rests on.

    `choices` are those the plan was solved for; they may differ from those of the file (weights
    moved for a look): the edits change of them only what they change of the file.
    """

    text: str
    written: Study
    ranked: Ranked
    choices: Choices
    standing: Standing


@dataclass(frozen=True, eq=False)
class Trial:
    """A proposal's problem with the edits in force, not solved yet.

    `override`: what of it is estates set to a year or left out, and rules that are gone. `before`:
    the plan that stands, worth what it would be worth there where the edits change what an estate
    is worth (`anew`).
    """

    before: Standing
    problem: Problem
    override: Override
    anew: bool = False


def trial(case: Case, text: str) -> Trial:
    """Return the proposal of a case with the text of study.yaml that has the edits in it.

    Measured anew is only what an edit touches: rules pose the problem anew, clusters group it anew,
    what lies on the ground is measured. Raises InputError where the text is no study or what is
    asked of an estate is refused (`price.<code>`, see `phasing.negotiation.override`).
    """
    filed, edited = (from_text(one, case.written.path) for one in (case.text, text))
    changed = _changed(filed.choices, edited.choices)
    choices = replace(case.choices, **{name: getattr(edited.choices, name) for name in changed})
    inputs = case.ranked.measured.inputs
    if edited.sources != filed.sources:
        changed, inputs = changed | {"inputs"}, read_inputs(edited)
    found = _reranked(case, inputs, choices, changed)
    override = _override(case.standing.problem.rules, asked := rules(found, choices))
    _refuse(case.standing, found, asked, override)
    return _posed(case.standing, phasing_problem(found, choices), override)


def price_at_once(asked: Trial) -> Price | None:
    """Return a first price: of the plan repaired, not searched for; None where only a search tells.

    Within a second at a thousand estates.
    """
    try:
        after = at_once(asked.before, asked.problem)
    except InfeasibleError as error:
        return impossible(asked.before, asked.override, error, searched=False)
    return None if after is None else _priced(asked, after, searched=False)


def price(asked: Trial, *, settings: Settings, hooks: Hooks | None = None) -> Price:
    """Return the price of the edits, searched for from the plan that stands.

    As `phasing.negotiation.price.price`: of the plans within the gap one that moves few estates.
    No plan is a price too (code clash). Where the edits change what estates are worth the code is
    `ANEW`: both plans are valued by the new scores, and no range is told, as nothing is proven of
    the old plan there.
    """
    try:
        best = again(asked.before, asked.problem, settings=settings, hooks=hooks)
    except InfeasibleError as error:
        return impossible(asked.before, asked.override, error, searched=True)
    after = fewest(asked.before, best, settings=settings, hooks=hooks)
    return _priced(asked, after, searched=True)


def _priced(asked: Trial, after: Standing, *, searched: bool) -> Price:
    found = priced(asked.before, asked.override, after, searched=searched)
    if not asked.anew:
        return found
    return replace(found, code=ANEW, lost_least=NAN, lost_most=NAN)


def _changed(before: Choices, after: Choices) -> set[str]:
    names = (item.name for item in fields(Choices))
    return {name for name in names if getattr(before, name) != getattr(after, name)}


def _reranked(case: Case, inputs: Inputs, choices: Choices, changed: set[str]) -> Ranked:
    """Return the estates as measured and ranked with other choices, anew as far as needed."""
    found, before = case.ranked, case.choices
    if changed <= PLANNED:
        return found
    if changed <= PLANNED | _GROUPED:
        return _grouped(found, before, choices)
    if changed <= PLANNED | RANKED:
        return ranked(found.measured, choices)
    return ranked(measure(inputs, choices), choices)


def _grouped(found: Ranked, before: Choices, after: Choices) -> Ranked:
    """Return the estates in other clusters; nothing that is ranked knows of them."""
    measured = measured_anew(found.measured, before, after)
    columns = {name: measured.estates[name].array for name in ("cluster_id", "cluster_origin")}
    return replace(found, measured=measured, estates=found.estates.assign(**columns))


def _posed(plan: Standing, new: Problem, override: Override) -> Trial:
    """Return the trial of a problem: the table of the plan's estates is kept where it is the same.

    What was proven of the plan may then hold for the trial too.
    """
    aim = plan.problem.objective
    same = new.estates.equals(plan.problem.estates) and new.years == plan.problem.years
    posed = replace(plan.problem, rules=new.rules) if same else replace(new, objective=aim)
    anew = not _one_yardstick(plan.problem, posed)
    return Trial(revalued(plan, _valued(plan, posed)) if anew else plan, posed, override, anew)


def _override(before: Iterable[Rule], after: Iterable[Rule]) -> Override:
    """Return the estates newly locked in or out, and every rule that is gone."""
    gone, come = set(before) - set(after), set(after) - set(before)
    pins = {rule.estate_id: rule.year for rule in come if isinstance(rule, LockIn)}
    out = frozenset(rule.estate_id for rule in come if isinstance(rule, LockOut))
    return Override(pins, out, frozenset(gone))


def _refuse(plan: Standing, edited: Ranked, asked: Iterable[Rule], override: Override) -> None:
    """Raise InputError for what a single rule refuses, with the rule that would have to go.

    The rules name the clusters that the estates are edited into, not those the plan knows.
    """
    locks = [LockIn(estate, year) for estate, year in override.pins.items()]
    others = set(asked) - {*locks, *map(LockOut, override.out)}
    clusters = edited.estates.set_index("estate_id")["cluster_id"]
    there = plan.problem.estates
    estates = there.assign(cluster_id=there["estate_id"].map(clusters))
    posed = Posed(replace(plan.problem, estates=estates, rules=in_order(others)), plan.found)
    overridden(posed, replace(override, released=frozenset()))


def _valued(plan: Standing, posed: Problem) -> Problem:
    """Return the problem of a plan with the estates as they are worth in another one."""
    return replace(plan.problem, estates=posed.estates)


def _one_yardstick(before: Problem, after: Problem) -> bool:
    """Return whether each estate is worth in one problem what it is worth in the other."""
    aim = before.objective
    aims = (*aim.after, aim) if aim else ()
    counted = {"estate_id", "zone", *(name for one in aims for name in one.columns)}
    counted |= {"cluster_id"} if _whole(one.kind for one in aims) else set()
    columns = sorted(counted & set(before.estates) & set(after.estates))
    return before.years == after.years and before.estates[columns].equals(after.estates[columns])


def _whole(kinds: Iterable[str]) -> bool:
    """Return whether an aim counts whether clusters are whole."""
    return "cluster" in kinds
