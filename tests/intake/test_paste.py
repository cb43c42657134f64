"""Every question the importer asks is settled by the lines it prints to be pasted."""

import fnmatch
import warnings
from dataclasses import replace
from typing import NamedTuple

import geopandas as gpd
import openpyxl
import pytest
import shapely
import yaml

from intake import Source, read
from intake.questions import OPTIONS, PATH, PROPOSED, lines
from texts.issue_codes import issue_codes

NAMES = [
    "和平里", "安贞里", "胜利村", "东风巷", "光明里", "建设里", "前进里", "红旗里", "朝阳里",
    "幸福里", "春风里", "团结里",
]  # fmt: skip
BOXES = [shapely.box(116.4 + k / 100, 39.9, 116.403 + k / 100, 39.903) for k in range(12)]
BIG5 = "長安花園 臺灣新村 華麗大廈 鳳凰樓 興隆莊 廣場東 龍騰閣 學園 麗園 寶樹臺"
OF_INTAKE = ("intake.*", "join.*", "datum.*", "shapes.*")


class NotMade(NamedTuple):
    """A question no small file here raises, and why."""

    code: str
    why: str


NOT_MADE = (
    NotMade("datum.likely_bd09", "asked in test_datums on a whole demo town: too slow to repeat"),
    NotMade("datum.likely_gcj02", "asked in test_datums on a whole demo town: too slow to repeat"),
    NotMade("intake.crs_outside", "needs a grid used far from its own area: test_grids"),
    NotMade("intake.crs_unknown", "numbers that no grid explains have no option to choose"),
    NotMade("intake.layer_far_unexplained", "no answer but the CRS it has: test_whereabouts"),
)


class Made:
    """Writes the files of a case below a folder and returns them as sources."""

    def __init__(self, folder):
        self.folder = folder

    def text(self, rows, name="a.csv", encoding="utf-8"):
        text = "\n".join(",".join(map(str, row)) for row in rows)
        (self.folder / name).write_bytes(text.encode(encoding))
        return self.source(name)

    def layer(self, shapes, crs=4326, file="a.gpkg", **columns):
        frame = gpd.GeoDataFrame(
            columns or {"小区名称": NAMES[: len(shapes)]}, geometry=list(shapes)
        )
        if crs:
            frame = frame.set_crs(crs)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # that the file has no CRS is the point of some cases
            frame.to_file(self.folder / file)
        return self.source(file)

    def source(self, name):
        return Source(self.folder / name, f"data/{name}")


def metres(crs=4547):
    return gpd.GeoSeries(BOXES, crs=4326).to_crs(crs).to_numpy()


def turned(shapes):
    return shapely.transform(shapes, lambda xy: xy[:, ::-1])


def of_each(*columns):
    """Return a table: a header and a function of the row's number for each column."""
    heads, values = zip(("小区名称", NAMES.__getitem__), *columns, strict=True)
    return [heads, *([value(k) for value in values] for k in range(12))]


YEAR, HOMES = ("建成年代", lambda k: 1980 + k), ("户数", lambda k: 300 + k)


def column_unit(made):
    areas = ("建筑面积", lambda k: f"{2.5 + k / 10:.2f}")
    return {"estates": [made.text(of_each(YEAR, areas, HOMES))]}


def column_counts(made):
    return {"estates": [made.text(of_each(YEAR, HOMES, ("同意率", lambda k: 200 + k)))]}


def header_twice(made):
    more = ("建造年份", lambda k: 1990 + k)
    return {"estates": [made.text(of_each(YEAR, more, HOMES))]}


def header_unsure(made):
    return {"estates": [made.text(of_each(YEAR, HOMES, ("总面积", lambda k: 30000 + k)))]}


def header_by_content(made):
    return {"estates": [made.text(of_each(("甲", lambda k: f"{1980 + k}年"), HOMES))]}


def area_household_far(made):
    areas = ("总建筑面积", lambda k: 12000 if k else 13300)
    homes = ("户数", lambda k: 150 if k else 18400)
    return {"estates": [made.text(of_each(YEAR, areas, homes))]}


def level_word(made):
    return {"estates": [made.text(of_each(YEAR, ("停车", lambda k: "不足" if k % 2 else "紧")))]}


def encoding_unsure(made):
    rows = [("小區名稱", "街道", "戶數"), *((n, "長安街道花園臺灣", 300) for n in BIG5.split())]
    return {"estates": [made.text(rows, encoding="big5")]}


def more_sheets(made):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, first in (("东街", 0), ("西街", 6)):
        sheet = book.create_sheet(title)
        sheet.append(["小区编号", "小区名称", "建成年代", "户数"])
        for k in range(first, first + 6):
            sheet.append([f"E{k}", NAMES[k], 1980 + k, 100 + k])
    book.save(made.folder / "s.xlsx")
    return {"estates": [made.source("s.xlsx")]}


def candidate(made):
    drawn = [n[:2] + "村" if 1 < k < 5 else n for k, n in enumerate(NAMES)]
    ledger = made.text(of_each(("街道", lambda _: "东街"), YEAR, HOMES))
    outlines = made.layer(BOXES, 小区名称=drawn, 街道=["东街"] * 12)
    return {"estates": [ledger], "outlines": [outlines]}


