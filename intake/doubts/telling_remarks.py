"""Remarks that say what a column ought to say: 2019年已改造, 拟拆迁."""

import re
from dataclasses import replace

import pandas as pd

from intake.places import in_both, issues_at
from tables import Issue, Table

PHRASES = {  # column: what of a remark belongs there, and what its clause must not hold
    "renovated_year": (
        (
            r"(?:(?:19|20)\d{2}年?(?:\d{1,2}月|底|初)?)?"
            r"(?:(?:已经?|曾经?)(?:完成)?(?:综合|全面|整体)?(?:改造|整治)|改造(?:完成|完毕|过))"
        ),
        "未|没|不|计划|预计|拟|将|列入|纳入|部分",
    ),
    "other_programme": (
        (
            r"已经?(?:列入|纳入).{0,12}?(?:计划|棚改|棚户区|征收|拆迁|城市更新|范围|名单|项目)"
            r"|(?:拟|即将|计划|近期|待)(?:整体)?(?:征收|拆迁|拆除|搬迁|棚改)|待拆(?![分封])"
        ),
        "未|没|不|取消|违|临建|临时|围墙|车棚",
    ),
}
_CLAUSE = re.compile(r"[，。；！,;!\n]+")


def telling_remarks(frame: pd.DataFrame, table: Table) -> list[Issue]:
    """Return the rows whose remark says what a column leaves unknown; nothing is changed.

    The value of an issue is the phrase found, its `fill` the column where it belongs.
    """
    return [issue for column in PHRASES for issue in _telling(frame, table, column)]


def _telling(frame: pd.DataFrame, table: Table, column: str) -> list[Issue]:
    unknown = frame[column].isna()
    for bound in (f"{column}_low", f"{column}_high"):
        unknown &= frame[bound].isna() if bound in frame else True
    remarks = frame.loc[unknown, "remarks"].dropna()
    told = {row: phrase for row, text in remarks.items() if (phrase := found(str(text), column))}
    said = issues_at(
        frame.loc[list(told)], "intake.remark_matters", "warning", table=table.name,
        detail={"field": "remarks", "fill": in_both(table.column(column))},
    )  # fmt: skip
    header = table.column("remarks").zh
    return [
        replace(issue, column=header, value=phrase)
        for issue, phrase in zip(said, told.values(), strict=True)
    ]


def found(remark: str, column: str) -> str:
    """Return the phrase of a remark that belongs in `column`, empty if there is none.

    >>> found("外墙较差，2019年已改造", "renovated_year"), found("未列入棚改", "other_programme")
    ('2019年已改造', '')
    """
    pattern, never = PHRASES[column]
    for clause in _CLAUSE.split(remark):
        if (phrase := re.search(pattern, clause)) and not re.search(never, clause):
            return phrase[0]
    return ""
