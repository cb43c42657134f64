"""台账.xlsx as an office keeps it: a title, merged cells, subtotals, footnotes."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import pandas as pd
import xlsxwriter

from demo.books import workbook
from tables import CONDITION_ITEMS

LEDGER, CITY = "台账.xlsx", "city.gpkg"
SURVEYS, DEPOSITS, VOTES_FILE = "意愿调查.xlsx", "诚意金.xlsx", "表决.xlsx"
BUDGETS_FILE, BUILDINGS_FILE = "资金.xlsx", "楼栋鉴定.xlsx"
PROGRAMMES_FILE = "已公布计划.xlsx"
TITLE = "乐河区城镇老旧小区改造摸底台账（2026年9月）"
UNITS = "填报单位：乐河区住房和城乡建设局　　单位：户、人、栋、万平方米"
NOTES = (
    "注：1. 建成年代以房产证记载为准，缺证的以街道走访为准。",
    "注：2. 房屋状况按“无、轻微、一般、严重”填写，房屋安全等级为鉴定结果。",
    "注：3. 片区指拟连片改造的范围，同一片区应同年实施。",
    "注：4. 免缴户指经社区公示、不缴纳改造出资的困难户；方案阶段按“三进三成”填写。",
)
HEADERS: dict[str, str] = {
    "street": "所属街道",
    "community": "所属社区",
    "estate_id": "小区编码",
    "name": "小区名称",
    "built_year": "建成年代",
    "buildings": "楼栋数",
    "stairwell_units": "单元数",
    "floors": "层数",
    "households": "总户数",
    "residents": "常住人口",
    "elders": "60岁以上人口",
    "floor_area_m2": "总建筑面积（万㎡）",
    "ownership": "产权性质",
    "property_management": "有无物业",
    "owners_committee": "业委会",
    "safety_grade": "房屋安全等级",
    **{column.name: column.zh for column in CONDITION_ITEMS},
    "vulnerable_households": "困难户数",
    "exempt_households": "免缴户数",
    "demonstration": "是否示范",
    "scheme_stage": "方案阶段",
    "collected_before_start": "出资已收齐",
    "cluster_id": "所属片区",
    "renovated_year": "已改造年份",
    "other_programme": "已列入其他计划",
    "problems": "存在问题",
    "remarks": "备注",
}
SUMMED = (
    *("buildings", "stairwell_units", "households", "residents", "elders", "floor_area_m2"),
    *("vulnerable_households", "exempt_households"),
)
_WORDS = ("无", "轻微", "一般", "严重")
_FIRST_ROW = 4  # title, units, header, then the data; Excel counts from 1


def written(estates: pd.DataFrame) -> pd.DataFrame:
    """Return the estates as cells: words for flags and severities, 万㎡ for floor area."""
    cells = estates.reindex(columns=list(HEADERS)).astype(object)
    cells["floor_area_m2"] = [round(area / 1e4, 4) for area in estates["floor_area_m2"]]
    for flag in ("property_management", "owners_committee"):
        cells[flag] = ["有" if has else "无" for has in estates[flag]]
    for item in CONDITION_ITEMS:
        cells[item.name] = [_WORDS[severity] for severity in estates[item.name]]
    cells["demonstration"] = estates["demonstration"].fillna("否").to_numpy()
    cells["collected_before_start"] = [
        "是" if has else "否" for has in estates["collected_before_start"]
    ]
    cells["safety_grade"] = estates["safety_grade"].fillna("未鉴定").to_numpy()
    cells["cluster_id"] = estates["cluster_id"].replace("", None).to_numpy()
    return cells.where(cells.notna(), None)


def unseen(cells: pd.DataFrame, estates: pd.DataFrame) -> pd.DataFrame:
    """Return `cells` with the items blank that nobody inspected: see `demo.problems`."""
    seen = cells.copy()
    for item in CONDITION_ITEMS:
        left = [item.name in names for names in estates["unseen"]]
        seen.loc[left, item.name] = None
    return seen


def write_plain(path: Path, cells: pd.DataFrame) -> None:
    """Write the ledger with one header row and nothing else."""
    with workbook(path) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, list(HEADERS.values()), book.add_format({"bold": True}))
        for row, values in enumerate(cells.itertuples(index=False), start=1):
            _write(sheet, row, ["", *values][1:])


def write_messy(path: Path, cells: pd.DataFrame, sums: pd.DataFrame) -> list[int]:
    """Write the ledger as offices do and return the row each estate stands in.

    `cells` come sorted by street; `sums` holds the true numbers of each row to add up.
    """
    rows: list[int] = []
    with workbook(path) as book:
        sheet = book.add_worksheet("台账")
        _head(book, sheet)
        row = _FIRST_ROW - 1
        for street, part in cells.groupby("street", sort=False):
            _office(book, sheet, str(street), part, row)
            rows += range(row + 1, row + 1 + len(part))
            row += len(part)
            _total(book, sheet, row, "小计", sums.loc[part.index])
            row += 1
        _total(book, sheet, row, "合计", sums)
        for place, note in enumerate(NOTES, start=row + 1):
            sheet.write(place, 0, note)
    return rows


def _head(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
    title = book.add_format({"bold": True, "font_size": 18, "align": "center"})
    header = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"}
    )
    sheet.merge_range(0, 0, 0, len(HEADERS) - 1, TITLE, title)
    sheet.merge_range(1, 0, 1, len(HEADERS) - 1, UNITS)
    sheet.write_row(2, 0, list(HEADERS.values()), header)
    sheet.set_column(0, 2, 13)
    sheet.set_column(3, 3, 22)
    sheet.freeze_panes(3, 4)


def _office(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    street: str,
    part: pd.DataFrame,
    row: int,
) -> None:
    centred = book.add_format({"valign": "vcenter", "align": "center", "text_wrap": True})
    for place, values in enumerate(part.itertuples(index=False), start=row):
        _write(sheet, place, values)
    if len(part) > 1:
        sheet.merge_range(row, 0, row + len(part) - 1, 0, street, centred)


def _total(
    book: xlsxwriter.Workbook,
    sheet: xlsxwriter.worksheet.Worksheet,
    row: int,
    label: str,
    sums: pd.DataFrame,
) -> None:
    bold = book.add_format({"bold": True, "bg_color": "#F2F2F2"})
    names = list(HEADERS)
    sheet.write(row, 0, label, bold)
    for name in SUMMED:
        total = float(sums[name].sum()) / (1e4 if name == "floor_area_m2" else 1)
        sheet.write(row, names.index(name), round(total, 2), bold)


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, values: Iterable[object]) -> None:
    for column, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, column, value)
        elif pd.notna(value):  # type: ignore[call-overload]
            sheet.write_number(row, column, float(value))  # type: ignore[arg-type]


def faulty(cells: pd.DataFrame, changes: Mapping[tuple[str, str], object]) -> pd.DataFrame:
    """Return `cells` with the value of each (estate_id, column) replaced."""
    at = {estate: row for row, estate in enumerate(cells["estate_id"])}
    changed = cells.copy()
    for name in {column for _, column in changes}:
        values = changed[name].to_list()
        for (estate, column), value in changes.items():
            if column == name:
                values[at[estate]] = value
        changed[name] = pd.Series(values, index=changed.index, dtype=object)
    return changed
