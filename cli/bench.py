"""`make bench`: what each part of Jiugai takes, beside what is asked of it.

`python -m cli.bench walking siting` prints some parts alone, `--sizes 20000 stages` the stages of
a bigger town. Figures are of this machine as it is now: its load is told first.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from cli.bench_entrances import entrance_rows
from cli.bench_intake import intake_row
from cli.bench_isochrones import isochrone_rows
from cli.bench_negotiation import negotiation_rows
from cli.bench_places import places_rows
from cli.bench_robust import robust_rows
from cli.bench_siting import siting_rows
from cli.bench_walk import walk_rows
from cli.bench_what_if import what_if_rows

Part = Callable[[], Iterable[str]]

SIZES = (306,)  # 3,000 estates take half an hour to solve, 20,000 more: ask for them
STAGES = ("demo", "read", "measure", "rank", "propose", "write")
PARTS: dict[str, Part] = {
    "walking": walk_rows,
    "entrances": entrance_rows,
    "isochrones": isochrone_rows,
    "what-if": what_if_rows,
    "places": places_rows,
    "siting": siting_rows,
    "ranking": robust_rows,
    "negotiation": negotiation_rows,
    "intake": lambda: [intake_row()],
}


def main(words: Sequence[str] | None = None) -> None:
    """Print the rows of the parts asked for, all of them by default."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"{', '.join(PARTS)}, stages")
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    asked = parser.parse_args(words)
    parts = PARTS | {"stages": partial(stage_rows, asked.sizes)}
    if unknown := set(asked.parts) - set(parts):
        parser.error(f"no part {', '.join(sorted(unknown))}; there are {', '.join(parts)}")
    for row in rows({name: parts[name] for name in asked.parts or parts}):
        print(row, flush=True)  # noqa: T201


def rows(parts: dict[str, Part]) -> Iterator[str]:
    """Yield the rows of the parts; a part that fails is a row, not the end."""
    yield f"{os.cpu_count()} cores{_load()}"
    for name, part in parts.items():
        start = time.perf_counter()
        try:
            yield from part()
        except Exception as failed:  # noqa: BLE001 - whatever it is, the other parts are told
            yield f"{name}: failed, {type(failed).__name__}: {failed}"
        yield f"-- {name}: {time.perf_counter() - start:.0f} s in all{_load()}"


def stage_rows(sizes: Iterable[int]) -> Iterator[str]:
    """Yield a table of the stages of a study, every size in processes of its own.

    So one's memory is not the next one's; a size that cannot be done is a row.
    """
    yield _row("estates", *(f"{stage} s" for stage in STAGES), "peak MB", "gaps %")
    for size in sizes:
        try:
            yield _timed(size)
        except subprocess.CalledProcessError as failed:
            yield _row(size, f"failed ({failed.returncode}): the words are above")


def _load() -> str:
    """Return how many processes want the processor, where the system tells."""
    return f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""


def _timed(size: int) -> str:
    with tempfile.TemporaryDirectory() as folder:
        town, out = Path(folder, "demo"), Path(folder, "out")
        start = time.perf_counter()
        _jiugai("demo", str(town), "--estates", str(size))
        seconds = {"demo": time.perf_counter() - start}
        answer = json.loads(_jiugai("run", str(town), "--out", str(out), "--json"))
        timings = json.loads((out / "timings.json").read_text(encoding="utf-8"))
    for timing in timings:
        seconds[timing["stage"]] = timing["seconds"]
    peak = max(timing["peak_mb"] or 0 for timing in timings)
    gaps = " ".join(f"{100 * plan['gap']:.2f}" for plan in answer["proposals"])
    return _row(size, *(f"{seconds.get(stage, 0):.1f}" for stage in STAGES), f"{peak:.0f}", gaps)


def _jiugai(*words: str) -> str:
    command = [sys.executable, "-m", "cli.main", *words]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    return done.stdout


def _row(*cells: object) -> str:
    return "".join(f"{cell!s:>11}" for cell in cells[:-1]) + f"  {cells[-1]}"


if __name__ == "__main__":
    main()
