"""What an edit of the plan says, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from phasing.negotiation.standing import Standing
from study.plan_edits import Edit
from texts import said
from ui.negotiate.estate import names
from ui.session.view import View
from ui.session.words import locale, t, year

_LISTED = 3


def told(view: View, stood: Standing, edit: Edit) -> str:
    """Return an edit as a sentence: what becomes of whom, and what the plan has now.

    The sentence of a kind is `plan_edit.told.<kind>`, filled with what the edit is about.
    """
    estate = str(edit.about.get("estate_id", ""))
    called = names(view)
    values: dict[str, object] = {key: _plain(value) for key, value in edit.about.items()}
    listed = [called.get(str(one), str(one)) for one in edit.about.get("estates") or ()]
    values |= {"before": before(stood, estate), "estates": _few(listed), "count": len(listed)}
    if estate:
        values["name"] = called.get(estate, estate)
    if edit.kind == "pin":
        held = stood.plan.get(estate) == edit.about["year"]
        return t("plan_edit.told.lock" if held else "plan_edit.told.pin", **values)
    code = f"plan_edit.told.{edit.kind}"
    try:
        return t(code if said(locale(), code) else "plan_edit.told.other", kind=edit.kind, **values)
    except KeyError:  # an edit of an address that says less than its sentence needs
        return t("plan_edit.told.other", kind=edit.kind)


def recorded(called: Mapping[str, str], about: Mapping[str, Any]) -> str:
    """Return an edit as it was kept, in words: `about` has its kind and what it named.

    What the plan had before is not told: it may be another plan by now. A list written by hand
    that says less than its sentence needs is told by its kind.
    """
    kind = str(about.get("kind", ""))
    names = about.get("estates") if isinstance(about.get("estates"), list | tuple) else ()
    listed = [called.get(str(one), str(one)) for one in names or ()]
    values: dict[str, object] = {str(key): _plain(value) for key, value in about.items()}
    values |= {"estates": _few(listed), "count": len(listed)}
    if estate := str(about.get("estate_id", "")):
        values["name"] = called.get(estate, estate)
    code = f"plan_edit.recorded.{kind}"
    code = code if said(locale(), code) else f"plan_edit.told.{kind}"
    try:
        return t(code if said(locale(), code) else "plan_edit.told.other", **values)
    except KeyError:
        return t("plan_edit.told.other", kind=kind)


def before(stood: Standing, estate: str) -> str:
    """Return the year an estate has in the plan, or that it has none."""
    now = stood.plan.get(estate)
    return t("plan_edit.no_year") if now is None else year(now)


def _few(listed: Sequence[str]) -> str:
    """Return the first names of a list, and that there are more."""
    shown = t("ui.comma").join(listed[:_LISTED])
    return shown if len(listed) <= _LISTED else t("plan_edit.and_more", names=shown)


def _plain(value: object) -> str:
    if isinstance(value, list | tuple):
        return t("ui.comma").join(map(str, value))
    return str(value)
