"""Solve a compiled model with HiGHS: value, proven bound, and where the search stopped."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import highspy
import numpy as np

from phasing.listening import Heard, Hooks, listened, relative_gap
from phasing.model import Model

__all__ = [
    "HALF",
    "TOLERANCE",
    "Heard",
    "Hooks",
    "Relaxation",
    "Settings",
    "Solution",
    "Status",
    "relative_gap",
    "relaxation",
    "relaxed",
    "solve",
]

Status = Literal["proven", "limit", "stopped", "infeasible", "unknown"]

# Costs reach ten thousand 万元: a yes-or-no off by more than this could hide a yuan.
TOLERANCE = 1e-9
HALF = 0.5


@dataclass(frozen=True)
class Settings:
    """When to stop: a gap, a number of nodes, of better plans. Never the clock: runs repeat.

    `restarts`: the solver may begin anew once much is known of the root. It is faster on large
    models; without, a search goes another way, which is how a proof is tried (`exactly`).
    `confirm`: that there is no plan is believed only when it is found without presolve too.
    `insist`: where the start meets the gap by itself, one more search goes without it.
    `target`: a plan worth this much is enough, whatever else could be proven.
    """

    gap: float
    node_limit: int
    seed: int
    improving_limit: int | None = None
    restarts: bool = True
    confirm: bool = True
    insist: bool = True
    target: float | None = None


@dataclass(frozen=True)
class Solution:
    """The best plan found: columns answered yes, value and bound of the objective, nodes."""

    status: Status
    chosen: frozenset[str]
    levels: Mapping[str, float]
    value: float
    bound: float
    nodes: int


def solve(
    model: Model,
    *,
    settings: Settings,
    start: frozenset[str] = frozenset(),
    hooks: Hooks | None = None,
) -> Solution:
    """Return the best plan found and the bound no plan can exceed.

    The status is "proven" only when bound and value are within `settings.gap`. One thread, a
    fixed seed and limits other than time: the same model gives the same answer.
    """
    if not model.columns:
        return _without_columns(model)
    found = _once(model, settings, start, hooks or Hooks())
    if found.status != "infeasible" or not settings.confirm:
        return found
    # The presolve of HiGHS 1.15 at times takes a model that has plans for one that has none.
    return _once(model, settings, start, hooks or Hooks(), presolve=False)


def _once(
    model: Model, settings: Settings, start: frozenset[str], hooks: Hooks, *, presolve: bool = True
) -> Solution:
    solver, scale = _load(model), _scale(model)
    for name, value in _options(settings, scale).items():
        solver.setOptionValue(name, value)
    solver.setOptionValue("presolve", "choose" if presolve else "off")
    _start(solver, model, start)
    heard = listened(solver, hooks, scale)
    return _solution(solver, model, heard, scale, settings.gap)


@dataclass(frozen=True, eq=False)
class Relaxation:
    """A model whose yes-or-no may be anything between: its value, and the level of each column.

    Without a plan the bound is None; where HiGHS does not end, it is infinite. `worths`: what one
    more unit of each row's limit is worth there, NaN without a plan. Only a hint: it says nothing
    of yes-or-no, nor how far it holds.
    """

    bound: float | None
    levels: np.ndarray
    worths: np.ndarray


def relaxed(model: Model, *, confirm: bool = False) -> float | None:
    """Return the bound of a model whose yes-or-no may be anything between; None without a plan.

    No plan is worth more, and it is found at once: what a first answer is measured against. With
    `confirm`, that there is no plan is believed only when it is found without presolve too.
    """
    bound = relaxation(model).bound
    return relaxation(model, presolve=False).bound if bound is None and confirm else bound


def relaxation(model: Model, *, presolve: bool = True) -> Relaxation:
    """Return the bound of the relaxed model, what it takes of each column, each row's worth."""
    nothing = np.zeros(len(model.columns)), np.full(len(model.rows), np.nan)
    if not model.columns:
        possible = all(row.low <= 0 <= row.high for row in model.rows)
        return Relaxation(_without_columns(model).value if possible else None, *nothing)
    solver, scale = _load(model), _scale(model)
    for index in range(len(model.columns)):
        solver.changeColIntegrality(index, highspy.HighsVarType.kContinuous)
    solver.setOptionValue("presolve", "choose" if presolve else "off")
    solver.run()
    said, kinds = solver.getModelStatus(), highspy.HighsModelStatus
    if said != kinds.kOptimal:
        return Relaxation(None if said == kinds.kInfeasible else math.inf, *nothing)
    bound = float(solver.getInfo().objective_function_value) / scale
    found = solver.getSolution()
    levels, worths = (np.array(of, float) for of in (found.col_value, found.row_dual))
    return Relaxation(bound, levels, worths / scale)


