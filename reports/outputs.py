"""The folder of a run: every file written beside the old one, then put in its place at once."""

import errno
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from layers.areas import areas_layer
from layers.exports import estates_layer
from layers.geojson import geojson
from layers.geopackage import write as write_geopackage
from layers.gis import gis_layers
from layers.score_reasons import reasons_table
from reports.briefing import briefing
from reports.issues import issues_csv
from reports.negotiation_record import negotiation_record
from reports.plan_record import plan_record
from reports.programme import write_programme
from study.record import peak_mb
from study.results import Results
from tables import InputError

Writer = Callable[[Results, Path, str], None]

_RECORD = "run.json"
TIMINGS = "timings.json"
_FULL = {errno.ENOSPC, errno.EDQUOT}


def write(results: Results, out: Path, *, locale: str) -> tuple[Path, ...]:
    """Write every file of a run into the folder `out` and return their paths.

    The files appear together or not at all: they are written into a folder beside `out`, which
    then takes its place. What a person put into an earlier run's folder is carried over. Raises
    InputError `outputs.not_a_run` when `out` holds something else, `outputs.locked` when a file
    is open in another program, `outputs.full` when the disk is, `outputs.refused` when the
    system does not allow it; in every case, Ctrl-C included, the earlier run stays whole.
    """
    target = out.resolve()
    with _told(target):
        _recover(target)
        _check(target)
        return _written(results, target, locale)


def _written(results: Results, target: Path, locale: str) -> tuple[Path, ...]:
    with _beside(target) as fresh:
        start = time.perf_counter()
        for name, writer in WRITERS.items():
            writer(results, fresh / name, locale)
        _timings(results, fresh / TIMINGS, time.perf_counter() - start)
        _put_in_place(fresh, target)
    return tuple(target / name for name in (*WRITERS, TIMINGS))


def run_record(results: Results) -> dict[str, object]:
    """Return what run.json holds: the record of the study, every proposal, what one was asked."""
    plans = [plan_record(plan) for plan in results.proposals]
    found = results.negotiated
    asked = {} if found is None else {"negotiated": negotiation_record(found)}
    return {**results.record, "proposals": plans, **asked}


def _estates(results: Results, path: Path, _: str) -> None:
    estates = estates_layer(results).merge(
        reasons_table(results, results.choices), on="estate_id", how="left"
    )
    _text(path, geojson(estates, key="estate_id"))


def _areas(results: Results, path: Path, _: str) -> None:
    _text(path, geojson(areas_layer(results), key="area_id"))


def _geopackage(results: Results, path: Path, locale: str) -> None:
    layers = gis_layers(results, locale=locale)
    crs = str(results.record.get("crs") or "EPSG:4326")
    write_geopackage(layers, path, crs=crs, day=results.choices.day_of_law)


def _issues(results: Results, path: Path, locale: str) -> None:
    _text(path, issues_csv(results.issues, locale=locale))


def _briefing(results: Results, path: Path, locale: str) -> None:
    _text(path, briefing(results, locale=locale))


def _run(results: Results, path: Path, _: str) -> None:
    _text(path, _json(run_record(results)))


def _timings(results: Results, path: Path, seconds: float) -> None:
    stages = [dict(timing) for timing in results.timings]
    stages.append({"stage": "write", "seconds": round(seconds, 3), "peak_mb": peak_mb()})
    _text(path, _json(stages))


WRITERS: Mapping[str, Writer] = {
    "estates.geojson": _estates,
    "areas.geojson": _areas,
    "jiugai.gpkg": _geopackage,
    "programme.xlsx": write_programme,
    "issues.csv": _issues,
    "briefing.html": _briefing,
    _RECORD: _run,
}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _text(path: Path, text: str) -> None:
    path.write_bytes(text.encode("utf-8"))


def _check(target: Path) -> None:
    """Refuse to replace anything but a Jiugai run."""
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not _is_run(target):
        raise InputError("outputs.not_a_run", out=target)


def _is_run(folder: Path) -> bool:
    try:
        found = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(found, dict) and {"jiugai", "proposals"} <= set(found)


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a new folder beside `target`, gone afterwards if it was not put in place."""
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{target.name}.new-", dir=target.parent))
    fresh.chmod(0o755)  # mkdtemp makes it private; results are for colleagues
    try:
        yield fresh
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _put_in_place(fresh: Path, target: Path) -> None:
    """Swap the folders; if the second step fails, undo the first."""
    previous = _previous(target)
    if not target.exists():
        fresh.rename(target)
        return
    _carry_over(target, fresh)
    shutil.rmtree(previous, ignore_errors=True)
    target.rename(previous)
    try:
        fresh.rename(target)
    except BaseException:
        previous.rename(target)
        raise
    shutil.rmtree(previous, ignore_errors=True)


def _carry_over(old: Path, fresh: Path) -> None:
    """Copy what a person added to the old folder; leftovers of an open GeoPackage are not that."""
    for path in sorted(old.iterdir()):
        if path.name in (*WRITERS, TIMINGS) or path.name.startswith("jiugai.gpkg-"):
            continue
        if path.is_dir() and not path.is_symlink():
            shutil.copytree(path, fresh / path.name, symlinks=True)
        else:
            shutil.copy2(path, fresh / path.name, follow_symlinks=False)


def _recover(target: Path) -> None:
    """Put an old run back that a power cut left between the two steps of a swap."""
    if _previous(target).exists() and not target.exists():
        _previous(target).rename(target)


def _previous(target: Path) -> Path:
    return target.with_name(f".{target.name}.previous")


@contextmanager
def _told(target: Path) -> Iterator[None]:
    """Turn what the system refuses into words a person can act on."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise InputError("outputs.full", out=target) from error
        if isinstance(error, PermissionError) and target.exists():
            raise InputError("outputs.locked", out=target) from error
        reason = error.strerror or str(error)
        raise InputError("outputs.refused", out=target, reason=reason) from error
