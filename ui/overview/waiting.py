"""What waits for a decision: a line each, the most pressing first, and where to take it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

import pandas as pd
import streamlit as st

from layers.classes import year_keys
from phasing import Programme
from phasing.funds import NEXT_PLAN
from tables import InputError
from ui.data import parts
from ui.data.asked import asked
from ui.plan.rules.listed import tight_rules
from ui.session.keeper import keeper
from ui.session.view import View
from ui.session.words import wan
from ui.session.work import Shelf

SOLVE = "solve"  # instead of a page: solve anew
_WORD = "facts.problem_word"
_EXACT_WAN = 1.0  # less than 1 万元 is nobody's decision


@dataclass(frozen=True)
class Waiting:
    """One thing to decide: the code of its sentence, what it tells, the page and section for it."""

    code: str
    page: str
    section: str = ""
    told: Mapping[str, object] = field(default_factory=dict)


def waiting(view: View, plan: Programme) -> list[Waiting]:
    """Return what waits: what makes numbers wrong first, then what moves the plan, then proofs."""
    return [*_of_choices(view), *_of_data(view), *_of_plan(view, plan), *_of_proof(view, plan)]


def _of_choices(view: View) -> Iterator[Waiting]:
    if view.opened is not None and view.opened.refused is not None:
        yield Waiting("refused", "score", "criteria")
    if view.stale:
        yield Waiting("stale", SOLVE)


def _of_data(view: View) -> Iterator[Waiting]:
    errors = [issue for issue in view.issues if issue.severity == "error"]
    open_ = asked(view.issues)
    questions = [issue for issue in view.issues if issue.severity == "question"]
    others = [issue for issue in questions if not asked([issue])]
    words = [issue for issue in others if issue.code == _WORD]
    found = {
        "error": (parts.ISSUES, len(errors)),
        "question": (parts.QUESTIONS, len(open_)),
        "words": (parts.WORDS, len(words)),
        "doubt": (parts.ISSUES, len(others) - len(words)),
    }
    for code, (part, count) in found.items():
        if count:
            yield Waiting(code, "data", part, {"count": count})


def _of_plan(view: View, plan: Programme) -> Iterator[Waiting]:
    estates = pd.DataFrame(view.estates)
    unasked = int(estates["gate"].fillna("").eq("consent").sum())
    if unasked:
        yield Waiting("consent", "negotiate", "canvass", {"count": unasked})
    reasons = plan.not_placed["reason"].astype(str)
    survey = int(year_keys(estates, plan=plan.name).eq("survey").sum())  # as the map counts them
    if survey:
        yield Waiting("survey", "data", "issues", {"count": survey})
    broke = plan.not_placed.loc[reasons.eq("no_money"), "estate_id"]
    if len(broke):
        short = float(estates.loc[estates["estate_id"].isin(broke), "cost_wan"].sum())
        yield Waiting("no_money", "negotiate", "money", {"count": len(broke), "wan": wan(short)})
    if tight := _tight(view, plan):
        yield Waiting("tight", "plan", "rules", {"count": tight})
    own = plan.spend[plan.spend["source"].ne(NEXT_PLAN)]
    lost = float(own["lapsed_wan"].sum())
    if lost >= _EXACT_WAN:
        yield Waiting("lapsed", "money", "year", {"wan": wan(lost)})


def _tight(view: View, plan: Programme) -> int:
    """Return how many rules the page of rules marks as tight: it is where this line leads.

    A file that cannot be read counts none: the page of rules says what is wrong with it.
    """
    try:
        text = keeper().open(view.written.path).text
        digest = sha256(text.encode()).hexdigest()
        named = f"{view.key} {view.plan.named} {plan.name} {digest}"
        return _counted().keep(named, lambda: tight_rules(view, text, plan))
    except InputError:
        return 0


@st.cache_resource(show_spinner=False)
def _counted() -> Shelf[int]:
    return Shelf(32)


def _of_proof(view: View, plan: Programme) -> Iterator[Waiting]:
    if plan.status != "proven":
        yield Waiting("unproven", "plan", "rules")
    rules = view.ranked.measured.rules.values()
    unchecked = sum(not rule.checked for rule in rules)
    if unchecked:
        counted = {"count": unchecked, "all": len(rules)}
        yield Waiting("standards", "record", "standards", counted)
