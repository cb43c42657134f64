"""How a study finds the weights of its criteria: `weights` in study.yaml."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from scoring import Judgement, Scorecard, Weights
from scoring.weighting.ahp import judge_by
from scoring.weighting.blend import blend, multiply
from scoring.weighting.objective import Objective, critic, entropy
from scoring.weighting.swing import swing
from scoring.weights import equal, from_points
from standards import Standards, in_force
from study import experts
from study.experts import Panel
from study.judgement_rules import ahp_rules
from study.keys import items, mapping, number, one_of, only, words, words_once
from tables import InputError, Issue

OBJECTIVE: dict[str, Callable[[pd.DataFrame], Objective]] = {"entropy": entropy, "critic": critic}
_FROM_ESTATES = ("equal", *OBJECTIVE)


@dataclass(frozen=True)
class Weighing:
    """How the weights are found: said by people, read from the estates, or both blended.

    `kind` is "stated", "equal", "entropy", "critic", "blend" or "multiply". `stated` are the
    weights people gave, `judgement` or `panel` the comparisons behind them. `criteria` are those
    that equal and objective weights are spread over (none named: all of the tree). A blend has
    `base`, what people said, the `objective` beside it, and the `stated_share` of the first.
    """

    stated: Weights | None = None
    judgement: Judgement | None = None
    kind: str = "stated"
    panel: Panel | None = None
    criteria: tuple[str, ...] = ()
    base: "Weighing | None" = None
    objective: str = ""
    stated_share: float | None = None

    @property
    def said(self) -> "Weighing":
        """Return the part that people said: of a blend its base."""
        return self.base or self


def parse(given: object, day: dt.date, city: str | None, folder: Path | None = None) -> Weighing:
    """Return how the weights of a study are found, from what a person wrote.

    `folder` is where the files of experts lie. Raises InputError naming the key and what to do.
    """
    if given is None or given == {}:
        raise InputError("study.missing_key", key="weights")
    rules = in_force(day, city)
    return _parsed(given, rules, folder or Path(), where="weights")


def weigh(how: Weighing, card: Scorecard) -> tuple[Weights, tuple[Issue, ...]]:
    """Return the weights of the criteria of `card`, and what had to be decided otherwise.

    Objective weights are found from the criterion scores, one row an estate: they change with the
    estates. In a blend they are found for the criteria that the stated weights name.
    """
    if how.base is not None:
        return _blended(how, how.base, card)
    if how.kind == "equal":
        return equal(_criteria(how.criteria, card)), ()
    if how.kind in OBJECTIVE:
        found = _found(how.kind, how.criteria, card)
        return found.weights, found.warnings
    if how.stated is None:
        raise InputError("study.missing_key", key="weights")
    return how.stated, ()


def _blended(how: Weighing, base: Weighing, card: Scorecard) -> tuple[Weights, tuple[Issue, ...]]:
    said, issues = weigh(base, card)
    found = _found(how.objective, tuple(said.shares), card)
    if how.stated_share is None:
        mixed = multiply(said, found.weights)
    else:
        mixed = blend(said, found.weights, share=how.stated_share)
    return mixed.weights, (*issues, *found.warnings, *mixed.warnings)


def _found(method: str, criteria: tuple[str, ...], card: Scorecard) -> Objective:
    scores = pd.DataFrame(card.score, index=list(card.estate_ids), columns=list(card.criteria))
    return OBJECTIVE[method](scores[list(_criteria(criteria, card))])


def _criteria(named: tuple[str, ...], card: Scorecard) -> tuple[str, ...]:
    only(dict.fromkeys(named), card.criteria, where="weights")
    return named or card.criteria


def _parsed(given: object, rules: Standards, folder: Path, *, where: str) -> Weighing:
    if isinstance(given, str):
        return Weighing(kind=one_of(given, _FROM_ESTATES, key=where))
    entries = mapping(given, where=where)
    if not any(isinstance(value, Mapping | list) or key in _FORMS
               for key, value in entries.items()):  # fmt: skip
        return Weighing(Weights(entries))
    only(entries, _FORMS, where=where)
    if len(entries) != 1:
        raise InputError("weighing.one_form", forms=", ".join(entries))
    form, value = next(iter(entries.items()))
    return _FORMS[form](value, rules, folder, f"{where}.{form}")


def _points(value: object, _rules: Standards, _folder: Path, where: str) -> Weighing:
    return Weighing(from_points(_given(value, where), method="points"))


def _swing(value: object, rules: Standards, _folder: Path, where: str) -> Weighing:
    return Weighing(swing(_given(value, where), best=rules["swing_best_points"]))


def _given(value: object, where: str) -> dict[str, Any]:
    found = mapping(value, where=where)
    if not found:
        raise InputError("study.missing_key", key=where)
    return found


def _ahp(value: object, rules: Standards, _folder: Path, where: str) -> Weighing:
    ahp = mapping(value, where=where)
    only(ahp, {"order", "matrix", "method", "random_index"}, where=where)
    key = f"{where}.matrix"
    judged = judge_by(
        words(ahp.get("order"), key=f"{where}.order"),
        [items(row, key=key) for row in items(ahp.get("matrix"), key=key)],
        ahp_rules(ahp, rules, where=where),
    )
    return Weighing(judged.weights, judged)


def _experts(value: object, rules: Standards, folder: Path, where: str) -> Weighing:
    panel = experts.parse(mapping(value, where=where), rules, folder, where=where)
    return from_panel(panel)


def from_panel(panel: Panel) -> Weighing:
    """Return the weighing of a group of experts."""
    return Weighing(panel.group.weights, panel.group.judgement, panel=panel)


def _spread(kind: str) -> Callable[[object, Standards, Path, str], Weighing]:
    def parsed(value: object, _rules: Standards, _folder: Path, where: str) -> Weighing:
        return Weighing(kind=kind, criteria=words_once(value, key=where))

    return parsed


def _blend(value: object, rules: Standards, folder: Path, where: str) -> Weighing:
    given = _two(value, {"stated", "objective", "stated_share"}, where)
    share = number(given.get("stated_share"), key=f"{where}.stated_share")
    if share is None:
        raise InputError("study.missing_key", key=f"{where}.stated_share")
    if not 0 <= share <= 1:
        raise InputError("weights.bad_share", value=share)
    return _mixed("blend", given, rules, folder, where=where, share=share)


def _multiply(value: object, rules: Standards, folder: Path, where: str) -> Weighing:
    given = _two(value, {"stated", "objective"}, where)
    return _mixed("multiply", given, rules, folder, where=where)


def _two(value: object, allowed: set[str], where: str) -> dict[str, Any]:
    given = mapping(value, where=where)
    only(given, allowed, where=where)
    for key in ("stated", "objective"):
        if given.get(key) is None:
            raise InputError("study.missing_key", key=f"{where}.{key}")
    return given


def _mixed(
    kind: str,
    given: Mapping[str, Any],
    rules: Standards,
    folder: Path,
    *,
    where: str,
    share: float | None = None,
) -> Weighing:
    base = _parsed(given["stated"], rules, folder, where=f"{where}.stated")
    if base.base is not None or base.kind in OBJECTIVE:
        raise InputError("weighing.stated_not_said", where=f"{where}.stated")
    objective = one_of(given["objective"], OBJECTIVE, key=f"{where}.objective")
    return Weighing(kind=kind, base=base, objective=objective, stated_share=share)


_FORMS: dict[str, Callable[[object, Standards, Path, str], Weighing]] = {
    "points": _points,
    "swing": _swing,
    "ahp": _ahp,
    "experts": _experts,
    "equal": _spread("equal"),
    "entropy": _spread("entropy"),
    "critic": _spread("critic"),
    "blend": _blend,
    "multiply": _multiply,
}
