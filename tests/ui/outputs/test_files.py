"""The files to take away: one archive, one layer, a page in a frame that is shut off."""

import asyncio
import dataclasses
import datetime as dt
import io
import json
import zipfile

import geopandas as gpd
import pytest
from starlette.requests import Request

from tests.ui.conftest import ESTATES
from ui.map.tickets import COOKIE, browser, signed
from ui.outputs.files import FILES, GROUPS, _key, every, zipped
from ui.outputs.layer_file import layer_file
from ui.outputs.page import told_size
from ui.outputs.preview import publish_page, serve
from ui.session.work import Job

MINE, THEIRS = "2|00000000|0a0b0c0d|1", "2|00000000|0a0b0c0e|1"


def test_one_archive_holds_every_file_the_choices_and_nothing_twice(view):
    job = Job()
    archive = zipfile.ZipFile(io.BytesIO(every(job, view, "zh")))
    assert archive.testzip() is None
    assert archive.namelist() == [*FILES, "study.yaml"]
    found = json.loads(archive.read("estates.geojson"))
    assert len(found["features"]) == ESTATES
    assert archive.read("study.yaml") == view.written.path.read_bytes()
    assert job.told.share < 1
    assert sum(len(names) for names in GROUPS.values()) == len(set(FILES))


def test_what_was_made_of_an_old_plan_is_not_taken_for_that_of_a_new_one(view):
    """The files say what the plan was solved on, not what the study is measured as now."""
    old = dataclasses.replace(view.plan, key="old files", mark="m")
    names = {
        dataclasses.replace(old, **other).named for other in ({}, {"key": "new"}, {"mark": "n"})
    }
    assert len(names) == 3
    stale = dataclasses.replace(view, plan=old)
    assert _key(stale, "run.json", "zh") == _key(
        dataclasses.replace(stale, key="new files"), "run.json", "zh"
    )
    assert _key(stale, "run.json", "zh") != _key(view, "run.json", "zh")


def test_an_archive_that_was_stopped_is_none(view):
    job = Job()
    job.stop.set()
    assert every(job, view, "zh") == b""


def test_the_same_files_make_the_same_archive_whatever_the_clock_says():
    day = dt.date(2026, 11, 21)
    assert zipped({"a": b"1"}, day) == zipped({"a": b"1"}, day)
    old = zipfile.ZipFile(io.BytesIO(zipped({"a": b"1"}, dt.date(1949, 10, 1))))
    assert old.infolist()[0].date_time[0] == 1980


@pytest.mark.parametrize("kind", ["gpkg", "geojson"])
def test_one_layer_is_that_layer_and_no_other(view, kind, tmp_path):
    made = layer_file(view.results, "estates", kind, "zh")
    file = tmp_path / f"estates.{kind}"
    file.write_bytes(made)
    layers = gpd.list_layers(file)["name"].tolist()
    assert [name for name in layers if name != "layer_styles"] == ["estates"]
    table = gpd.read_file(file, layer="estates")
    assert sorted(table["estate_id"]) == sorted(view.estates["estate_id"])


def test_a_layer_without_ids_of_its_own_is_counted_and_one_that_is_not_there_is_none(view):
    text = layer_file(view.results, "streets", "geojson", "zh").decode()
    ids = [feature["id"] for feature in json.loads(text)["features"]]
    assert len(ids) == len(set(ids)) > 0
    assert layer_file(view.results, "walks", "gpkg", "zh") is None
    assert layer_file(view.results, "nothing", "gpkg", "zh") is None


def test_sizes_are_never_rounded_to_nothing():
    assert told_size(1) == "1 KB"
    assert told_size(5 * 2**20) == "5.0 MB"


def asked(name, *, cookie=MINE):
    scope = {
        "type": "http",
        "path_params": {"name": name},
        "query_string": f"ticket={signed(name, browser(MINE))}".encode(),
        "headers": [(b"cookie", f"{COOKIE}={cookie}".encode())],
    }
    return asyncio.run(serve(Request(scope)))


def test_a_page_in_a_frame_is_shut_off_from_the_app_and_asks_nobody():
    name = publish_page(b"<p>briefing</p>")
    answer = asked(name)
    assert (answer.status_code, answer.body) == (200, b"<p>briefing</p>")
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert policy.startswith("sandbox allow-scripts")
    assert "allow-same-origin" not in policy


def test_a_page_opens_in_the_browser_it_was_handed_to_only():
    name = publish_page(b"<p>mine</p>")
    assert asked(name, cookie=THEIRS).status_code == 404
    assert asked("0" * 64 + ".html").status_code == 404
