"""Everything one estate reaches on foot, to print: nearest first within each kind of facility."""

from layers.category_name import category_name
from layers.gis import heading
from layers.straight import how_measured
from reports.plain_table import Cell, check_suffix, plain_table
from study.afoot import Afoot
from study.reach_table import reach_table
from tables import InputError
from texts import said, say


def reach_rows(found: Afoot, estate_id: str, suffix: str, *, locale: str) -> bytes:
    """Return every facility the estate reaches as CSV, an Excel workbook or a web page.

    Columns: kind, name, id, metres walked (whole), minutes of each walker (tenths), how measured.
    Raises InputError `cli.no_such_estate`, `check.bad_out`.
    """
    check_suffix(suffix)
    known = found.estates.set_index("estate_id")["name"]
    if estate_id not in known.index:
        raise InputError("cli.no_such_estate", estate=estate_id)
    table = reach_table(found.circle, estate_id)
    walkers = [str(name) for name in table if str(name).endswith("_min")]
    columns = ("category", "facility_name", "facility_id", "walk_m", *walkers, "measured_by")
    how = how_measured(found.circle, locale=locale)
    rows = [_row(row, walkers, how, locale) for row in table.to_dict("records")]
    called = known[estate_id] if isinstance(known[estate_id], str) else estate_id
    limit_m = f"{found.circle.limit_m:g}"
    told = {"estate": called, "count": len(rows), "limit_m": limit_m}
    return plain_table(
        [_head(name, locale) for name in columns],
        rows,
        suffix,
        name=say(locale, "reach_rows.sheet"),
        title=say(locale, f"reach_rows.title_{found.circle.method}", **told),
        locale=locale,
    )


def _row(row: dict[object, object], walkers: list[str], how: str, locale: str) -> list[Cell]:
    name = row["name"] if isinstance(row["name"], str) else ""
    minutes: list[Cell] = [_number(row[walker], 1) for walker in walkers]
    kind = category_name(str(row["category"]), locale=locale)
    return [kind, name, str(row["facility_id"]), _number(row["walk_m"], 0), *minutes, how]


def _number(value: object, digits: int) -> Cell:
    """Return a rounded number; nothing where it is unknown."""
    number = float(value)  # type: ignore[arg-type] # a cell of numbers
    return round(number, digits) if number == number else ""  # noqa: PLR0124 - NaN


def _head(name: str, locale: str) -> str:
    walker = name.removesuffix("_min")
    if walker != name and said(locale, f"walker.{walker}"):
        return say(locale, "reach_rows.minutes", walker=say(locale, f"walker.{walker}"))
    return heading(name, locale=locale)
