"""study.yaml of the demo: what a planner would choose, each choice explained in Chinese."""

from pathlib import Path
from string import Template

import numpy as np
import pandas as pd

from demo.ground import ESTATES
from demo.money import AWARD, PER_M2_YUAN, YEARS
from demo.readiness import fit, may_enter
from demo.scenarios import scenarios
from demo.town import Town

_TEMPLATE = Path(__file__).with_name("study_template.yaml")
_CAP_SHARE = 0.10  # of all households in one year: what the teams of the district can carry
_FLOOR_SHARE = 0.55  # of the households that may enter in the chosen street office, in all years
_FLOOR_ESTATES = 6  # a street office with fewer that may enter is not chosen
_REACH = 0.65  # of the households in need of estates that may enter: money is there for 60 %
_LOOSE = 0.3  # of both remains where the town is too small to choose
_DEAR_WAN = 1_000  # works above it take two years
_NEXT_PLAN = 0.05  # of a year's money may fall due after the last year
_SHOWN = 2 / 3  # of the demonstrations, by the second year


def named(town: Town) -> pd.DataFrame:
    """Return the estates that rules of the study name, which therefore carry no planted fault.

    The first, if any, is fit for the first year: agreed by vote and small. The second is as fit.
    """
    return fit(town.estates, town.surveys, town.votes).head(2)


def study_yaml(town: Town) -> str:
    """Return the text of study.yaml with rules that fit `town`."""
    estates = town.estates
    able = may_enter(estates, town.surveys)
    street, floor = _floor(estates, able)
    yearly = town.budgets["amount_wan"].sum() / len(YEARS)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        first=YEARS[0],
        years=", ".join(map(str, YEARS)),
        last=YEARS[-1],
        per_m2=PER_M2_YUAN,
        award=AWARD,
        dear=_DEAR_WAN,
        next_plan=int(round(yearly * _NEXT_PLAN, -2)),
        cap=int(estates["households"].sum() * _CAP_SHARE),
        named="".join(_lines(named(town))),
        shown=_demonstration(estates),
        reach=_reach(estates["vulnerable_households"], able),
        street=street,
        floor=floor,
        scenarios=scenarios(town),
        asked=_asked(town),
    )


def _lines(estates: pd.DataFrame) -> list[str]:
    rules = (
        ("lock_in", YEARS[0], f"省级示范项目，已定在 {YEARS[0]} 年"),
        ("not_before", YEARS[2], f"道路先行，{YEARS[2]} 年以后才能开工"),
    )
    return [
        f"  - {rule}: {{estate_id: {estate.estate_id}, year: {year}}}   # {estate.name}：{why}\n"
        for (rule, year, why), estate in zip(rules, estates.itertuples(index=False), strict=False)
    ]


def _asked(town: Town) -> str:
    """Return what is asked of two estates: why not earlier, what another year, or none, costs."""
    two = _asked_about(town)
    if not two:
        return "  why: {top: 2}            # 为什么不更早：排在最前、还在等的 2 个小区\n"
    (estate, out), year = two, YEARS[3]
    return (
        f"  why: {{estates: [{estate}], top: 2}}   # 为什么不更早：这个小区，和排在最前的 2 个\n"
        "  try:                    # 改动先算代价，再决定要不要\n"
        f"    - {{pin: {{{estate}: {year}}}}}   # 定在 {year} 年\n"
        f"    - {{out: [{out}]}}          # 不改造\n"
    )


def _asked_about(town: Town) -> list[str]:
    """Return the two estates to ask about, or none where the town names no two.

    The largest demonstrations: most of them must start early, and only small ones are settled. In
    a town with few of them, the second of those that rules name.
    """
    shown = town.estates[town.estates["demonstration"].notna()]
    if len(shown) > len(named(town)) + 1:
        ordered = shown.sort_values(["floor_area_m2", "estate_id"])
        return [str(estate) for estate in ordered["estate_id"].tail(2)]
    ids = [str(estate) for estate in named(town)["estate_id"]]
    return [ids[1], ids[1]] if len(ids) > 1 else []


def _demonstration(estates: pd.DataFrame) -> str:
    """Return the rule that demonstrations go first, or nothing where there is none."""
    flagged = int(estates["demonstration"].notna().sum())
    if not flagged:
        return ""
    least, by = max(1, int(flagged * _SHOWN)), YEARS[1]
    rule = f"{{estates: [flagged], year: {by}, at_least: {least}}}"
    why = f"台账里的示范小区，{by} 年底前至少改 {least} 个"
    return f"  - demonstration_first: {rule}   # {why}\n"


def _reach(in_need: pd.Series, able: np.ndarray) -> str:
    """Return the share of all households in need that the plan must reach."""
    return f"{_REACH * _room(len(able)) * in_need[able].sum() / in_need.sum():.2f}"


def _floor(estates: pd.DataFrame, able: np.ndarray) -> tuple[str, int]:
    """Return the street office most of whose households may not enter, and how many of it must."""
    inside = estates.assign(able=able, entering=estates["households"].where(able, 0))
    office = inside.groupby("street")[["able", "households", "entering"]].sum()
    many = office["able"] >= min(_FLOOR_ESTATES, int(office["able"].max()))
    street = str((office["entering"] / office["households"])[many].idxmin())
    share = _FLOOR_SHARE * _room(len(able))
    return street, int(office["entering"][street] * share)


def _room(estates: int) -> float:
    """Return how much of a rule a town of so many estates bears: little where each is large."""
    return min(1.0, max(_LOOSE, estates / ESTATES))
