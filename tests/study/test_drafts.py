"""Drafts are kept by browser, torn files hold nothing, and none is left when all is written."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from study.drafts import NAME, draft, drafted

ANSWERS = {"answers": [[["crs", "边界.shp"], "EPSG:4549"], [["files", "a.csv"], None]]}


@pytest.fixture
def file(tmp_path):
    return tmp_path / "study.yaml"


def test_what_a_browser_drafted_comes_back_to_it_alone(file):
    draft(file, "one", ANSWERS)
    draft(file, "two", {"words": {"飞线": "pipe"}})
    assert drafted(file, "one") == ANSWERS
    assert drafted(file, "two") == {"words": {"飞线": "pipe"}}
    assert drafted(file, "three") == {}


def test_what_is_written_is_no_draft_any_more_and_no_file_stays(file):
    draft(file, "one", ANSWERS)
    draft(file, "one", {"answers": [], "words": {}})
    assert drafted(file, "one") == {}
    assert list(file.parent.iterdir()) == []


def test_those_who_never_came_back_go_first(file):
    for number in range(52):
        draft(file, str(number), ANSWERS)
        draft(file, "faithful", ANSWERS)
    assert drafted(file, "2") == {}
    assert drafted(file, "faithful") == drafted(file, "51") == ANSWERS


def test_those_who_draft_at_one_time_lose_nothing(file):
    people = [f"p{number}" for number in range(24)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda by: draft(file, by, ANSWERS), people))
    assert [by for by in people if drafted(file, by) != ANSWERS] == []


@settings(max_examples=40)
@given(st.binary(max_size=60) | st.sampled_from([b"[" * 99_999, b'{"one": 3}', b"[1]"]))
def test_whatever_stands_there_is_read_or_left(tmp_path_factory, content):
    file = tmp_path_factory.mktemp("torn") / "study.yaml"
    file.with_name(NAME).write_bytes(content)
    assert drafted(file, "one") == {}
    draft(file, "one", ANSWERS)
    assert drafted(file, "one") == ANSWERS
