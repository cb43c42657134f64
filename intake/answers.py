"""What a person wrote under `answers:` → what of it is understood, and what is said of the rest."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from geo.coordinates.datum import DATUMS
from intake.cells import levels
from intake.cells.column_units import UNIT_WORDS
from intake.doubts import far_off
from intake.drawn.footprints import ACCEPT, REFUSE
from intake.formats.encodings import OTHERS, TRIED, in_python
from intake.formats.files import columns_of
from intake.headings import headers
from intake.headings.matching import IGNORE
from intake.inputs import FileRecord
from intake.placing.coordinates import known_crs
from intake.placing.grids import AS_WRITTEN, SWAPPED
from intake.questions import spelt
from intake.sheet.other_sheets import ALL
from intake.unused_answers import shown
from intake.unused_answers import unused as not_used
from tables import TABLES, InputError, Issue

Files = Mapping[str, Sequence[str]]  # table → the labels of its files
_WORDS: Mapping[str, Sequence[str]] = {
    "axes": (SWAPPED, AS_WRITTEN),
    "datum": DATUMS,
    "footprints": (ACCEPT, REFUSE),
}
_OF_FILES = (*_WORDS, "crs", "encoding", "sheets")  # topic → file or table → word
_OF_HEADERS = ("columns", "units")  # topic → file or table → header → word
_OF_CELLS: Mapping[str, Sequence[str]] = {  # topic → table → what a cell is called → word
    far_off.TOPIC: far_off.WORDS,
    levels.TOPIC: levels.WORDS,
}
_OF_NAMES = ("join",)  # topic → name → name, or table → name → name
_OF_STUDIES = ("plans", "problem_words")  # asked and understood by the study, not by its reader
TOPICS = (*_OF_FILES, *_OF_HEADERS, *_OF_CELLS, *_OF_NAMES, *_OF_STUDIES)
_CRS = "EPSG:4490, EPSG:4547, …"
_FREE = "…"


class Understood(NamedTuple):
    """The answers that can be used, and what is to be said of the others."""

    answers: Mapping[str, Any]
    issues: tuple[Issue, ...]


def understood(answers: Mapping[str, Any], files: Files) -> Understood:
    """Return the answers that can be used; the rest is a warning each and settles nothing.

    Nothing (`crs: {a.shp: }`) is no answer. A topic that nobody knows, a word that its topic does
    not know and a list where names should stand are left out: the question stays open.

    >>> told = understood({"axes": {"a.shp": "flip"}, "crs": {"a.shp": None}}, {})
    >>> told.answers, [issue.code for issue in told.issues]
    ({'axes': {}, 'crs': {}}, ['answers.not_understood'])
    """
    kept: dict[str, Any] = {}
    issues: list[Issue] = []
    for topic, said in answers.items():
        if topic not in TOPICS:
            issues.append(_unknown(str(topic)))
        elif topic in _OF_STUDIES or (said is not None and not isinstance(said, Mapping)):
            issues += [] if topic in _OF_STUDIES else [_misread((topic,), said, f"{topic}: {{…}}")]
            kept |= {topic: said} if topic in _OF_STUDIES else {}
        elif said is not None:
            kept[topic], more = _topic(topic, said, files)
            issues += more
    return Understood(kept, tuple(issues))


def unused(
    answers: Mapping[str, Any], files: Files, records: Iterable[FileRecord]
) -> tuple[Issue, ...]:
    """Return a warning for each answer about a table, a file, a sheet or a header not there.

    `answers` are those understood. What is said under `join` is told where names are matched, what
    is said of a cell where the cells are read.
    """
    read = tuple(records)
    names = _names(files)
    issues = []
    for topic in (*_OF_FILES, *_OF_HEADERS):
        for key, said in answers.get(topic, {}).items():
            mine = [one for one in read if key in spelt(one.label, one.table)]
            if key not in names:
                issues.append(not_used((topic, key), names))
            elif topic in _OF_HEADERS:
                issues += [not_used((topic, key, h), there) for h, there in _absent(said, mine)]
            elif topic == "sheets" and mine and said not in {ALL, *(one.layer for one in mine)}:
                issues.append(_misread((topic, key), said, ALL))
    of_cells = ((topic, key) for topic in _OF_CELLS for key in answers.get(topic, {}))
    issues += [not_used(path, files) for path in of_cells if path[1] not in files]
    return tuple(issues)


def _topic(topic: str, said: Mapping[Any, Any], files: Files) -> tuple[dict[str, Any], list[Issue]]:
    """Return what is understood of one topic, key by key, and what is said of the rest."""
    kept: dict[str, Any] = {}
    issues: list[Issue] = []
    for key, answer in said.items():
        path = (topic, str(key))
        if answer is None:
            continue
        if topic in _OF_NAMES:
            kept[str(key)] = _filled(answer)
        elif topic in (*_OF_HEADERS, *_OF_CELLS):
            kept[str(key)], more = _of_headers(path, answer, _meant(topic, str(key), files))
            issues += more
        elif known := _not_known(topic, str(key), answer):
            issues.append(_misread(path, answer, known))
        else:
            kept[str(key)] = answer if topic in _WORDS else str(answer)
    return kept, issues


def _filled(answer: object) -> object:
    """Return pairs of names without those that nobody wrote a name for."""
    if not isinstance(answer, Mapping):
        return answer
    return {name: other for name, other in answer.items() if other is not None}


def _of_headers(
    path: Sequence[str], said: object, known: Sequence[str]
) -> tuple[dict[str, str], list[Issue]]:
    if not isinstance(said, Mapping):
        return {}, [_misread(path, said, f"{path[-1]}: {{…}}")]
    filled = {str(header): str(word) for header, word in said.items() if word is not None}
    wrong = {header: word for header, word in filled.items() if word not in known}
    kept = {header: word for header, word in filled.items() if header not in wrong}
    return kept, [_misread((*path, h), word, ", ".join(known)) for h, word in wrong.items()]


def _meant(topic: str, key: str, files: Files) -> list[str]:
    """Return the words that may be answered for a header or a cell of the tables of `key`."""
    if topic == "units":
        return sorted(UNIT_WORDS)
    if topic in _OF_CELLS:
        return list(_OF_CELLS[topic])
    tables = [key] if key in TABLES else [t for t in files if key in spelt(*files[t])]
    declared = [TABLES[name] for name in tables if name in TABLES] or list(TABLES.values())
    names = (column.name for table in declared for column in columns_of(table))
    return [*dict.fromkeys(names), IGNORE]


def _not_known(topic: str, key: str, answer: object) -> str:
    """Return the words that may be answered when `answer` is none of them, else an empty text."""
    if isinstance(answer, Mapping | list):
        return ", ".join(_WORDS.get(topic, (_FREE,)))
    check = _CHECKS.get(topic)
    if check:
        return check(str(answer), key)
    words = _WORDS.get(topic)
    return ", ".join(words) if words and answer not in words else ""


def _crs(text: str, key: str) -> str:
    try:
        known_crs(text, file=key)
    except InputError:
        return _CRS
    return ""


def _encoding(text: str, _key: str) -> str:
    return "" if in_python(text) else ", ".join((*TRIED, *OTHERS))


_CHECKS: Mapping[str, Callable[[str, str], str]] = {"crs": _crs, "encoding": _encoding}


def _names(files: Files) -> list[str]:
    return list(dict.fromkeys(word for table in files for word in spelt(*files[table], table)))


def _absent(
    said: Mapping[str, str], records: Sequence[FileRecord]
) -> list[tuple[str, Sequence[str]]]:
    """Return the headers answered for that none of the files has, with those they have."""
    there = [[match.header for match in one.columns] for one in records]
    every = [header for one in there for header in one]
    found = [h for h in said if any(headers.find(h, one) is not None for one in there)]
    return [(h, every) for h in said if h not in found] if records else []


def _unknown(topic: str) -> Issue:
    detail = {"nearest": headers.nearest(topic, TOPICS), "known": ", ".join(TOPICS)}
    return Issue("answers.unknown_topic", "warning", value=topic, detail=detail)


def _misread(path: Sequence[str], word: object, known: str) -> Issue:
    detail = {"place": shown(path), "known": known}
    return Issue("answers.not_understood", "warning", value=str(word), detail=detail)
