"""Questions of the importer nobody has answered yet: a run waits for those that can change it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from intake.questions import PATH, holding_up, lines
from study.choices import Study
from tables import InputError, Issue

CODE = "study.questions_open"


def answered(study: Study, answers: Mapping[str, Any]) -> Study:
    """Return the study with `answers` over its own, topic by topic and key by key."""
    told = _merged(study.choices.answers, answers)
    return replace(study, choices=replace(study.choices, answers=told))


def check_answered(issues: Iterable[Issue]) -> None:
    """Raise InputError `study.questions_open` while an open question can change a number.

    Its `lines` are what to paste into study.yaml, `codes` and `paths` what is asked and where the
    answers go.
    """
    waiting = holding_up(issues)
    if waiting:
        raise InputError(
            CODE,
            count=len({tuple(issue.detail[PATH]) for issue in waiting}),  # type: ignore[arg-type]
            lines=lines(waiting),
        )


def _merged(filed: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(filed)
    for key, value in given.items():
        both = isinstance(value, Mapping) and isinstance(found.get(key), Mapping)
        found[key] = _merged(found[key], value) if both else value
    return found