def candidate_name(made):
    known = [(f"E{k}", f"锦绣花园{n}期", "河东街道") for k, n in enumerate("一二三")]
    ledger = made.text([("小区编号", "小区名称", "街道"), *known])
    asked = ("锦绣花园一期", "河西街道", 2025, 300, 200, 150)
    survey = made.text([("小区", "街道", "年度", "发放", "收回", "同意"), asked], "sv.csv")
    return {"estates": [ledger], "surveys": [survey]}


def ids_doubtful(made):
    ledger = made.text([("小区编号", "小区名称"), *((f"E{k}", n) for k, n in enumerate(NAMES))])
    outlines = made.layer(BOXES, id=[f"E{k}" for k in range(12)], name=NAMES[::-1])
    return {"estates": [ledger], "outlines": [outlines]}


def points(made):
    return {"estates": [made.layer([box.centroid for box in BOXES])]}


def closed_lines(made):
    return {"estates": [made.layer([shapely.LineString(box.exterior.coords) for box in BOXES])]}


def crs_not_metres(made):
    return {"estates": [made.layer(BOXES, 4547)]}


def crs_not_degrees(made):
    return {"estates": [made.layer(metres(), 4326)]}


def crs_unknown_meridian(made):
    return {"estates": [made.layer(metres(), None, "a.shp")]}


def crs_unknown_zone(made):
    return {"estates": [made.layer(metres(4527), None, "a.shp")]}


def crs_zone_form(made):
    return {"estates": [made.layer(metres(4527), 4548)]}


def crs_meridian_form(made):
    return {"estates": [made.layer(metres(4548), 4527)]}


def crs_web_mercator(made):
    return {"estates": [made.layer(metres(3857), 4547)]}


def crs_unknown_likely(made):
    return {"estates": [made.layer(metres(3857), None, "a.shp")]}


def axes_swapped(made):
    return {"estates": [made.layer(turned(metres()), 4547)]}


def degrees_swapped(made):
    spots = [shapely.Point(43.8 + k / 100, 87.6) for k in range(12)]
    return {"facilities": [made.layer(spots, name=NAMES, category=["clinic"] * 12)]}


def streets(made):
    lines_ = [
        shapely.LineString([(116.4, 39.9 + k / 100), (116.5, 39.9 + k / 100)]) for k in (0, 1)
    ]
    return made.layer(lines_, file="st.gpkg", 名称=["东街", "西街"])


def crs_nearby(made):
    return {**crs_unknown_meridian(made), "streets": [streets(made)]}


def layer_far(made):
    return {"estates": [made.layer(metres(), 4548)], "streets": [streets(made)]}


def said_gcj02(made):
    return {"estates": [made.text(located("高德经度", "高德纬度"))]}


def said_bd09(made):
    return {"estates": [made.text(located("bd_lng", "bd_lat"))]}


def located(east, north):
    return of_each((east, lambda k: 116.4 + k / 100), (north, lambda _: 39.9), HOMES)


CASES = {
    **{f"intake.{case.__name__}": case for case in (
        column_unit, column_counts, header_twice, header_unsure, header_by_content,
        area_household_far, level_word, encoding_unsure, more_sheets,
        crs_not_metres, crs_not_degrees, crs_unknown_meridian, crs_unknown_zone, crs_zone_form,
        crs_meridian_form, crs_web_mercator, crs_unknown_likely,
        axes_swapped, degrees_swapped, crs_nearby, layer_far,
    )},
    **{f"join.{case.__name__}": case for case in (candidate, candidate_name, ids_doubtful)},
    **{f"shapes.{case.__name__}": case for case in (points, closed_lines)},
    **{f"datum.{case.__name__}": case for case in (said_gcj02, said_bd09)},
}  # fmt: skip


def questions(found):
    return [issue for issue in found.issues if issue.severity == "question"]


def filled(issue):
    """Return the question with the first option proposed where nothing is."""
    if issue.detail[PROPOSED] or not issue.detail[OPTIONS]:
        return issue
    return replace(issue, detail={**issue.detail, PROPOSED: issue.detail[OPTIONS][0]})


@pytest.mark.parametrize("code", CASES)
def test_the_lines_printed_settle_the_question(tmp_path, code):
    sources = CASES[code](Made(tmp_path))
    asked = questions(read(sources))
    assert code in {issue.code for issue in asked}
    pasted = yaml.safe_load(lines(map(filled, asked)))["answers"]
    after = read(sources, answers=pasted)
    told = {(tuple(issue.detail[PATH])) for issue in asked}
    left = {(tuple(issue.detail[PATH])) for issue in questions(after)}
    assert not told & left
    assert not [i for i in after.issues if i.code.startswith("answers.")]


def test_every_question_of_the_importer_is_made_here_or_named_with_the_reason():
    known = {
        code for code, one in issue_codes().items()
        if "question" in one.severities and any(fnmatch.fnmatch(code, p) for p in OF_INTAKE)
    }  # fmt: skip
    assert known == {*CASES, *(one.code for one in NOT_MADE)}
