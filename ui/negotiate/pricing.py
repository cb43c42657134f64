"""The question what a change costs: a first answer at once, then one searched and proven."""

from phasing.negotiation.override import Override
from phasing.negotiation.price import price, price_at_once
from phasing.negotiation.standing import Standing
from ui.negotiate import draft
from ui.negotiate.asking import Question
from ui.negotiate.standing import settings, standing_key
from ui.session.view import View


def first_question(view: View, proposal: str, stood: Standing) -> Question:
    """Return the question that is answered at once, without a search."""
    key = f"first {_key(view, proposal)}"
    wanted = override()
    return Question("first", key, lambda _: price_at_once(stood, wanted))


def question(view: View, proposal: str, stood: Standing) -> Question:
    """Return the question that is searched for: it takes a while, and can be stopped."""
    wanted, limits = override(), settings(view)
    return Question(
        "price",
        f"price {_key(view, proposal)}",
        lambda hooks: price(stood, wanted, settings=limits, hooks=hooks),
    )


def _key(view: View, proposal: str) -> str:
    now = draft.tried()
    named = (sorted(now.pins), sorted(now.out), sorted(map(repr, now.released)))
    return f"{standing_key(view, proposal)}{named!r}"


def override() -> Override:
    """Return what is tried now, as a plan can be asked for it."""
    now = draft.tried()
    return Override(dict(now.pins), frozenset(now.out), frozenset(now.released))
