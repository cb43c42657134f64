"""Why the work could not be done, in words: the sentence, and for clashing rules each easing."""

from layers.proposal_name import proposal_name
from phasing import InfeasibleError
from phasing.cost import COST_CLASSES
from phasing.rules import Rule
from reports.clash_words import clash_lines, how_small
from reports.declared_names import in_one
from reports.rule_words import rule_words
from reports.weight_words import criterion_words
from tables import InputError
from texts import say

_ABOUT_CRITERIA = ("weights.", "experts.", "scoring.ahp_")
_CRITERIA = {"first", "second", "criterion"}


def refusal(error: InputError, *, locale: str) -> str:
    """Return what to tell a person: what was wrong, where, and what to do.

    For rules that leave no plan: whether they are proven the fewest, and a line for each with the
    smallest easing of it that would help and what that buys (`clash_words`).
    """
    told = {key: _words(key, value, locale) for key, value in error.values.items()}
    if error.code.startswith(_ABOUT_CRITERIA):
        told |= {key: _criteria(told[key], locale) for key in _CRITERIA & set(told)}
    if error.code == "phasing.unknown_cost_class":
        told |= {key: _classes(told[key], locale) for key in ("known", "nearest")}
    sentence = say(locale, error.code, **told)
    expert = error.values.get("expert")
    if expert and str(expert) not in sentence:
        sentence = say(locale, "experts.of_expert", expert=expert, sentence=sentence)
    if "hint" in error.values:
        sentence += say(locale, str(error.values["hint"]), **told)
    if not isinstance(error, InfeasibleError):
        return sentence
    head = sentence + how_small(error, locale=locale) + say(locale, "clash.help")
    return "\n".join([head, *clash_lines(error, locale=locale)])


def _criteria(value: object, locale: str) -> str:
    return say(locale, "form.comma").join(
        criterion_words(key, locale=locale) for key in str(value).split(", ")
    )


def _classes(codes: object, locale: str) -> str:
    """Return codes of classes of cost as a rule wants them, each with its name beside."""
    named = (
        f"{code}{say(locale, 'refusal.called', name=say(locale, f'cost_class.{code}'))}"
        if code in COST_CLASSES
        else code
        for code in str(codes).split(", ")
    )
    return say(locale, "form.comma").join(named)


def _words(key: str, value: object, locale: str) -> object:
    """Return a rule as its sentence, a proposal by its name, anything else as it is."""
    if isinstance(value, Rule):
        return rule_words(value, locale=locale)
    if isinstance(value, str):
        value = in_one(value, locale=locale)
    return proposal_name(value, locale=locale) if key == "objective" else value  # type: ignore[arg-type]
