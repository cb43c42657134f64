"""A group of experts in a study: their judgements, inline or in filled forms, and what they say."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from intake.forms.expert_forms import Form, read_forms
from scoring.weighting.groups import Group, Matrix, group
from scoring.weighting.judgements import answered_matrix
from standards import Standards
from study.judgement_rules import ahp_rules
from study.keys import items, mapping, number, one_of, only, word, words
from tables import InputError, Issue

_AGGREGATES = ("judgements", "priorities")
_KEYS = {
    "files", "judgements", "order", "aggregate", "method", "random_index", "importance",
}  # fmt: skip
_PAIR = 3  # first, second, how many times as important


@dataclass(frozen=True)
class Panel:
    """What a group of experts said and what comes of it.

    `said` are the cells of each expert's matrix as written, criteria in `order`; `files` the forms
    they were read from with the hash of each; `issues` what was wrong in them.
    """

    group: Group
    order: tuple[str, ...]
    said: Mapping[str, tuple[tuple[object, ...], ...]]
    files: tuple[Mapping[str, str], ...] = ()
    issues: tuple[Issue, ...] = ()


def parse(given: Mapping[str, Any], rules: Standards, folder: Path, *, where: str) -> Panel:
    """Return the panel a person wrote under `experts`, forms read from `folder`."""
    only(given, _KEYS, where=where)
    files = [folder / name for name in words(given.get("files"), key=f"{where}.files")]
    forms, issues = _read(files, rules)
    default = words(given.get("order"), key=f"{where}.order")
    inline = [
        judgement_form(mapping(entry, where=f"{where}.judgements"), default, f"{where}.judgements")
        for entry in items(given.get("judgements"), key=f"{where}.judgements")
    ]
    stamps = tuple({"file": file.name, "sha256": _hash(file)} for file in files)
    return panel([*inline, *forms], given, rules, where=where, files=stamps, issues=issues)


def panel(
    forms: Sequence[Form],
    given: Mapping[str, Any],
    rules: Standards,
    *,
    where: str = "experts",
    files: tuple[Mapping[str, str], ...] = (),
    issues: tuple[Issue, ...] = (),
) -> Panel:
    """Return what `forms` come to together; `given` holds aggregate, method, table, importance."""
    _once(forms)
    order = _compared(forms)
    matrices: dict[str, Matrix] = {
        form.name: answered_matrix(order, form.answers) for form in forms
    }
    found = group(
        order,
        matrices,
        rules=ahp_rules(given, rules, where=where),
        largest_judgement=rules["largest_judgement"],
        importance=_importance(given.get("importance"), matrices, f"{where}.importance"),
        aggregate=one_of(
            given.get("aggregate", _AGGREGATES[0]), _AGGREGATES, key=f"{where}.aggregate"
        ),
    )
    said = {name: tuple(tuple(row) for row in matrices[name]) for name in sorted(matrices)}
    return Panel(found, order, said, files, issues)


def _compared(forms: Sequence[Form]) -> tuple[str, ...]:
    """Return the criteria that somebody compared; those nobody did weigh nothing."""
    every = tuple(dict.fromkeys(key for form in forms for key in form.criteria))
    said = {key for form in forms for pair in form.answers for key in pair}
    return tuple(key for key in every if key in said) or every


def _read(files: Sequence[Path], rules: Standards) -> tuple[list[Form], tuple[Issue, ...]]:
    forms: list[Form] = []
    said: list[Issue] = []
    for file in files:
        try:
            content = file.read_bytes()
        except OSError:
            raise InputError("study.missing_file", file=str(file)) from None
        found, issues = read_forms(content, file=file.name, largest=rules["largest_judgement"])
        forms += found
        said += issues
    for issue in said:
        if issue.severity == "error":
            place = {"file": issue.file, "row": issue.row, "value": issue.value}
            raise InputError(issue.code, **{**place, **issue.detail})
    return forms, tuple(said)


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _once(forms: Sequence[Form]) -> None:
    names = [form.name for form in forms]
    twice = [name for name in names if names.count(name) > 1]
    if twice:
        raise InputError("experts.name_twice", expert=twice[0])


def _importance(given: object, known: Mapping[str, object], where: str) -> dict[str, float] | None:
    """Return the weight of each voice, 1 where none is named; None when nobody's is."""
    named = mapping(given, where=where)
    only(named, known, where=where)
    if not named:
        return None
    return {name: number(named.get(name, 1), key=f"{where}.{name}") or 0.0 for name in known}


def judgement_form(entry: Mapping[str, Any], default: Sequence[str], where: str) -> Form:
    """Return one expert's inline judgements: `matrix` (with `order`) or `pairs`."""
    only(entry, {"name", "organisation", "order", "matrix", "pairs"}, where=where)
    name = word(entry.get("name"), key=f"{where}.name")
    if not name:
        raise InputError("study.missing_key", key=f"{where}.name")
    organisation = word(entry.get("organisation"), key=f"{where}.organisation") or ""
    order = words(entry.get("order"), key=f"{where}.order") or tuple(default)
    if ("matrix" in entry) == ("pairs" in entry):
        raise InputError("experts.matrix_or_pairs", expert=name)
    if "pairs" in entry:
        answers = _pairs(items(entry["pairs"], key=f"{where}.pairs"), name)
        criteria = tuple(dict.fromkeys([*order, *(key for pair in answers for key in pair)]))
        return Form(name, organisation, criteria, order, answers)
    return Form(name, organisation, order, order, _cells(entry["matrix"], order, name, where))


def _pairs(given: Sequence[object], name: str) -> dict[tuple[str, str], object]:
    found: dict[tuple[str, str], object] = {}
    for entry in given:
        pair = items(entry, key="pairs")
        if len(pair) != _PAIR or not all(isinstance(key, str) for key in pair[:2]):
            raise InputError("experts.not_a_pair", expert=name, value=entry)
        first, second, value = pair
        if first == second or (first, second) in found or (second, first) in found:
            raise InputError("experts.pair_twice", expert=name, first=first, second=second)
        found[first, second] = value
    return found


def _cells(
    given: object, order: tuple[str, ...], name: str, where: str
) -> dict[tuple[str, str], object]:
    """Return a matrix as answers, every cell: a half that contradicts the other still shows."""
    matrix = [items(row, key=f"{where}.matrix") for row in items(given, key=f"{where}.matrix")]
    if not order:
        raise InputError("study.missing_key", key=f"{where}.order")
    if len(matrix) != len(order) or any(len(row) != len(order) for row in matrix):
        raise InputError("scoring.ahp_not_square", size=len(order), rows=len(matrix), expert=name)
    return {
        (first, second): cell
        for first, row in zip(order, matrix, strict=True)
        for second, cell in zip(order, row, strict=True)
    }
