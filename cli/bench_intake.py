"""The intake row of `make bench`: 20,000 estates as people write them, and their outlines.

Twenty-four columns with units in brackets and values to interpret; outlines of 40 corners in a
zone of CGCS2000; one estate in twenty has no outline, one in a hundred is written otherwise there.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from intake import Source, read
from study.record import peak_mb

ESTATES, CORNERS, SIDE, APART_M = 20_000, 40, 150, 300
_CRS = "EPSG:4547"  # CGCS2000, three-degree zone of 114° east
_YEARS = ("1985", "1987年", "80年代", "1998", "1992-1995", "九十年代", "98年底", "不详")
_KINDS = ("小区", "花园", "家属院", "新村", "一期", "二期")
_LEVELS = tuple(f"损坏{n}" for n in range(10))


def intake_row() -> str:
    """Return one line: seconds to read, match, check and repair (the best of two), peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        write_town(Path(folder))
        found = [_in_its_own_process(Path(folder)) for _ in range(2)]
    best = min(found, key=lambda one: one["seconds"])
    return f"intake, {ESTATES} estates: {best['seconds']:.1f} s, {best['peak_mb']:.0f} MB"


def write_town(folder: Path, estates: int = ESTATES) -> None:
    """Write `ledger.xlsx` and `outlines.gpkg` into `folder`."""
    ledger = _ledger(estates)
    ledger.to_excel(folder / "ledger.xlsx", index=False, engine="xlsxwriter")
    number = np.arange(estates)
    drawn = ledger.assign(geometry=_rings(number))[number % 20 > 0]
    shown = drawn["小区名称"].where(drawn["序号"] % 100 > 1, drawn["小区名称"] + "（西区）")
    outlines = gpd.GeoDataFrame(
        {"小区名称": shown, "街道": drawn["街道"]}, geometry=drawn["geometry"]
    )
    outlines.set_crs(_CRS).to_file(folder / "outlines.gpkg")


def _ledger(estates: int) -> pd.DataFrame:
    dice, number = np.random.default_rng(1), np.arange(estates)
    households = dice.integers(50, 900, estates)
    columns: dict[str, object] = {
        "序号": number,
        "小区名称": [f"和平{n}号{_KINDS[n % 6]}" for n in number],
        "所属区": [f"第{n % 4}区" for n in number],
        "街道": [f"建设{n % 60}街道" for n in number],
        "社区": [f"团结{n % 700}社区" for n in number],
        "建成年代": dice.choice(_YEARS, estates),
        "总建筑面积（万㎡）": np.round(households * dice.uniform(60, 110, estates) / 10_000, 2),
        "总户数": [f"{n}户" if n % 2 else n for n in households.tolist()],
        "楼栋数": dice.integers(1, 30, estates),
        "居住人口": households * 3,
        "产权性质": dice.choice(["商品房", "房改房", "直管公房"], estates),
        "有无物业": dice.choice(["有", "无", "待核实"], estates),
        "同意率": dice.choice(["85%", "92.5%", "70%"], estates),
        "地址": [f"建设路{n}号" for n in number],
    }
    more = {name: dice.integers(0, 3, estates) for name in _LEVELS}
    return pd.DataFrame({**columns, **more})


def _rings(number: np.ndarray) -> list[shapely.Polygon]:
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)
    radius = np.random.default_rng(2).uniform(60, 80, (len(number), CORNERS))
    x = 500_000 + number % SIDE * APART_M
    y = 3_800_000 + number // SIDE * APART_M
    ring = np.stack([x[:, None] + radius * np.cos(angle), y[:, None] + radius * np.sin(angle)], -1)
    return list(shapely.polygons(ring))


def _in_its_own_process(folder: Path) -> Mapping[str, float]:
    command = [sys.executable, "-m", "cli.bench_intake", str(folder)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
    told: Mapping[str, float] = json.loads(done.stdout)
    return told


def main() -> None:
    """Read the town in the folder named on the command line and print what it took."""
    folder = Path(sys.argv[1])
    named = {"estates": "ledger.xlsx", "outlines": "outlines.gpkg"}
    start = time.perf_counter()
    read({table: [Source(folder / name, name)] for table, name in named.items()})
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb() or 0}))  # noqa: T201


if __name__ == "__main__":
    main()
