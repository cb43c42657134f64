"""What a search says while it runs, who hears it, and how it is asked to stop."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import highspy
import numpy as np

Progress = Callable[[float, float, float], None]
Stop = Callable[[], bool]


@dataclass(frozen=True)
class Hooks:
    """What watches the solver: hears (bound, value, gap), and may ask it to stop.

    `on_aim` hears the name of an aim before it is searched for, of aims in turn before each;
    `on_nodes` how many nodes of the search are done; `on_plan` the name of an aim that is answered,
    and the years by estate of its plan.
    """

    on_progress: Progress | None = None
    should_stop: Stop | None = None
    on_aim: Callable[[str], None] | None = None
    on_nodes: Callable[[int], None] | None = None
    on_plan: Callable[[str, Mapping[str, int]], None] | None = None

    @property
    def stopped(self) -> bool:
        """Return whether somebody asks to stop now."""
        return bool(self.should_stop and self.should_stop())


@dataclass
class Heard:
    """The best plan and bound the solver spoke of while it ran."""

    levels: np.ndarray | None = None
    value: float = -math.inf
    bound: float = math.inf
    nodes: int = 0

    def note(self, event: highspy.HighsCallbackEvent) -> None:
        """Keep what is news: a better plan, a tighter bound."""
        out = event.data_out
        self.bound, self.nodes = min(self.bound, out.mip_dual_bound), out.mip_node_count
        better = event.callback_type == highspy.cb.HighsCallbackType.kCallbackMipImprovingSolution
        if better and out.objective_function_value > self.value:
            self.value = out.objective_function_value
            self.levels = np.array(out.mip_solution)


def listened(solver: highspy.Highs, hooks: Hooks, scale: float) -> Heard:
    """Run with the hooks listening; what they raise (Ctrl-C too) stops the solver, then rises."""
    raised: list[BaseException] = []
    heard = Heard()

    def listen(event: highspy.HighsCallbackEvent) -> None:
        try:
            heard.note(event)
            if raised or _heard(event, hooks, scale):
                event.interrupt()
        except BaseException as error:  # noqa: BLE001  nothing may rise through the solver itself
            raised.append(error)
            event.interrupt()

    for calls in (solver.cbMipInterrupt, solver.cbMipImprovingSolution, solver.cbMipLogging):
        calls.subscribe(listen)
    solver.run()
    if raised:
        raise raised[0]
    return heard


def _heard(event: highspy.HighsCallbackEvent, hooks: Hooks, scale: float) -> bool:
    """Tell the progress; return whether the solver should stop."""
    out = event.data_out
    bound, value = out.mip_dual_bound / scale, out.mip_primal_bound / scale
    news = event.callback_type != highspy.cb.HighsCallbackType.kCallbackMipInterrupt
    if hooks.on_nodes:
        hooks.on_nodes(max(0, out.mip_node_count))
    if news and hooks.on_progress and np.isfinite([bound, value]).all():
        hooks.on_progress(bound, value, relative_gap(bound, value))
    return hooks.stopped


def relative_gap(bound: float, value: float) -> float:
    """Return how far the value may be from the best one, as a share of the larger of both (0–1).

    Without a bound nothing is known: the gap is the whole. Costs count as negative values.

    >>> relative_gap(200.0, 190.0), relative_gap(-190.0, -200.0), relative_gap(float("inf"), 1.0)
    (0.05, 0.05, 1.0)
    """
    if not math.isfinite(bound):
        return 1.0
    largest = max(abs(bound), abs(value))
    # Twelve digits: what the last bits of two sums differ by is no gap.
    return min(1.0, max(0.0, round((bound - value) / largest, 12))) if largest > 0 else 0.0
