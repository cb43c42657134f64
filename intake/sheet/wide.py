"""A sheet with a column for each year → one row a year, as the table is declared."""

import re
import unicodedata
from dataclasses import replace

import pandas as pd

from intake.cells.values import clean
from intake.headings import headers
from intake.raw import Raw
from tables import Column, Issue, Table

_YEAR = re.compile(r"((?:19|20)\d\d)(?:\.0)?(?:年度?)?(?:资金|金额|计划|安排)*(\W.*|)")


def one_year_a_row(raw: Raw, table: Table, *, file: str) -> Raw:
    """Return `raw` with years across the top turned into rows; what is written so stays as it is.

    Only for tables of one amount a year (budgets: 来源 | 2027年 | 2028年). A blank cell is a year
    without a row; the year's header says the unit. Rows keep the number a person sees.
    """
    amount = _amount(table)
    if amount is None or _has_years(raw, table, amount):
        return raw
    years = {
        place: found
        for place, header in enumerate(raw.headers)
        if (found := _YEAR.fullmatch(unicodedata.normalize("NFKC", header).replace(" ", "")))
    }
    units = {found[2] for found in years.values()}
    if not years or len(units) > 1:
        return raw
    kept = [place for place in range(len(raw.headers)) if place not in years]
    parts = [_part(raw.cells, kept, place, int(found[1])) for place, found in years.items()]
    names = [raw.headers[place] for place in kept]
    told = Issue(
        "intake.years_across",
        "repair",
        table.name,
        file,
        value="、".join(sorted(found[1] for found in years.values())),
    )
    return replace(
        raw,
        headers=(*names, table.column("year").zh, amount.zh + units.pop()),
        cells=pd.concat(parts).sort_index(kind="stable"),
        issues=(*raw.issues, told),
    )


def _amount(table: Table) -> Column | None:
    """Return the one column a row is written for, where a row is something in a year."""
    needed = [c for c in table.columns if c.required and c.name not in table.key]
    return needed[0] if "year" in table.key and len(needed) == 1 else None


def _has_years(raw: Raw, table: Table, amount: Column) -> bool:
    found = headers.match(raw.headers, table.columns, {}, cut=raw.cut)
    return bool({match.column for match in found} & {"year", amount.name})


def _part(cells: pd.DataFrame, kept: list[int], place: int, year: int) -> pd.DataFrame:
    """Return the rows of one year: the kept columns, the year, the amount."""
    there = cells[[clean(value) is not None for value in cells[place]]]
    part = there[kept].set_axis(range(len(kept)), axis="columns")
    return part.assign(year=year, amount=there[place]).set_axis(
        range(len(kept) + 2), axis="columns"
    )
