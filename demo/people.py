"""What residents said and paid: surveys, votes, sincerity deposits (诚意金)."""

import numpy as np
import pandas as pd

SURVEYED, TWICE, VOTED, PAID = 0.86, 0.13, 0.3, 0.5
FEW, ANSWERED = 0.025, (0.45, 0.65)  # of the surveys few answered: this share of the others
IN_FULL = {"三进成定稿": 0.9, "二进成初稿": 0.75, "一进成共识": 0.4}  # chance that all paid
DEPOSIT_YUAN = 500  # as reported from Shaoguan, Guangdong


def surveys(estates: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return one row a survey; some estates were asked twice and more agreed the second time."""
    asked = estates[_drawn(estates, SURVEYED, rng)]
    again = asked[_drawn(asked, TWICE, rng)]
    rate = np.clip(rng.beta(9, 1.8, len(asked)), 0.42, 1.0)
    first = _survey(asked, rate, pd.Timestamp(2026, 3, 2), rng)
    earlier = rate[asked.index.isin(again.index)] - rng.uniform(0.08, 0.3, len(again))
    old = _survey(again, np.clip(earlier, 0.2, 1), pd.Timestamp(2024, 9, 1), rng)
    table = _twins_alike(pd.concat([first, old]), estates)
    return table.sort_values(["estate_id", "survey_date"]).reset_index(drop=True)


def few_answered(
    surveys: pd.DataFrame, estates: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the surveys with fewer answers in some estates, who answered as the others did."""
    plain = estates.loc[estates["part"] == "", "estate_id"]
    low = surveys["estate_id"].isin(plain[rng.random(len(plain)) < FEW])
    share = pd.Series(rng.uniform(*ANSWERED, len(surveys)), index=surveys.index).where(low, 1)
    counts = ["returned", "support", "fee_yes", "participants"]
    return surveys.assign(**{name: (surveys[name] * share).round().astype(int) for name in counts})


def votes(estates: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return owners' votes on the renovation: heads and floor area, of all, voting, in favour."""
    voted = estates[_drawn(estates, VOTED, rng) & (estates["part"] == "").to_numpy()]
    owners = voted["households"].to_numpy()
    area = voted["floor_area_m2"].to_numpy()
    came = np.clip(rng.normal(0.8, 0.07, len(voted)), 0.5, 1)
    agreed = np.clip(rng.normal(0.87, 0.08, len(voted)), 0.4, 1)
    table = pd.DataFrame(
        {
            "estate_id": voted["estate_id"].to_numpy(),
            "purpose": "小区改造",
            "owners": owners,
            "area_m2": area,
            "owners_voted": (owners * came).round().astype(int),
            "area_voted_m2": (area * came * rng.uniform(0.97, 1, len(voted))).round(),
        }
    )
    table["owners_yes"] = (table["owners_voted"] * agreed).round().astype(int)
    table["area_yes_m2"] = (table["area_voted_m2"] * agreed).round()
    table.insert(0, "vote_id", [f"V{row:05d}" for row in range(1, len(table) + 1)])
    return table


def deposits(
    estates: pd.DataFrame, rng: np.random.Generator, more: np.random.Generator
) -> pd.DataFrame:
    """Return the sincerity deposits collected, 500 yuan a household that is not exempt.

    Where a scheme is drafted most estates have collected in full; demonstrations all have.
    """
    shown = estates["demonstration"].notna().to_numpy()
    paid = estates[_drawn(estates, PAID, rng) & (estates["part"] == "").to_numpy() | shown]
    owing = (paid["households"] - paid["exempt_households"]).to_numpy()
    some = (owing * rng.uniform(0.35, 0.98, len(paid))).round().astype(int)
    chance = paid["scheme_stage"].map(IN_FULL).fillna(0).where(paid["demonstration"].isna(), 1)
    households = np.where(more.random(len(paid)) < chance, owing, some)
    return pd.DataFrame(
        {
            "estate_id": paid["estate_id"],
            "date": pd.Timestamp(2026, 6, 1)
            + pd.to_timedelta(rng.integers(0, 140, len(paid)), "D"),
            "households_paid": households,
            "amount_yuan": households * DEPOSIT_YUAN,
        }
    ).reset_index(drop=True)


def _drawn(estates: pd.DataFrame, share: float, rng: np.random.Generator) -> np.ndarray:
    """Return which estates take part; the special ones always do."""
    return (rng.random(len(estates)) < share) | (estates["part"] != "").to_numpy()


def _survey(
    asked: pd.DataFrame, rate: np.ndarray, day: pd.Timestamp, rng: np.random.Generator
) -> pd.DataFrame:
    households = asked["households"].to_numpy()
    count = len(asked)
    issued = (households * rng.uniform(0.85, 1.0, count)).round().astype(int)
    returned = (issued * np.clip(rng.normal(0.88, 0.07, count), 0.5, 1)).round().astype(int)
    support = (returned * rate).round().astype(int)
    fee = (support * np.clip(rng.normal(0.78, 0.12, count), 0.2, 1)).round().astype(int)
    return pd.DataFrame(
        {
            "estate_id": asked["estate_id"],
            "survey_date": day + pd.to_timedelta(rng.integers(0, 120, count), "D"),
            "issued": issued,
            "returned": returned,
            "support": support,
            "fee_yes": fee,
            "participants": (returned * rng.uniform(0.9, 1, count)).round().astype(int),
        }
    )


def _twins_alike(table: pd.DataFrame, estates: pd.DataFrame) -> pd.DataFrame:
    """Return the surveys with the second twin's answers those of the first, once each."""
    twins = estates.loc[estates["part"] == "twin", "estate_id"].tolist()
    others = table[~table["estate_id"].isin(twins)]
    one = table[table["estate_id"] == twins[0]].head(1)
    alike: list[pd.DataFrame] = [one.assign(estate_id=twin) for twin in twins]
    return pd.concat([others, *alike])
