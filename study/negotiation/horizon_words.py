"""A plan over fewer years, and what finishing sooner takes, as codes with their numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from phasing.funds import NEXT_PLAN
from phasing.negotiation.front_loading import Finish
from phasing.negotiation.horizons import NO_PLAN, Horizons
from phasing.negotiation.shorter import Change
from phasing.rules import Budget, KeepPublished
from study.negotiation.outward import at_least_amount, at_most
from study.negotiation.why_words import Said, amount, percent

# So many estates of a kind are named in a sentence.
_NAMED = 5

Row = Mapping[Any, Any]


def horizon_words(found: Horizons) -> tuple[Said, ...]:
    """Return what there is to say of each horizon: what it does, then what is not as it was.

    Where a horizon has no plan, `Horizon.clash` holds the rules that clash and their easings.
    """
    rows = found.table.to_dict("records")
    said: list[Said] = []
    for horizon, row in zip(found.each, rows, strict=True):
        said += [*_done(row, rows[0]), *_changed(horizon.changes, row, rows[0])]
    return tuple(said)


def finish_words(found: Finish, names: Mapping[str, str]) -> tuple[Said, ...]:
    """Return what it takes to start every estate of a plan in fewer years.

    The money, what falls due after the last year beyond what the next plan may be asked for, whose
    money it is, then the caps that stand in the way, then who cannot come earlier.
    `names`: what to call each estate; who has no name is called by id.
    """
    values = {"years": found.years, "last_year": found.last_year, "due": len(found.plan)}
    money = _not_found(found) if found.extra_wan is None else _money(found)
    left = float((found.later["later_wan"] - found.later["forward_wan"]).sum())
    caps = [_cap(row, left) for row in found.caps.to_dict("records")]
    due = [one for one in caps if one.code == f"finish.{NEXT_PLAN}"]
    caps = [one for one in caps if one not in due]
    left_out = [Said("finish.not_asked", {"count": len(found.not_asked)})]
    said = [*money[:1], *due, *money[1:], *caps, *_cannot(found, names)]
    said += left_out if found.not_asked else []
    return tuple(Said(one.code, values | dict(one.values)) for one in said)


def _done(row: Row, longest: Row) -> Iterator[Said]:
    spans = {name: row[name] for name in ("years", "first_year", "last_year")}
    spans["long_years"] = longest["years"]
    if row["code"] == NO_PLAN:
        yield Said("horizons.no_plan", spans)
        return
    counts = {name: amount(row[name]) for name in ("placed", "households", "cost_wan", "of_long")}
    share = "—" if row["of_long_share"] != row["of_long_share"] else percent(row["of_long_share"])
    shares = {"of_long_share": share, "gap": at_most(row["gap"])}
    yield Said("horizons.line", spans | counts | shares)
    if row["households_unknown"]:
        unknown = amount(row["households_unknown"])
        yield Said("horizons.household_unknown", spans | {"unknown": unknown})
    if row["by_then_due_later_wan"] and row is not longest:
        due = {"due_later_wan": amount(row["by_then_due_later_wan"])}
        yield Said("horizons.by_then", spans | due | {"placed_by_then": row["placed_by_then"]})
    if row["due_later_wan"]:
        yield Said("horizons.due_later", spans | {"due_later_wan": amount(row["due_later_wan"])})


def _changed(changes: Sequence[Change], row: Row, longest: Row) -> Iterator[Said]:
    """Return what became of the rules: money source by source, all else counted."""
    values = {name: row[name] for name in ("years", "last_year")}
    values["long_years"] = longest["years"]
    money: dict[str, float] = defaultdict(float)
    for change in changes:
        if isinstance(change.rule, Budget):
            money[change.rule.source] += change.rule.amount_wan
    for source, wan in sorted(money.items()):
        yield Said("horizons.later_money", values | {"source": source, "amount_wan": amount(wan)})
    counts = Counter(change.code for change in changes if not isinstance(change.rule, Budget))
    for change in changes:
        if isinstance(change.rule, KeepPublished):
            later = sum(year > row["last_year"] for _, year in change.rule.plan)
            counts[change.code] = later
    for code, count in sorted(counts.items()):
        yield Said(f"horizons.{code}", values | {"count": count})


def _not_found(found: Finish) -> tuple[Said, ...]:
    if found.status != "infeasible":
        return (Said("finish.not_found", {}),)
    sources = "、".join(dict.fromkeys(found.later["source"]))
    return (Said("finish.sources_cannot", {"sources": sources}),)


def _money(found: Finish) -> tuple[Said, ...]:
    if not found.extra_wan:
        return (Said("finish.nothing", {}),)
    totals = {
        "extra_wan": amount(found.extra_wan),
        "least_wan": at_least_amount(found.least_wan),
        "forward_wan": amount(found.forward_wan),
        "new_wan": amount(found.new_wan),
    }
    rows = (_extra(row) for row in found.extra.to_dict("records"))
    later = (_later(row, found) for row in found.later.to_dict("records"))
    of_later = (said for said in later if said)
    return Said("finish.extra", totals), *rows, *of_later


def _later(row: Row, found: Finish) -> Said | None:
    """Return how much of a source's later money is brought forward, or that its purpose forbids."""
    values = {"source": row["source"], **_amounts(row, "later_wan")}
    purpose = ".purpose" if row["purpose"] else ""
    if row["forward_wan"] > 0:
        return Said(f"finish.forward_of{purpose}", values)
    kept = purpose and found.new_wan and row["later_wan"]
    return Said("finish.kept_for", values) if kept else None


def _amounts(row: Row, name: str) -> dict[str, str]:
    return {name: amount(row[name]), "forward_wan": amount(row["forward_wan"])}


def _extra(row: Row) -> Said:
    code = f"finish.{row['kind']}{'_or' if row['or_sources'] else ''}"
    values = {name: row[name] for name in ("source", "or_sources", "year")}
    return Said(code, values | {"amount_wan": amount(row["amount_wan"])})


def _cap(row: Row, left_wan: float) -> Said:
    values = {name: amount(row[name]) for name in ("at_most", "needed", "over")}
    values |= {"year": row["year"], "left": amount(left_wan)}
    kind = NEXT_PLAN if row["measure"] == NEXT_PLAN else f"cap.{row['measure']}"
    return Said(f"finish.{kind}", values)


def _cannot(found: Finish, names: Mapping[str, str]) -> Iterator[Said]:
    """Return who cannot come earlier, reason by reason, the first of them named."""
    kinds = [code.partition(":")[0] for code in found.cannot["code"]]
    for kind, rows in found.cannot.assign(kind=kinds).groupby("kind", sort=True):
        ids = rows["estate_id"].tolist()
        named = "、".join(names.get(estate, estate) for estate in ids[:_NAMED])
        yield Said(f"finish.cannot.{kind}", {"count": len(ids), "names": named})
