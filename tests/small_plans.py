"""Made-up plans of the small town: years handed round, every budget spent to the last yuan."""

import dataclasses

import pandas as pd

from phasing import Objective, Programme, problem
from phasing.book import Book
from phasing.equity import equity_table
from phasing.programme import Stage
from phasing.units import Unit
from phasing.worth import worth

YEARS = (2027, 2028, 2029, 2030, 2031)
SOURCES = ("中央补助", "市级财政", "居民出资")
AIMS = tuple(
    Objective(name, name, (1.0, 0.95, 0.9, 0.86, 0.82), parameters)
    for name, parameters in (
        ("need", {}),
        ("balance", {"weight": 0.2}),
        ("cluster", {"bonus": 0.1}),
    )
)


def with_late_money(plan):
    """Pay the first estate's first source a year later, the last estate's by the next plan."""
    money, table = plan.money.copy(), plan.spend.copy()
    money.loc[0, ["source", "pay_year"]] = ["市级奖补", money.loc[0, "year"] + 1]
    end = money.index[-1]
    money.loc[end, ["source", "year", "pay_year"]] = ["next_plan", YEARS[-1] + 1, YEARS[-1] + 1]
    late = {"carried_in_wan": 0.0, "carried_on_wan": 0.0}
    wan, due = money.loc[0, "amount_wan"], money.loc[end, "amount_wan"]
    rows = [
        {**late, "source": "市级奖补", "party": "government", "year": year, "works_year": year - 1,
         "amount_wan": 100.0 + wan, "spend_wan": spent, "lapsed_wan": 100.0 + wan - spent}
        for year in range(YEARS[0] + 1, YEARS[-1] + 2)
        for spent in [wan if year == money.loc[0, "pay_year"] else 0.0]
    ]  # fmt: skip
    rows.append(
        {**late, "source": "next_plan", "party": "", "year": YEARS[-1] + 1,
         "works_year": YEARS[-1] + 1, "amount_wan": 500.0, "spend_wan": due, "lapsed_wan": 0.0}
    )  # fmt: skip
    for row, moved in ((0, wan), (end, due)):
        own = plan.money.loc[row]
        same = table["source"].eq(own["source"]) & table["year"].eq(own["year"])
        table.loc[same, ["amount_wan", "spend_wan"]] -= moved
    return dataclasses.replace(plan, money=money, spend=pd.concat([table, pd.DataFrame(rows)]))


def proposal(estates, aim, shift):
    """Fill by score, a round of years shifted per proposal: not a good plan, but a whole one."""
    ordered = estates.sort_values("score", ascending=False)
    able = ordered[ordered["gate"].eq("") & ordered["cost_wan"].notna()]
    done = able.head(int(len(able) * 0.7))
    plan = {e: YEARS[(k + shift) % 5] for k, e in enumerate(done["estate_id"])}
    pool = pd.DataFrame(estates.drop(columns="geometry")).assign(zone=estates["street"])
    posed = problem(pool, years=YEARS)
    rows = posed.estates[posed.estates["estate_id"].isin(able["estate_id"])]
    book = Book(posed)
    for estate, year in plan.items():
        book.place(Unit(estate, (estate,), YEARS), year)
    under = {other.name: worth(other, posed, rows, book) for other in AIMS}
    value, money = under[aim.name], _money(estates, plan)
    return Programme(
        name=aim.name, objective=aim, status="proven", value=value, bound=value * 1.006,
        gap=1 - 1 / 1.006, nodes=40, fill_value=value * 0.87, years=_years(estates, able, plan),
        money=money, spend=spend(money),
        by_year=_by_year(estates, plan), unknown_value=(), value_under=under,
        equity=equity_table(posed, rows, plan),
        stages=(Stage(aim, value, value * 1.006, "proven", 40),),
        cluster_notes=_notes(estates),
    )  # fmt: skip


def _notes(estates):
    """Say a word of three members: one waits for a survey, one stepped out, one is in batches."""
    codes = ("holds_back:needs_survey", "stepped_out:gate:consent", "cluster_in_batches")
    members = estates.loc[estates["cluster_id"].notna(), ["cluster_id", "estate_id"]].head(3)
    return members.assign(code=codes[: len(members)]).reset_index(drop=True)


def _years(estates, able, plan):
    ids = estates["estate_id"]
    gates = estates["gate"].map(lambda code: code if code == "needs_survey" else f"gate:{code}")
    reason = gates.mask(ids.isin(able["estate_id"]), "no_money").mask(ids.isin(plan), "planned")
    return pd.DataFrame({
        "estate_id": ids, "year": pd.array(ids.map(plan), dtype="Int64"),
        "unit": ids.where(ids.isin(able["estate_id"]), ""), "reason": reason,
    })  # fmt: skip


def _money(estates, plan):
    cost = estates.set_index("estate_id")["cost_wan"]
    shares = zip(SOURCES, (0.5, 0.35, 0.15), strict=True)
    rows = [(e, plan[e], s, cost[e] * share) for s, share in shares for e in plan]
    columns = ["estate_id", "year", "source", "amount_wan"]
    table = pd.DataFrame(sorted(rows), columns=columns)
    table = table.astype({"estate_id": str, "year": int, "source": str, "amount_wan": float})
    return table.assign(pay_year=table["year"])


def _by_year(estates, plan):
    placed = pd.DataFrame(estates).assign(year=estates["estate_id"].map(plan), estates=1)
    names = ["estates", "floor_area_m2", "households", "residents", "cost_wan"]
    sums = placed.groupby("year")[names].sum().reindex(list(YEARS), fill_value=0).reset_index()
    return sums.assign(spend_wan=sums["cost_wan"])


def spend(money):
    """Return a spend table in which every budget is spent to the last yuan."""
    sums = money.groupby(["source", "year"], as_index=False)["amount_wan"].sum()
    nothing = {"carried_in_wan": 0.0, "carried_on_wan": 0.0, "lapsed_wan": 0.0}
    party = sums["source"].map({"居民出资": "residents"}).fillna("government")
    return sums.assign(
        works_year=sums["year"], party=party, spend_wan=sums["amount_wan"], **nothing
    )
