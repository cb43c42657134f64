import geopandas as gpd
import pytest
import shapely

from intake import Source, read
from tables import InputError

ROOMS = ("intake.", "join.", "keys.")  # what shapes look like is said elsewhere
LEDGER = (
    "小区编码,所属街道,小区名称\nA,河东街道,锦绣花园一期\nB,河东街道,和平里\nC,河西街道,和平里\n"
)


def square(n):
    west = 113 + n / 100
    return shapely.box(west, 24.5, west + 0.001, 24.501)


def outlines(tmp_path, rows, join=()):
    data = {key: [row.get(key) for row in rows] for key in ("编码", "名称", "街道")}
    squares = [square(n) for n in range(len(rows))]
    frame = gpd.GeoDataFrame(data, geometry=squares, crs="EPSG:4326")
    frame.dropna(axis=1, how="all").to_file(tmp_path / "边界.geojson")
    return Source(tmp_path / "边界.geojson", "边界.geojson", join=join)


def joined(text_file, source):
    inputs = read({"estates": [text_file(LEDGER)], "outlines": [source]})
    severe = [i for i in inputs.issues if i.severity != "info" and i.code.startswith(ROOMS)]
    codes = {(i.code, i.table, i.value) for i in severe}
    return inputs.tables["estates"], codes


def west(frame):
    return [
        None if shape is None else round(shape.bounds[0] * 100 - 11_300) for shape in frame.geometry
    ]


def test_outlines_by_id(tmp_path, text_file):
    frame, codes = joined(
        text_file, outlines(tmp_path, [{"编码": "C"}, {"编码": "A"}, {"编码": "X"}])
    )
    assert west(frame) == [1, None, 0]
    assert codes == {
        ("intake.outline_alone", "outlines", "X"),
        ("intake.no_outline", "estates", "B 和平里 河东街道"),
    }


def test_outlines_by_name_and_street_with_the_spelling_evened_out(tmp_path, text_file):
    rows = [{"名称": "锦绣花园(1期)小区", "街道": "河东"}, {"名称": "和平里", "街道": "河西街道"},
            {"名称": "和 平 里", "街道": "河东街道办事处"}]  # fmt: skip
    frame, codes = joined(text_file, outlines(tmp_path, rows, ("name", "street")))
    assert west(frame) == [0, 2, 1]
    assert codes == set()


def test_an_outline_that_fits_two_estates_is_given_to_none_and_asked(tmp_path, text_file):
    frame, codes = joined(
        text_file, outlines(tmp_path, [{"名称": "和平里"}, {"名称": "锦绣花园一期"}])
    )
    assert west(frame) == [1, None, None]
    assert codes == {
        ("join.candidate", "estates", "B 和平里 河东街道"),
        ("join.candidate", "estates", "C 和平里 河西街道"),
    }


def test_two_outlines_of_one_estate_become_one_of_two_parts(tmp_path, text_file):
    rows = [{"编码": "A"}, {"编码": "B"}, {"编码": "A"}, {"编码": "C"}]
    frame, codes = joined(text_file, outlines(tmp_path, rows))
    assert frame.geometry.iloc[0].equals(shapely.union_all([square(0), square(2)]))
    assert codes == {("intake.outline_parts", "outlines", "A 锦绣花园一期 河东街道")}


def test_a_join_by_something_else(tmp_path, text_file):
    with pytest.raises(InputError, match=r"intake\.bad_join"):
        joined(text_file, outlines(tmp_path, [{"编码": "A"}], ("floors",)))
