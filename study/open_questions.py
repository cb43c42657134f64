"""Questions of the importer nobody has answered yet: a run waits for those that can change it."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from intake.questions import PATH, holding_up, lines
from study.choices import Study
from tables import InputError, Issue

CODE = "study.questions_open"
_SHARED_IDS = {"keys.duplicate_id", "keys.no_ids"}
_LISTED = 10


def answered(study: Study, answers: Mapping[str, Any]) -> Study:
    """Return the study with `answers` over its own, topic by topic and key by key."""
    told = _merged(study.choices.answers, answers)
    return replace(study, choices=replace(study.choices, answers=told))


def check_answered(issues: Iterable[Issue]) -> None:
    """Raise InputError while the files leave open what can change a number.

    `study.ids_shared`: one id stands for two estates. `study.questions_open`: a question waits;
    its `lines` are what to paste into study.yaml.
    """
    listed = list(issues)
    _check_ids(listed)
    waiting = holding_up(listed)
    if waiting:
        raise InputError(
            CODE,
            count=len({tuple(issue.detail[PATH]) for issue in waiting}),  # type: ignore[arg-type]
            lines=lines(waiting),
        )


def _check_ids(issues: Iterable[Issue]) -> None:
    """Raise InputError `study.ids_shared` where one id stands for two estates."""
    shared = [issue for issue in issues if issue.code in _SHARED_IDS]
    if shared:
        ids = sorted({issue.value or issue.estate_id for issue in shared})
        rows = sorted({issue.row for issue in shared if issue.row is not None})
        more = " …" if len(rows) > _LISTED else ""
        raise InputError(
            "study.ids_shared",
            ids="、".join(ids[:_LISTED]),
            rows="、".join(map(str, rows[:_LISTED])) + more,
            files="、".join(sorted({issue.file for issue in shared})),
        )


def _merged(filed: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    found = dict(filed)
    for key, value in given.items():
        both = isinstance(value, Mapping) and isinstance(found.get(key), Mapping)
        found[key] = _merged(found[key], value) if both else value
    return found
