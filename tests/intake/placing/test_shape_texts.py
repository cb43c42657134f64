"""Shapes written in a cell."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from intake.placing.shape_texts import written_shape

SQUARE = shapely.box(112.3, 22.1, 112.4, 22.2)
RING = "112.3,22.1;112.4,22.1;112.4,22.2;112.3,22.2"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        (SQUARE.wkt, True),
        (f"SRID=4490;{SQUARE.wkt}", True),
        (shapely.to_geojson(SQUARE), False),
        (SQUARE.wkb_hex, False),
        (RING, False),
        (f"{RING};112.3,22.1", False),
        (RING.replace(";", " ; "), False),
    ],
)
def test_one_square_in_many_words(text, plain):
    found = written_shape(text)
    assert found.shape.equals(SQUARE)
    assert found.plain is plain


def test_parts_of_a_list_stand_between_bars():
    assert written_shape(f"{RING}|{RING.replace('112', '113')}").shape.geom_type == "MultiPolygon"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "POLYGON 5",
        "{}",
        "{",
        '{"type": "Point"}',
        "112.3,22.1;112.4,22.1",
        "abc;def",
        "1;2;3",
        "00" * 21,
        ";;",
        "|",
    ],
)
def test_what_is_no_shape(text):
    assert written_shape(text) is None


@given(st.text())
def test_no_text_raises(text):
    found = written_shape(text)
    assert found is None or found.shape is not None