def _options(settings: Settings, scale: float) -> dict[str, bool | int | float | str]:
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": settings.seed,
        # HiGHS measures its gap against the value, we against the bound: ours is the smaller.
        "mip_rel_gap": settings.gap,
        "mip_abs_gap": 0.0,
        "mip_max_nodes": settings.node_limit,
        "mip_allow_restart": settings.restarts,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
    }
    if settings.improving_limit is not None:
        options["mip_max_improving_sols"] = settings.improving_limit
    if settings.target is not None:
        options["objective_target"] = settings.target * scale
    return options


def _scale(model: Model) -> float:
    """Gains are handed over with the largest as 100: scores × residents may reach 1e6."""
    largest = max((abs(column.gain) for column in model.columns), default=0)
    return 100 / largest if largest > 0 else 1


def _load(model: Model) -> highspy.Highs:
    scale, infinity = _scale(model), highspy.kHighsInf
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.columns), len(model.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array([column.gain * scale for column in model.columns])
    lp.col_lower_ = np.zeros(len(model.columns))
    lp.col_upper_ = np.array([min(column.high, infinity) for column in model.columns])
    kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
    lp.integrality_ = [kinds[column.whole] for column in model.columns]
    lp.row_lower_ = np.array([max(row.low, -infinity) for row in model.rows])
    lp.row_upper_ = np.array([min(row.high, infinity) for row in model.rows])
    position = {column.label: index for index, column in enumerate(model.columns)}
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(row.terms) for row in model.rows)])
    lp.a_matrix_.index_ = np.array([position[c] for row in model.rows for c in row.terms], int)
    lp.a_matrix_.value_ = np.array([v for row in model.rows for v in row.terms.values()], float)
    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    solver.setOptionValue("output_flag", False)  # noqa: FBT003  the binding takes it by place
    solver.passModel(lp)
    return solver


def _start(solver: highspy.Highs, model: Model, start: frozenset[str]) -> None:
    """Hand over a plan by its yes-or-no columns; HiGHS works out the money."""
    if start:
        whole = [index for index, column in enumerate(model.columns) if column.whole]
        values = [float(model.columns[index].label in start) for index in whole]
        solver.setSolution(len(whole), np.array(whole, np.int32), np.array(values))


def _solution(
    solver: highspy.Highs, model: Model, heard: Heard, scale: float, gap: float
) -> Solution:
    info, said = solver.getInfo(), solver.getModelStatus()
    kinds = highspy.HighsModelStatus
    if said in (kinds.kInfeasible, kinds.kUnboundedOrInfeasible):
        return Solution("infeasible", frozenset(), {}, 0, 0, max(0, info.mip_node_count))
    if info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible:
        found = np.array(solver.getSolution().col_value)
        heard = Heard(
            found, info.objective_function_value, info.mip_dual_bound, info.mip_node_count
        )
    # Else HiGHS disowned its plan, as it does with large models whose best plan misses the
    # tolerance by a hair when scaled back. The book counts whole yuan and decides what holds.
    if heard.levels is None:
        return Solution("unknown", frozenset(), {}, 0, 0, max(0, heard.nodes))
    labels = (column.label for column in model.columns)
    levels = dict(zip(labels, map(float, heard.levels), strict=True))
    chosen = frozenset(c.label for c in model.columns if c.whole and levels[c.label] > HALF)
    value = heard.value / scale
    bound = max(heard.bound / scale, value)
    stopped: Status = "stopped" if said == kinds.kInterrupt else "limit"
    status: Status = "proven" if relative_gap(bound, value) <= gap + TOLERANCE else stopped
    return Solution(status, chosen, levels, value, bound, max(0, heard.nodes))


def _without_columns(model: Model) -> Solution:
    possible = all(row.low <= 0 <= row.high for row in model.rows)
    return Solution("proven" if possible else "infeasible", frozenset(), {}, 0, 0, 0)
