"""A layer on its way to the map: where it comes from, what was answered, its shapes as found."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from intake.placing.points import Found
from intake.questions import answered
from intake.source import Source
from tables import Issue, Table
from tables.issue import Severity


@dataclass(frozen=True)
class Layer:
    """What is being placed: where it comes from, what was answered, its shapes as found."""

    source: Source
    table: Table
    answers: Mapping[str, Any]
    found: Found

    @property
    def key(self) -> str:
        """The word its answers stand under: its file, or its table when the file has layers."""
        return self.table.name if self.source.layer else self.source.label

    def answer(self, topic: str) -> str | None:
        """Return what a person answered of this layer, by its file or its table."""
        said = answered(self.answers, topic, self.source.label, self.table.name)
        return None if said is None else str(said)

    def issue(
        self, code: str, severity: Severity, row: int | None = None, **detail: object
    ) -> Issue:
        """Return an issue about the layer, or about one of its rows."""
        return Issue(code, severity, self.table.name, self.source.label, row, detail=detail)
