"""`make bench`: each stage on the demo town at three sizes, in seconds, with peak memory."""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

from cli.bench_intake import intake_row
from cli.bench_robust import robust_rows
from cli.bench_walk import walk_rows
from cli.bench_what_if import what_if_rows

SIZES = (306, 3_000, 20_000)
STAGES = ("demo", "read", "measure", "rank", "propose", "write")


def main() -> None:
    """Time every size in processes of its own, so that one's memory is not the next one's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=list(SIZES))
    sizes = parser.parse_args().sizes
    print(_row("estates", *(f"{stage} s" for stage in STAGES), "peak MB", "gaps %"))  # noqa: T201
    for size in sizes:
        try:
            print(_timed(size), flush=True)  # noqa: T201
        except subprocess.CalledProcessError as failed:
            # a size that cannot be done is a row of the table, not the end of it
            print(_row(size, f"failed ({failed.returncode}): the words are above"), flush=True)  # noqa: T201
    print(intake_row(), flush=True)  # noqa: T201
    for row in chain(robust_rows(), walk_rows(), what_if_rows()):
        print(row, flush=True)  # noqa: T201


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
