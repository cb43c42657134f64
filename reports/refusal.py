"""Why the work could not be done, in words: the sentence, and for clashing rules each easing."""

from phasing import InfeasibleError
from phasing.clash import Easing
from phasing.rules import Budget, Gate, Rule
from tables import InputError
from texts import say


def refusal(error: InputError, *, locale: str) -> str:
    """Return what to tell a person: what was wrong, where, and what to do.

    For rules that leave no plan: a line for each clashing rule with the smallest easing of it that
    would help.
    """
    told = {key: _words(value, locale) for key, value in error.values.items()}
    sentence = say(locale, error.code, **told)
    if not isinstance(error, InfeasibleError):
        return sentence
    return "\n".join([sentence, *(f"· {_eased(easing, locale)}" for easing in error.easings)])


def _eased(easing: Easing, locale: str) -> str:
    rule = _words(easing.rule, locale)
    by = None if easing.by is None else f"{easing.by:+g}"
    return f"{rule} → {say(locale, easing.phrase, by=by)}"


def _words(value: object, locale: str) -> object:
    """Return a rule as its sentence, anything else as it is."""
    if not isinstance(value, Rule):
        return value
    values = _shown(value.as_dict())
    if isinstance(value, Gate):
        values["code"] = say(locale, f"gate.{value.code}")
    if isinstance(value, Budget) and value.pays:
        names = [say(locale, f"cost_class.{name}") for name in sorted(value.pays)]
        values["pays"] = "、".join(names) if locale == "zh" else ", ".join(names)
    return say(locale, value.phrase, **values)


def _shown(values: dict[str, object]) -> dict[str, object]:
    return {
        key: f"{value:g}" if isinstance(value, float) else value for key, value in values.items()
    }
