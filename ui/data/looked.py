"""A dropped file looked at beside the page: what it is, whom it matches, what it changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from intake import worker
from intake.check import Checked, Paired, checked, compared
from intake.inputs import Inputs
from intake.joining.differences import Differences, differences
from intake.joining.under_ids import Matched, under_ids
from intake.read import traced
from intake.source import Source
from intake.source_rows import Reading
from layers.exports import estates_layer
from layers.gis import heading
from study.results import Results
from tables import ESTATES, InputError
from texts import LOCALES
from ui.session.reading import Given
from ui.session.work import Job

_IGNORE = "ignore"


@dataclass(frozen=True)
class Looked:
    """One dropped file: what it came to or why it was refused, and the study beside it.

    `pairs` are its rows and those of the study's other layer; `changes` what it would change.
    `named` are its rows under the study's ids where it has none of its own.
    """

    path: Path
    found: Checked | None = None
    error: InputError | None = None
    pairs: Paired | None = None
    changes: Differences | None = None
    named: Matched | None = None

    @property
    def held(self) -> Checked | None:
        """The file as it is held against the study: its rows under the study's ids."""
        return (
            replace(self.found, rows=self.named.rows) if self.found and self.named else self.found
        )


@dataclass(frozen=True)
class Beside:
    """The study a file is held against; `results` is None where nothing is calculated yet.

    `given` is None where no study is open.
    """

    given: Given | None = None
    results: Results | None = None

    @property
    def inputs(self) -> Inputs | None:
        """The files of the study as they were read; None where there is nothing to hold against."""
        return self.given.inputs if self.given else None

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered before; columns that Jiugai works out itself are not read."""
        answers = dict(self.given.written.choices.answers) if self.given else {}
        if self.results is None:
            return answers
        made = [n for n in estates_layer(self.results).columns if n not in _OWN]
        heads = [head for n in made for head in (n, *(heading(n, locale=one) for one in LOCALES))]
        columns = dict(answers.get("columns") or {})
        ignored = dict.fromkeys(heads, _IGNORE)
        columns["estates"] = {**ignored, **(columns.get("estates") or {})}
        return {**answers, "columns": columns}


_OWN = {*ESTATES.names, "geometry"}


def main_files(names: Sequence[str]) -> list[str]:
    """Return the files to look at; the parts that go with a .shp are read with it.

    >>> main_files(["a.shp", "a.dbf", "a.prj", "b.csv"])
    ['a.shp', 'b.csv']
    """
    stems = {Path(name).stem for name in names if name.lower().endswith(".shp")}
    parts = {".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qpj", ".qmd", ".xml"}
    return [
        name
        for name in names
        if Path(name).suffix.lower() not in parts
        or Path(name).name.split(".")[0] not in {stem.split(".")[0] for stem in stems}
    ]


def look_at(job: Job[Any], paths: Sequence[Path], beside: Beside) -> tuple[Looked, ...]:
    """Return what each file came to. Raises InputError where a person stopped it."""
    answers = beside.answers
    return tuple(_looked(job, path, beside, answers) for path in paths)


def _looked(job: Job[Any], path: Path, beside: Beside, answers: Mapping[str, Any]) -> Looked:
    work = partial(checked, path, path.name, answers=answers)
    try:
        found = _run(job, work, [Source(path, path.name)])
    except InputError as error:
        if job.stop.is_set():
            raise
        return Looked(path, error=error)
    assert isinstance(found, Checked)  # noqa: S101 - it is what the job returns
    one = Looked(path, found)
    if found.table != "estates":
        return one
    one = replace(one, pairs=_pairs(job, found, beside), named=_named(found, beside))
    return replace(one, changes=_changes(one, beside))


def _run(job: Job[Any], work: partial[Any], sources: Sequence[Source]) -> object:
    def told(file: str, share: float) -> None:
        job.told.file, job.told.share = file, share

    return worker.run(work, sources, progress=told, should_stop=job.stop.is_set)


def _pairs(job: Job[Any], found: Checked, beside: Beside) -> Paired | None:
    """Return who is who between a ledger and the study's outlines, or outlines and its ledger."""
    drawn = "geometry" in found.rows and bool(found.rows["geometry"].notna().any())
    written = beside.given.written if beside.given else None
    if written is None or "outlines" not in written.sources:
        return None
    table, choices = "estates" if drawn else "outlines", written.choices
    sources = [replace(one, path=one.path.absolute()) for one in written.sources[table]]
    how = Reading(choices.crs, choices.answers, need=False)
    try:
        inputs = _run(job, partial(traced, {table: sources}, how), sources)
        assert isinstance(inputs, Inputs)  # noqa: S101 - it is what the job returns
        other = replace(found, table=table, rows=inputs.tables[table], headers=(), issues=())
        return compared(found, other, choices.answers)
    except InputError:
        if job.stop.is_set():
            raise
        return None


def columns_sent(found: Checked) -> frozenset[str]:
    """Return the columns a file has; a year brings its range along."""
    there = {match.column for match in found.headers if match.column}
    bounds = {f"{name}_{end}" for name in there for end in ("low", "high")}
    return frozenset(there | bounds & set(ESTATES.names))


def _named(found: Checked, beside: Beside) -> Matched | None:
    """Return the rows of a file without ids under the study's; None where no name is the same."""
    inputs = beside.inputs
    if inputs is None or "estates" not in inputs.tables or "estate_id" in columns_sent(found):
        return None
    told = under_ids(inputs.tables["estates"], found.rows)
    return told if told.matched else None


def _changes(one: Looked, beside: Beside) -> Differences | None:
    """Return what the file changes of the study's estates, by their ids or else their names.

    A file that this program handed out carries values it filled in: those are no changes.
    """
    inputs, found = beside.inputs, one.held
    if inputs is None or found is None or "estates" not in inputs.tables:
        return None
    sent = columns_sent(found)
    if one.named is None and "estate_id" not in sent:
        return None
    told = differences(inputs.tables["estates"], found.rows, ESTATES, sent)
    if one.named is not None:
        unsure = told.changes["estate_id"].isin(one.named.unsure_ids)
        return replace(told, changes=told.changes[~unsure].reset_index(drop=True))
    if beside.results is None:
        return told
    handed = differences(estates_layer(beside.results), found.rows, ESTATES, sent).changes
    both = _places(told.changes).isin(_places(handed))
    return replace(told, changes=told.changes[both].reset_index(drop=True))


def _places(changes: pd.DataFrame) -> pd.MultiIndex:
    return pd.MultiIndex.from_frame(changes[["estate_id", "kind", "field"]])
