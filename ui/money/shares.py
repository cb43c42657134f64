"""Who pays which share: of a proposal, of each household, of each street."""

import pandas as pd

from phasing import Programme
from ui.money.basis import START, by_basis, by_party

YUAN_PER_WAN = 10_000


def party_shares(plan: Programme) -> pd.DataFrame:
    """Return a row a party: party, amount_wan, share (0–1) of all the plan costs."""
    sums = by_party(by_basis(plan, START))
    whole = float(sums.sum())
    shares = sums / whole if whole else sums * float("nan")
    return pd.DataFrame({"party": sums.index, "amount_wan": sums.array, "share": shares.array})


def household_yuan(money: pd.DataFrame, estates: pd.DataFrame) -> float:
    """Return what a household costs on average, in yuan; NaN where no household is known.

    Estates whose households are unknown are left out of both sums.

    >>> money = pd.DataFrame({"estate_id": ["a", "b"], "amount_wan": [100.0, 50.0]})
    >>> household_yuan(money, pd.DataFrame({"estate_id": ["a", "b"], "households": [50, None]}))
    20000.0
    """
    known = estates.dropna(subset=["households"]).set_index("estate_id")["households"]
    paid = money[money["estate_id"].isin(known.index)]
    homes = float(known.reindex(paid["estate_id"].unique()).sum())
    return float(paid["amount_wan"].sum()) * YUAN_PER_WAN / homes if homes else float("nan")


def by_street(plan: Programme, estates: pd.DataFrame) -> pd.DataFrame:
    """Return a row a street with estates placed, most money first.

    Columns street ("" where the ledger names none), planned, estates (all of the street),
    households (of those placed, known ones), amount_wan, household_yuan, and a column a party.
    """
    named = estates.assign(street=estates["street"].fillna("").astype(str))
    parties = plan.spend.drop_duplicates("source").set_index("source")["party"]
    money = plan.money.assign(party=plan.money["source"].map(parties).fillna(""))
    money = money.merge(named[["estate_id", "street"]], on="estate_id")
    rows = [_street(str(street), own, named) for street, own in money.groupby("street")]
    columns = ["street", "planned", "estates", "households", "amount_wan", "household_yuan"]
    found = pd.DataFrame(rows) if rows else pd.DataFrame(columns=columns)
    order = [*columns, *[name for name in by_party(money).index if name in found]]
    by = ["amount_wan", "street"]
    return found[order].sort_values(by, ascending=[False, True], ignore_index=True)


def _street(street: str, own: pd.DataFrame, named: pd.DataFrame) -> dict[str, object]:
    inside = named[named["street"].eq(street)]
    placed = inside[inside["estate_id"].isin(own["estate_id"])]
    sums = own.groupby("party")["amount_wan"].sum()
    return {
        "street": street,
        "planned": len(placed),
        "estates": len(inside),
        "households": placed["households"].sum(min_count=1),
        "amount_wan": float(own["amount_wan"].sum()),
        "household_yuan": household_yuan(own, placed),
        **{str(party): float(amount) for party, amount in sums.items()},
    }
