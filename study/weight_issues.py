"""What to say about the judgements behind the weights: contradictions, what to revisit, doubts."""

from collections.abc import Iterator, Mapping
from typing import Any

from scoring import Judgement
from scoring.weighting.ahp import under_tables
from standards import Rule
from study.judgement_rules import index_tables
from study.weighing import Weighing
from tables import Issue
from tables.issue import Severity

_DIGITS = 3


def judgement_issues(how: Weighing, rules: Mapping[str, Rule]) -> tuple[Issue, ...]:
    """Return what there is to say about the comparisons of a weighing, and of each expert's own.

    A ratio above the limit names up to three judgements to revisit; a verdict that turns on the
    random-index table says so with every table's ratio.
    """
    said = how.said
    found: list[Issue] = []
    if said.judgement is not None:
        found += _told(said.judgement, rules, "")
    if said.panel is not None:
        found += said.panel.issues
        for expert in said.panel.group.experts:
            if expert.judgement is None:
                found.append(_issue("expert_not_linked", "info", expert=expert.name))
            elif len(said.panel.group.experts) > 1:
                found += _told(expert.judgement, rules, expert.name)
    return tuple(found)


def ratio_text(ratio: float | None) -> str:
    """Return a consistency ratio as it is written everywhere; "–" while it cannot be judged.

    >>> ratio_text(0.08515), ratio_text(None)
    ('0.085', '–')
    """
    return "–" if ratio is None else f"{ratio:.{_DIGITS}f}"


def said_text(value: float) -> str:
    """Return how many times as important, as people write it: 3, or 1/3 below one.

    >>> said_text(3.0), said_text(1 / 3), said_text(2.6), said_text(0.385)
    ('3', '1/3', '2.6', '1/2.6')
    """
    return f"{value:.2g}" if round(value, 2) >= 1 else f"1/{1 / value:.2g}"


def _told(judgement: Judgement, rules: Mapping[str, Rule], expert: str) -> Iterator[Issue]:
    who = {"expert": expert} if expert else {}
    start = "expert_" if expert else ""
    limit = rules["acceptable_ratio"].value
    named = {"limit": limit, "ri": judgement.table, "method": judgement.method}
    if judgement.acceptable is None:
        yield _issue(f"{start}cannot_judge_yet", "info", **who)
    elif not judgement.acceptable:
        ratio = ratio_text(judgement.consistency_ratio)
        yield _issue(f"{start}inconsistent", "warning", ratio, **named, **who)
        for one in judgement.revisit:
            yield _issue(
                f"{start}revisit", "warning", ratio_text(one.consistency_ratio), **who,
                first=one.first, second=one.second,
                said=said_text(one.said), implied=said_text(one.implied),
            )  # fmt: skip
    ratios = under_tables(judgement, index_tables(rules))
    verdicts = {ratio <= limit for ratio in ratios.values() if ratio is not None}
    if len(verdicts) > 1 and not expert:
        told = {name: ratio_text(ratio) for name, ratio in ratios.items()}
        yield _issue("tables_disagree", "info", ratios=told, limit=limit, ri=judgement.table)


def _issue(code: str, severity: Severity, value: str = "", **detail: Any) -> Issue:  # noqa: ANN401
    return Issue(f"weighing.{code}", severity, table="weights", value=value, detail=detail)
