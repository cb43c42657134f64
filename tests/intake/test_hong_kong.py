"""Ten of the 241 public estates of Hong Kong, read from the file by hand."""

import pandas as pd
import pytest

from intake import Source, read

HEADERS = {
    "estate_name_zh_hans": "name", "district_name_zh_hans": "district",
    "year_of_intake": "built_year", "no_of_rental_flats": "households", "no_of_blocks": "buildings",
}  # fmt: skip
PLACE = {"estate_map_latitude": "lat", "estate_map_longitude": "lon"}
TEN = [  # name, the year or the first and the last year, flats, blocks
    ("德朗邨", 2013, None, None, 8200, 9),  # 2013; 8 200 as at 31.12.2025
    ("长青邨", None, 1977, 2024, 6400, 10),  # 1977, 2024
    ("富山邨", None, 1978, 2020, 2300, 4),  # 1978 , 2020
    ("梨木树二邨", None, 1975, 1999, 4300, 11),  # 1975, 1979, 1998, 1999
    ("横头磡邨", None, 1982, 1993, 5900, 18),  # 1982 - 1993
    ("葵兴邨", None, 1991, 1992, 200, 4),  # 1991-1992; 200 * as at 31.12.2025
    ("慈正邨", None, 1993, 2001, 8100, 11),  # 1993 / 2001
    ("苏屋邨", None, 2016, 2019, 7000, 14),  # 2016 (Phase 1) 2019 (Phase 2)
    ("海达邨", None, 2020, 2022, 3300, 4),  # 2020 (Phase 1b), 2021(Phase 2), 2022 (Phase 3)
    ("启钻苑", None, None, None, 1000, 2),  # no year; 1 000 as at 31.12.2025
]
COLUMNS = ["built_year", "built_year_low", "built_year_high", "households", "buildings"]


@pytest.fixture(scope="module", params=["prh_estates.csv", "prh_estates.geojson"])
def inputs(request, data):
    path = data / "hongkong" / request.param
    if not path.is_file():
        pytest.skip(f"{path} is not there: the estates of Hong Kong are not checked")
    columns = {**HEADERS, **(PLACE if path.suffix == ".csv" else {})}
    return read({"estates": [Source(path, path.name, columns=columns, crs="EPSG:4326")]})


@pytest.mark.parametrize("row", TEN, ids=[row[0] for row in TEN])
def test_an_estate_as_a_person_reads_it(inputs, row):
    estates = inputs.tables["estates"].set_index("name")
    found = [None if pd.isna(value) else int(value) for value in estates.loc[row[0], COLUMNS]]
    assert found == list(row[1:])


def test_every_estate_has_flats_blocks_and_a_place_and_one_has_no_year(inputs):
    estates = inputs.tables["estates"]
    assert len(estates) == 241
    assert estates[["households", "buildings"]].notna().all(axis=None)
    assert estates.geometry.geom_type.unique().tolist() == ["Point"]
    known = estates["built_year"].notna() | estates["built_year_low"].notna()
    assert estates.loc[~known, "name"].tolist() == ["启钻苑"]
    assert (estates["built_year_low"] < estates["built_year_high"]).sum() == 36


def test_what_was_interpreted_is_listed_row_by_row_and_nobody_is_found(inputs):
    codes = pd.Series([(i.code, i.column) for i in inputs.issues]).value_counts()
    assert codes["intake.value_interpreted", "no_of_rental_flats"] == 241
    assert codes["intake.value_interpreted", "year_of_intake"] == 36
    assert not [code for code, _ in codes.index if "person" in code or "unread" in code]


def test_an_issue_names_the_row_and_what_was_read(inputs):
    listed = [i for i in inputs.issues if i.value == "1977, 2024"]
    first = 2 if listed[0].file.endswith("csv") else 1  # a sheet has its header above
    assert [(i.row, i.detail["read"]) for i in listed] == [(6 + first, "1977–2024")]
