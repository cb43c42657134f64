"""A linear program with yes-or-no columns, solved by HiGHS: value, proven bound, nodes."""

from dataclasses import dataclass
from typing import NamedTuple

import highspy
import numpy as np

from support.site_problem import Bools, Floats, Ints

# People times metres reach 1e9: a yes-or-no off by more than this could hide a person.
TOLERANCE = 1e-9
HALF = 0.5


@dataclass(frozen=True)
class Settings:
    """When to stop: at a proven gap (share, 0–1) or a number of nodes. Never by the clock."""

    gap: float
    node_limit: int
    seed: int


class Rows(NamedTuple):
    """Constraints low ≤ a·x ≤ high: row r holds column[first[r]:first[r+1]] with their values."""

    low: Floats
    high: Floats
    first: Ints
    column: Ints
    value: Floats


class Answer(NamedTuple):
    """Levels of all columns, the objective there, the bound no answer exceeds, nodes used."""

    levels: Floats | None
    value: float
    bound: float
    nodes: int


class Model:
    """A maximisation that keeps its rows and what it learned while cuts are added.

    The same calls give the same answers: one thread, a fixed seed, no clock.
    """

    def __init__(self, gain: Floats, high: Floats, settings: Settings) -> None:
        self._scale = _scale(gain)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = len(gain), 0
        lp.sense_ = highspy.ObjSense.kMaximize
        lp.col_cost_ = gain * self._scale
        lp.col_lower_ = np.zeros(len(gain))
        lp.col_upper_ = np.minimum(high, highspy.kHighsInf)
        lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
        lp.a_matrix_.start_ = np.zeros(len(gain) + 1, np.int32)
        self._solver = highspy.Highs()  # type: ignore[no-untyped-call]
        for name, value in _options(settings).items():
            self._solver.setOptionValue(name, value)
        self._solver.passModel(lp)

    def add(self, rows: Rows) -> None:
        """Add constraints; what was found before stays the start of the next search."""
        infinity = highspy.kHighsInf
        self._solver.addRows(
            len(rows.low),
            np.maximum(rows.low, -infinity),
            np.minimum(rows.high, infinity),
            len(rows.column),
            rows.first[:-1].astype(np.int32),
            rows.column.astype(np.int32),
            rows.value.astype(np.float64),
        )

    def make_whole(self, columns: Ints) -> None:
        """Make these columns yes or no."""
        kinds = np.full(len(columns), highspy.HighsVarType.kInteger.value, np.uint8)
        self._solver.changeColsIntegrality(len(columns), columns.astype(np.int32), kinds)

    def solve(
        self, *, allow: float = 0.0, node_limit: int | None = None, start: Floats | None = None
    ) -> Answer:
        """Return the best answer with at most `allow` between value and bound (in the objective).

        A start is an answer to begin with, or its first columns. Without any answer found
        `levels` is None and the bound alone is known.
        """
        self._solver.setOptionValue("mip_abs_gap", allow * self._scale)
        if node_limit is not None:
            self._solver.setOptionValue("mip_max_nodes", node_limit)
        if start is not None:
            self._solver.setSolution(
                len(start), np.arange(len(start), dtype=np.int32), start.astype(np.float64)
            )
        self._solver.run()
        if self._solver.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
            # The presolve of HiGHS 1.15 at times takes a model that has answers for one without.
            self._solver.setOptionValue("presolve", "off")
            self._solver.run()
        return self._answer()

    def _answer(self) -> Answer:
        info = self._solver.getInfo()
        nodes = max(0, int(info.mip_node_count))
        whole = nodes > 0 or bool(len(self._solver.getLp().integrality_))
        found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
        done = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        value = info.objective_function_value / self._scale if found else -np.inf
        bound = info.mip_dual_bound / self._scale if whole else (value if done else np.inf)
        levels = np.array(self._solver.getSolution().col_value) if found else None
        return Answer(levels, value, max(bound, value), nodes)


def yes(levels: Floats) -> Bools:
    """Return which columns were answered yes."""
    return np.asarray(levels > HALF)


def rows(low: Floats, high: Floats, row: Ints, column: Ints, value: Floats) -> Rows:
    """Return rows from their entries, given in any order: entry e lies in row row[e]."""
    order = np.lexsort((column, row))
    first = np.searchsorted(row[order], np.arange(len(low) + 1)).astype(np.int64)
    return Rows(low, high, first, column[order], value[order])


def _options(settings: Settings) -> dict[str, bool | int | float | str]:
    return {
        "output_flag": False,
        "threads": 1,
        "parallel": "off",
        "random_seed": settings.seed,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "mip_max_nodes": settings.node_limit,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
    }


def _scale(gain: Floats) -> float:
    """Gains are handed over with the largest as 100, as people times metres may reach 1e9."""
    largest = float(np.abs(gain).max(initial=0.0))
    return 100 / largest if largest > 0 else 1.0
