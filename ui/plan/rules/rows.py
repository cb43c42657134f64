"""What stands beside the rules a person wrote: tightness, what follows from data, the aims."""

from typing import Any

from phasing import Programme
from phasing.funds import NEXT_PLAN
from reports.gate_words import asks, cited
from study.gate_record import gate_record
from texts import said
from ui.plan.rules.listed import Group, Line
from ui.session.view import View
from ui.session.words import locale, number, proposal, t, wan, word

_BLOCK = "block"
_DUST = 1e-6  # of an amount: dust of sums, no breach
_ROUND = 10  # from here on no decimals
_FEW = 6  # lines of a kind that are shown unfolded


def tightness(line: Line) -> dict[str, Any]:
    """Return `state` and `said`: how close the plan shown comes to a rule; "" where not known."""
    if not line.written.on:
        return {"state": "off", "said": t("plan_page.rules.off")}
    found = line.slack
    if found is None:
        return {"state": "", "said": ""}
    broken = found.left < -_DUST
    if found.kind == "year" and not broken:
        code = "at" if found.tight else "from"
        said = t(f"plan_page.slack.year_{code}", years=number(found.left))
    else:
        amount = _measured(abs(found.left), found.unit)
        year = getattr(line.written.rule, "year", None)
        code = "broken" if broken else found.kind
        where = "_year" if year is not None and found.kind == "room" and not broken else ""
        said = t(f"plan_page.slack.{code}{where}", amount=amount, year=year)
    state = "tight" if found.tight else "loose"
    return {"state": state, "said": t(f"plan_page.slack.{state}", said=said)}


def _measured(value: float, unit: str) -> str:
    """Return an amount with its unit; of a column that has none, with the name of the column."""
    code = f"plan_page.slack.unit.{unit}"
    known = said(locale(), code)
    return t(code, amount=_amount(value)) if known else f"{_amount(value)} {word('column', unit)}"


def _amount(value: float) -> str:
    return number(value) if value >= _ROUND or value == int(value) else number(value, 1)


def others(group: Group, plan: Programme) -> list[dict[str, Any]]:
    """Return the rules of a group that nobody wrote in its list: by kind, where they come from."""
    return [
        {
            "title": t(f"plan_page.rules.kind.{kind}", count=len(lines)),
            "lines": [*lines, *(_spent(plan) if kind == "budget" else ())],
            "open": len(lines) <= _FEW,
        }
        for kind, lines in group.others.items()
        if kind != "gate" and not (kind == "not_before" and group.name == "entry")
    ]


def _spent(plan: Programme) -> list[str]:
    """Return what of the money the plan shown uses, in one line."""
    spend = plan.spend[plan.spend["source"].ne(NEXT_PLAN)]
    shown = {"spent": wan(spend["spend_wan"].sum()), "lapsed": wan(spend["lapsed_wan"].sum())}
    return [t("plan_page.rules.spent", **shown)]


def gates(view: View) -> list[dict[str, str]]:
    """Return a line for each test of entry that is on: what it asks, by which document, of whom."""
    rules, estates = view.ranked.measured.rules, view.ranked.estates
    lines = []
    for test in gate_record(view.choices, rules, estates):
        effect = "block" if test["how"] == _BLOCK else "postpone"
        told = t(f"plan_page.rules.gate.{effect}", count=test["estates"])
        for place, item in enumerate(test["basis"]):
            source = cited(item, locale=locale())
            lines.append(
                {
                    "title": t(f"gate_name.{test['test']}") if not place else "",
                    "said": asks(item, locale=locale()),
                    "source": " ".join(filter(None, (source["source"], source["since"]))),
                    "told": told if not place else "",
                }
            )
    return lines


def beside(view: View) -> list[dict[str, str]]:
    """Return what the study balances, and which proposals it asks for."""
    choices = view.choices
    names = t("ui.comma").join(proposal(plan.name) for plan in view.proposals)
    return [
        {
            "title": t("plan_page.rules.group.balance"),
            "said": t(f"plan_page.rules.balance.{choices.balance_by}"),
            "source": "study.yaml: balance_by",
            "told": "",
        },
        {
            "title": t("plan_page.rules.aims"),
            "said": names,
            "source": "study.yaml: proposals",
            "told": "",
        },
    ]
