"""The walking rows of `make bench`: seconds, memory, and how others do on the same streets.

Each case in a process of its own; `python -m cli.bench_walk` prints these rows alone. All engines
get the same positions on the same streets and must give the same answers; streets cut at gates and
doors, which the others need, are not in their time, nor the contraction pandana starts with. Runs
take turns, medians are told. scipy and pandana run as they come: scipy on one thread, ours and
pandana on all. Processor seconds are told beside, which a busy machine changes less.
"""

import gc
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import Any, TypeVar

import numpy as np

from cli import bench_walk_peers as peers
from cli.bench_target import at_least, at_most
from cli.bench_walk_town import town
from geo.streets.network import street_network
from geo.walking.ground import Ground, ground
from geo.walking.walk import nearest, reach_pairs

CASES = ((3_000, 20_000), (3_000, 200_000), (20_000, 1_000_000))  # estates, nodes
# what is asked for, by nodes
NEAREST_S, ALL_S, MOST_MB = {200_000: 0.10, 1_000_000: 0.8}, {1_000_000: 3.0}, {1_000_000: 600.0}
TIMES = {("pandana", 20_000): 25.0, ("scipy", 200_000): 6.0}
FIRST_START_S = 10.0
CATEGORIES, SEED, STARTED = 25, 1, (400, 20)  # STARTED: nodes, estates
LIMIT_M, CAP_M, RINGS_M = 1_200.0, 150.0, (300.0, 500.0, 800.0, 1_000.0)
REPEATS = 5
MOST_FOR_SCIPY, MOST_FOR_PANDANA = 200_000, 20_000  # nodes: beyond, they take a minute and more
MB = 1024
Answer = TypeVar("Answer")
STATUS, RESET = Path("/proc/self/status"), Path("/proc/self/clear_refs")


def walk_rows() -> Iterator[str]:
    """Yield a line on the first and second start, then one line a case."""
    with tempfile.TemporaryDirectory() as empty:
        alone = {"NUMBA_CACHE_DIR": empty, "JIUGAI_PEERS": ""}
        first, second = (_run(20, 400, **alone)["start_s"] for _ in range(2))
    compiled = at_most(first, FIRST_START_S, "processor seconds")
    yield f"walking, first start {compiled}, compiles; second start {second:.1f} processor seconds"
    for estates, nodes in CASES:
        try:
            yield _line(_run(estates, nodes), nodes)
        except subprocess.CalledProcessError:
            yield f"{estates} estates × {nodes} nodes: failed, the words are above"


def _run(estates: int, nodes: int, **settings: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "cli.bench_walk", str(estates), str(nodes)]
    environment = os.environ | settings
    done = subprocess.run(command, stdout=subprocess.PIPE, env=environment, text=True, check=True)  # noqa: S603
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _line(told: dict[str, Any], nodes: int) -> str:
    parts = [_own(told, nodes)]
    for name in ("scipy", "pandana"):
        if (peer_s := told.get(f"{name}_s")) is not None:
            times, asked = peer_s / told["nearest_s"], TIMES.get((name, nodes))
            said = f"{times:.1f} times" if asked is None else at_least(times, asked)
            parts.append(f"{name} {peer_s:.2f} s = {said}")
        elif f"{name}_s" in told:
            parts.append(f"{name} not there")
    return "; ".join(parts)


def _own(told: dict[str, Any], nodes: int) -> str:
    whole_s = told["network_s"] + told["ground_s"] + told["nearest_s"]
    nearest = _asked(told["nearest_s"], NEAREST_S.get(nodes))
    whole = _asked(whole_s, ALL_S.get(nodes))
    parts = [
        f"network {told['network_s']:.2f} s",
        f"snapping {told['ground_s']:.2f} s",
        f"nearest of {CATEGORIES} {nearest} in {told['nearest_processor_s']:.3f} processor seconds",
        f"these three {whole} in {told['processor_s']:.2f} processor seconds",
        f"all {told['pairs']} pairs {told['pairs_s']:.3f} s",
    ]
    if told["mb"] is not None:
        parts.append(f"{_asked(told['mb'], MOST_MB.get(nodes), 'MB')} besides the input")
    return f"{told['estates']} estates × {told['nodes']} nodes: {', '.join(parts)}"


