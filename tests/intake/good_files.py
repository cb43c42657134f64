"""One town of eight estates in every format that is read, small enough to change byte by byte."""

import struct
import zipfile
from pathlib import Path

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import shapely

SQUARES = [shapely.box(113 + n / 100, 34, 113.005 + n / 100, 34.01) for n in range(8)]
LEDGER = {
    "编号": [f"A{n}" for n in range(8)],
    "小区名称": [f"和平里{n}号院" for n in range(8)],
    "建成年代": ["1985", "八十年代", "1998年底", "1992-1995", "2000", "98年", "不详", "1979"],
    "总户数": ["120", "约360户", "1,200", "12栋360户", "88", "240", "—", "64"],
    "总建筑面积（万㎡）": ["1.2", "3.6", "9.8", "2.9", "0.8", "2.1", "1", "0.5"],
    "同意率": ["85%", "0.85", "92.5%", "100%", "0", "76%", "", "81%"],
    "物业": ["有", "无", "√", "×", "是", "否", "", "待核实"],
}
_OSM_WAY = (
    '<way id="{n}"><nd ref="{a}"/><nd ref="{b}"/><tag k="highway" v="residential"/>'
    '<tag k="name" v="和平路"/></way>'
)
_DRIVERS = {
    "gpkg": "GPKG", "geojson": "GeoJSON", "geojsonl": "GeoJSONSeq", "fgb": "FlatGeobuf",
    "kml": "KML", "gml": "GML", "mif": "MapInfo File",
}  # fmt: skip
_ASCII = {"gml", "mif"}  # formats that keep no Chinese header
_IN_ENGLISH = {"编号": "id", "小区名称": "name", "建成年代": "built", "总户数": "households"}


def write_all(folder: Path) -> dict[str, Path]:
    """Write the town into `folder` and return kind → the file to change."""
    town = gpd.GeoDataFrame(LEDGER, geometry=SQUARES, crs="EPSG:4326")
    plain = town.rename(columns=_IN_ENGLISH)[[*_IN_ENGLISH.values(), "geometry"]]
    for suffix, driver in _DRIVERS.items():
        frame = plain if suffix in _ASCII else town
        frame.to_file(folder / f"{suffix}.{suffix}", driver=driver, layer="台账")
    pyogrio.write_dataframe(pd.DataFrame(LEDGER), folder / "ods.ods", driver="ODS")
    town[["geometry"]].to_file(folder / "dxf.dxf", driver="DXF")
    town.to_parquet(folder / "parquet.parquet")
    _shapefiles(town, folder)
    _texts(town, folder)
    _books(folder)
    _osm(folder / "osm.osm")
    with zipfile.ZipFile(folder / "kmz.kmz", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(folder / "kml.kml", "doc.kml")
    alone = {path.stem.split("_")[0]: path for path in sorted(folder.iterdir())}
    parts = [*(f"shp.{part}" for part in ("shp", "shx", "dbf", "prj")), "mif.mid", "mif.mif"]
    return {**alone, "gml": folder / "gml.gml", **{p.split(".")[1]: folder / p for p in parts}}


def opened(kind: str, path: Path) -> Path:
    """Return the file that a person would open when `path`, of `kind`, has been changed."""
    if kind in {"shx", "dbf", "prj"}:
        return path.with_suffix(".shp")
    return path.with_suffix(".mif") if kind == "mid" else path


def _shapefiles(town: gpd.GeoDataFrame, folder: Path) -> None:
    short = town.rename(columns={"总建筑面积（万㎡）": "面积万㎡"})
    short.to_file(folder / "shp.shp", encoding="gb18030")
    (folder / "shp.cpg").unlink()
    with zipfile.ZipFile(folder / "zip.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix in ("shp", "shx", "dbf", "prj"):
            archive.write(folder / f"shp.{suffix}", f"台账/范围.{suffix}")


def _texts(town: gpd.GeoDataFrame, folder: Path) -> None:
    cells = town.drop(columns="geometry")
    cells.to_csv(folder / "csv.csv", index=False, encoding="utf-8-sig")
    cells.to_csv(folder / "gbk_1.csv", index=False, encoding="gb18030")
    cells.to_csv(folder / "tsv.tsv", index=False, sep="\t", encoding="utf-16")
    cells.assign(wkt=town.geometry.to_wkt()).to_csv(folder / "wkt_1.csv", index=False)
    cells.to_html(folder / "html_1.xls", index=False)


def _books(folder: Path) -> None:
    book = openpyxl.Workbook()
    rows = [list(LEDGER), *zip(*LEDGER.values(), strict=True)]
    for row in (["某区老旧小区台账"], *rows):
        book.active.append(row)
    book.active.merge_cells("A1:G1")
    book.save(folder / "xlsx.xlsx")
    (folder / "xls.xls").write_bytes(_compound(_biff(rows)))


def _osm(path: Path) -> None:
    nodes = [f'<node id="{n}" lat="34.0{n}" lon="113.0{n}"/>' for n in range(1, 9)]
    ways = [_OSM_WAY.format(n=n, a=n, b=n + 1) for n in range(1, 8)]
    path.write_text(f'<osm version="0.6">{"".join(nodes + ways)}</osm>', encoding="utf-8")


def _biff(rows: list[list[str]]) -> bytes:
    """Return the stream of an Excel 97 workbook with one sheet of texts ([MS-XLS])."""
    start, end = struct.pack("<HHHII", 0x0600, 0x10, 0x0DBB, 0x07CC, 0), _record(0x0A, b"")
    opening = _record(0x09, struct.pack("<HHHHII", 0x0600, 5, 0x0DBB, 0x07CC, 0, 6))
    named = struct.pack("<BB", 2, 1) + "台账".encode("utf-16-le")
    offset = len(opening) + 4 + 6 + len(named) + len(end)
    sheet = _record(0x85, struct.pack("<IH", offset, 0) + named)
    cells = b"".join(
        _record(0x0204, struct.pack("<HHHHB", r, c, 0, len(text), 1) + text.encode("utf-16-le"))
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    )
    return opening + sheet + end + _record(0x09, start + b"\0\0") + cells + end


def _record(kind: int, data: bytes) -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _compound(stream: bytes) -> bytes:
    """Return a compound file that holds `stream` as its Workbook ([MS-CFB], sectors of 512)."""
    stream += bytes(max(4096 - len(stream), -len(stream) % 512))
    sectors = len(stream) // 512
    fat = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, sectors + 2), 0xFFFFFFFE]
    fat += [0xFFFFFFFF] * (128 - len(fat))
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16)
    head += struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    head += struct.pack("<I", 0) + b"\xff" * 432
    root = _entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)
    book = _entry("Workbook", 2, 0xFFFFFFFF, 2, len(stream))
    return head + struct.pack("<128I", *fat) + root + book + bytes(256) + stream


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    words = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        words.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(words) + 2, kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
