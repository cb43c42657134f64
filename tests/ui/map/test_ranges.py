import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.map.ranges import answer, part

CONTENT = bytes(range(100))


def asked(**headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return answer(CONTENT, named, etag='"e"', media_type="application/octet-stream")


@pytest.mark.parametrize(
    ("header", "first", "last"),
    [("bytes=0-9", 0, 9), ("bytes=90-", 90, 99), ("bytes=-5", 95, 99), ("bytes=95-500", 95, 99)],
)
def test_a_range_is_answered_with_those_bytes(header, first, last):
    found = asked(range=header)
    assert found.status_code == 206
    assert found.body == CONTENT[first : last + 1]
    assert found.headers["content-range"] == f"bytes {first}-{last}/100"


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=500-600", "bytes=-0"])
def test_a_range_beyond_the_end_is_said_to_be(header):
    found = asked(range=header)
    assert (found.status_code, found.headers["content-range"]) == (416, "bytes */100")


@pytest.mark.parametrize(
    "header", ["", "bytes=-", "bytes=9-1", "bytes=0-1,3-4", "lines=1-2", f"bytes=0-{'9' * 5000}"]
)
def test_what_is_no_single_range_gets_the_whole(header):
    found = asked(range=header)
    assert (found.status_code, found.body) == (200, CONTENT)
    assert found.headers["accept-ranges"] == "bytes"


def test_a_range_of_what_has_changed_gets_the_whole():
    assert asked(range="bytes=0-1", if_range='"e"').status_code == 206
    assert asked(range="bytes=0-1", if_range='"old"').status_code == 200


def test_what_the_browser_has_is_not_sent_again():
    assert asked(if_none_match='"x", "e"').status_code == 304
    assert asked(if_none_match='W/"e"').status_code == asked(if_none_match="*").status_code == 304
    assert asked(if_none_match='"x"').status_code == 200


@given(st.integers(0, 120), st.integers(0, 120))
def test_a_range_never_leaves_the_file(first, last):
    found = part(f"bytes={first}-{last}", len(CONTENT))
    assert found is None or all(0 <= place < len(CONTENT) for place in found)