def _asked(figure: float, most: float | None, unit: str = "s") -> str:
    if most is not None:
        return at_most(figure, most, unit)
    return f"{figure:.3f} s" if unit == "s" else f"{figure:.0f} {unit}"


def _measured(estates: int, nodes: int) -> dict[str, Any]:
    """Return what this process takes for one case."""
    streets, gates, places = town(nodes, estates, CATEGORIES, SEED)
    start_s = _started()
    before_mb, before_s = _resting_mb(), time.process_time()
    network_s, network = _seconds(lambda: street_network(streets))
    ground_s, on = _seconds(lambda: ground(gates, places, network, cap_m=CAP_M))
    _nearest(on)
    spent_s, peak_mb = time.process_time() - before_s, _status_mb("VmHWM")
    told = {
        "estates": estates,
        "nodes": len(network.node_xy),
        "network_s": network_s,
        "start_s": start_s,
        "ground_s": ground_s,
        "processor_s": spent_s,
        "mb": None if before_mb is None or peak_mb is None else peak_mb - before_mb,
    }
    return told | _against(on, nodes)


def _started() -> float:
    """Return the processor seconds of a first walk, in a few streets: loading, or compiling."""
    streets, gates, places = town(*STARTED, CATEGORIES, SEED)
    start = time.process_time()
    on = ground(gates, places, street_network(streets), cap_m=CAP_M)
    _nearest(on)
    reach_pairs(on, limit_m=LIMIT_M)
    return time.process_time() - start


def _against(on: Ground, nodes: int) -> dict[str, Any]:
    """Return the medians of ours and of theirs, who must have given the same answers."""
    cut = peers.cut(on, LIMIT_M) if nodes <= MOST_FOR_SCIPY else None
    ours, pairs, theirs = [], [], []
    for _ in range(REPEATS):
        before_s = time.process_time()
        seconds, reached = _seconds(lambda: _nearest(on))
        ours.append((seconds, time.process_time() - before_s))
        seconds, found = _seconds(lambda: reach_pairs(on, limit_m=LIMIT_M))
        pairs.append(seconds)
        if cut is not None:
            seconds, walk_m = _seconds(lambda: peers.by_scipy(cut))
            theirs.append(seconds)
            np.testing.assert_allclose(walk_m, reached.walk_m, rtol=0, atol=1e-5)
    told: dict[str, Any] = {"pairs": len(found.walk_m), "pairs_s": median(pairs)}
    told["nearest_s"], told["nearest_processor_s"] = (
        median(each) for each in zip(*ours, strict=True)
    )
    if cut is not None:
        told["scipy_s"] = median(theirs)
    if cut is not None and nodes <= MOST_FOR_PANDANA:
        told["pandana_s"] = peers.by_pandana(cut, reached.walk_m)
    return told


def _nearest(on: Ground) -> Any:  # noqa: ANN401 - timed, then compared
    return nearest(on, limit_m=LIMIT_M, rings_m=RINGS_M)


def _seconds(work: Callable[[], Answer]) -> tuple[float, Answer]:
    start = time.perf_counter()
    answer = work()
    return time.perf_counter() - start, answer


def _resting_mb() -> float | None:
    """Return the memory in use now, and let its peak be counted from here, where Linux tells."""
    gc.collect()
    if RESET.exists():
        RESET.write_text("5", encoding="ascii")
    return _status_mb("VmRSS")


def _status_mb(name: str) -> float | None:
    if not STATUS.exists():
        return None
    lines = STATUS.read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) / MB for line in lines if line.startswith(name))


def main() -> None:
    """Print the rows; given estates and nodes, measure that case here and print it as JSON."""
    if case := sys.argv[1:]:
        print(json.dumps(_measured(*map(int, case))))  # noqa: T201
        return
    for row in walk_rows():
        print(row, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
