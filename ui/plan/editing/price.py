"""What the drafted edits cost together: a first answer at once, then one searched and proven."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

import streamlit as st

from phasing.negotiation.price import Price
from phasing.negotiation.standing import Standing
from phasing.solve import Hooks
from study.negotiation.trial import Case, Trial, price, price_at_once, trial
from study.plan_edit_ways import WAYS
from study.plan_edits import Edit, with_edits
from study.saving import Written
from tables import InputError
from ui.negotiate.asking import Answer, Question, answer, ask, at_once, running
from ui.negotiate.standing import settings, standing_key
from ui.session.view import View
from ui.session.work import Shelf

_FIRST_S, _TICK_S = 0.8, 0.02


@dataclass(frozen=True, eq=False)
class Asked:
    """What is asked of the edits: the text with them, its first answer and the proven one."""

    text: str
    first: Question
    whole: Question

    @property
    def known(self) -> Answer | None:
        """Return the best answer there is: proven, found so far, first."""
        return answer(self.whole) or answer(self.first)

    @property
    def proven(self) -> bool:
        """Return whether the search has ended."""
        return answer(self.whole) is not None

    @property
    def price(self) -> Price | None:
        """Return the price known so far."""
        found = self.known
        return found.found if found else None


def asked(
    view: View, proposal: str, stood: Standing, file: Written, edits: Sequence[Edit]
) -> Asked:
    """Return the question what edits of a file cost a proposal.

    Raises InputError where an edit does not fit the file.
    """
    text = edited(file.text, edits)
    limits = settings(view)
    case = Case(
        file.text, view.written, view.plan.proposed.ranked, view.plan.choices, stood
    )  # the plan's own ranking and choices: what is looked at by other weights is another plan
    key = f"edits {standing_key(view, proposal)}{_digest(file.text, text)}"

    def posed() -> Trial:
        return _trials().keep(key, lambda: trial(case, text))

    first = Question("edits.first", f"first {key}", lambda _: price_at_once(posed()))

    def work(hooks: Hooks) -> Price:
        at_once(first)
        return price(posed(), settings=limits, hooks=hooks)

    return Asked(text, first, Question("edits", key, work))


def start(found: Asked) -> None:
    """Start the search, unless it is done, and wait a moment for its first answer."""
    if found.proven or running(found.whole):
        return  # asked twice, the search would begin anew
    ask(found.whole)
    end = time.monotonic() + _FIRST_S
    while found.known is None and time.monotonic() < end:
        time.sleep(_TICK_S)


def edited(text: str, edits: Sequence[Edit]) -> str:
    """Return the text of a study with edits in it. Raises InputError where one does not fit."""
    try:
        return with_edits(text, edits, ways=WAYS)
    except (KeyError, TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError("plan_edit.unreadable") from None


def _digest(before: str, after: str) -> str:
    return sha256(f"{len(before)} {before}{after}".encode()).hexdigest()


@st.cache_resource(show_spinner=False)
def _trials() -> Shelf[Trial]:
    return Shelf(8)
