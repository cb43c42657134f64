"""The open questions of the importer, each place of an answer once."""

from collections.abc import Iterable
from dataclasses import dataclass

from intake.questions import COUNTS, OPTIONS, PATH, PROPOSED
from study.editing import Path
from tables import Issue

TOPICS = (
    "crs", "axes", "datum", "encoding", "columns", "units", "footprints", "values", "levels",
    "join", "plans",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """A question: where its answer goes, what says so, what may be answered, what is proposed.

    `counts` says that the answer can change a number: nothing is calculated before it is given.
    """

    path: Path
    issues: tuple[Issue, ...]
    options: tuple[str, ...]
    proposed: str
    counts: bool

    @property
    def topic(self) -> str:
        """What the question is about: the first key of its place."""
        return self.path[0]


def asked(issues: Iterable[Issue]) -> list[Asked]:
    """Return the open questions by topic; several about one place are one question."""
    found: dict[Path, list[Issue]] = {}
    for issue in issues:
        path = issue.detail.get(PATH)
        if issue.severity == "question" and isinstance(path, list):
            found.setdefault(tuple(map(str, path)), []).append(issue)
    return sorted((_asked(path, several) for path, several in found.items()), key=_order)


def _asked(path: Path, issues: list[Issue]) -> Asked:
    offered = [str(one) for issue in issues for one in _listed(issue.detail.get(OPTIONS))]
    options = tuple(dict.fromkeys(offered))
    proposed = next((str(i.detail[PROPOSED]) for i in issues if i.detail.get(PROPOSED)), "")
    counts = any(bool(issue.detail.get(COUNTS)) for issue in issues)
    return Asked(path, tuple(issues), options, proposed, counts)


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else []


def _order(one: Asked) -> tuple[object, ...]:
    place = TOPICS.index(one.topic) if one.topic in TOPICS else len(TOPICS)
    first = one.issues[0]
    return not one.counts, place, first.table, first.file, first.row or 0, one.path
