"""The same result from a process of its own; a file that breaks it breaks nothing else."""

import os
import subprocess
import sys
import textwrap
import threading
import time
from functools import partial
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from intake import Source, read, worker
from intake.worker import limits as worker_limits
from intake.worker import pool as worker_pool
from intake.worker.limits import Limits
from tables import InputError
from texts import say

ROOT = Path(__file__).parents[3]
HEADER = "小区名称,建成年代,总户数\n"


class InTheChild:
    """Does something where it is unpickled: in the process that reads."""

    def __init__(self, work, *values):
        self.work, self.values = work, values

    def __reduce__(self):
        return self.work, self.values


@pytest.fixture
def ledger(text_file):
    return {"estates": [text_file(HEADER + "和平里,八十年代,约360户\n")]}


@pytest.fixture(autouse=True, scope="module")
def _ended():
    yield
    worker.close()


def refused(sources, **more):
    with pytest.raises(InputError) as caught:
        worker.read(sources, **more)
    return caught.value


def test_it_returns_what_read_returns(ledger, tmp_path):
    square = shapely.box(113, 34, 113.001, 34.001)
    drawn = gpd.GeoDataFrame({"name": ["和平里"]}, geometry=[square], crs="EPSG:4326")
    drawn.to_file(tmp_path / "a.gpkg")
    sources = {**ledger, "outlines": [Source(tmp_path / "a.gpkg", "a.gpkg")]}
    near, far = read(sources), worker.read(sources)
    assert (far.issues, far.files) == (near.issues, near.files)
    for name, table in near.tables.items():
        pd.testing.assert_frame_equal(far.tables[name], table)
        assert type(far.tables[name]) is type(table)
    assert far.tables["estates"].geometry.notna().all()


def test_a_relative_path_is_of_our_folder(ledger, monkeypatch):
    worker.read(ledger)
    path = ledger["estates"][0].path
    monkeypatch.chdir(path.parent)
    found = worker.read({"estates": [Source(Path(path.name), path.name)]})
    assert found.tables["estates"]["households"].tolist() == [360]


def test_each_file_is_told_with_the_share_before_it(text_file):
    lines = [text_file(HEADER + f"里{n},1990,10\n", name=f"{n}.csv") for n in range(4)]
    told = []
    worker.read({"estates": lines}, progress=lambda stage, share: told.append((stage, share)))
    assert told[:4] == [("0.csv", 0), ("1.csv", 0.25), ("2.csv", 0.5), ("3.csv", 0.75)]


def test_a_refusal_comes_with_its_words(tmp_path):
    there = refused({"estates": [Source(tmp_path / "无.csv", "无.csv")]})
    with pytest.raises(InputError) as here:
        read({"estates": [Source(tmp_path / "无.csv", "无.csv")]})
    assert str(there) == str(here.value)


def process_of(sources):
    worker.read(sources)
    (child,) = worker_pool.POOL._idle
    return child


@pytest.mark.parametrize("end", [os.abort, partial(os._exit, 0)])
def test_a_process_that_dies_is_said_and_the_next_reading_works(ledger, end):
    error = refused(ledger, answers={"datum": InTheChild(end)})
    assert str(error) == "intake.worker_died (file='台账.csv')"
    assert len(worker.read(ledger).tables["estates"]) == 1


def test_a_process_that_died_idle_is_not_asked(ledger):
    child = process_of(ledger)
    child._process.kill()
    child._process.wait()
    assert len(worker.read(ledger).tables["estates"]) == 1


def test_a_small_file_has_its_time_and_no_more(ledger, monkeypatch):
    worker.read(ledger)
    monkeypatch.setenv("JIUGAI_READ_SECONDS", "0.3")
    start = time.monotonic()
    error = refused(ledger, answers={"datum": InTheChild(time.sleep, 60)})
    assert time.monotonic() - start < 30
    assert error.code == "intake.worker_slow"
    assert "台账.csv was not read within 0.3 seconds" in say("en", error.code, **error.values)
    monkeypatch.delenv("JIUGAI_READ_SECONDS")
    assert len(worker.read(ledger).tables["estates"]) == 1


def busy(seconds, *, progress):
    progress("台账.csv", 0)
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass
    return "done"


def test_work_counts_not_the_clock_where_the_system_tells(ledger, monkeypatch):
    worker.read(ledger)
    monkeypatch.setenv("JIUGAI_READ_SECONDS", "1")
    assert worker.run(partial(busy, 0.2), ledger["estates"]) == "done"
    with pytest.raises(InputError, match=r"worker_slow \(file='台账.csv', seconds='1'\)"):
        worker.run(partial(busy, 30), ledger["estates"])


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps a process to its memory")
def test_memory_is_limited(ledger):
    error = refused(ledger, answers={"datum": InTheChild(bytearray, 8 * 1024**3)})
    assert error.code == "intake.worker_memory"
    assert len(worker.read(ledger).tables["estates"]) == 1


def test_a_fault_of_ours_is_said_with_its_place_and_without_the_value(ledger):
    error = refused(ledger, answers={"datum": InTheChild(int, "张三")})
    assert error.code == "intake.worker_failed"
    assert "kind='ValueError'" in str(error)
    assert "张三" not in str(error)


@pytest.mark.parametrize("value", ["abc", "0", "-1", "nan"])
def test_seconds_that_are_none_are_refused(ledger, monkeypatch, value):
    monkeypatch.setenv("JIUGAI_READ_SECONDS", value)
    assert refused(ledger).code == "intake.worker_seconds"


def test_it_can_be_stopped(ledger):
    asked = iter([False] * 5)
    start = time.monotonic()
    error = refused(
        ledger,
        answers={"datum": InTheChild(time.sleep, 60)},
        should_stop=lambda: next(asked, True),
    )
    assert time.monotonic() - start < 30
    assert error.code == "intake.stopped"
    assert len(worker.read(ledger).tables["estates"]) == 1


def test_what_a_listener_raises_ends_the_reading(ledger):
    """Streamlit stops a page from within what it is told."""

    def leave(_stage, _share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        worker.read(ledger, progress=leave)
    assert not worker_pool.POOL._working
    assert len(worker.read(ledger).tables["estates"]) == 1


def test_a_slow_file_of_one_session_does_not_hold_up_another(ledger):
    worker.read(ledger)
    stop = threading.Event()
    ended = []

    def slow():
        asleep = {"datum": InTheChild(time.sleep, 60)}
        ended.append(refused(ledger, answers=asleep, should_stop=stop.is_set).code)

    sessions = [threading.Thread(target=slow) for _ in range(3)]
    sessions[0].start()
    assert len(worker.read(ledger).tables["estates"]) == 1
    for session in sessions[1:]:
        session.start()
    stop.set()
    for session in sessions:
        session.join(30)
    assert ended == ["intake.stopped"] * 3
    assert not worker_pool.POOL._working


def test_warming_waits_for_nothing_and_one_process_reads_file_after_file(ledger):
    worker.close()
    start = time.monotonic()
    worker.warm()
    worker.warm()
    assert time.monotonic() - start < 5
    (child,) = worker_pool.POOL._idle
    assert process_of(ledger) is child
    assert process_of(ledger) is child


def test_any_job_of_ours_can_be_done_there(ledger):
    found = worker.run(partial(sized, 3), ledger["estates"])
    assert found == (3, [])


def sized(number, *, progress):
    progress("台账.csv", 0.5)
    return number, [name for name in ("streamlit", "folium", "numba") if name in sys.modules]


def test_limits_go_by_the_size_of_all_files(tmp_path):
    for name in ("a.shp", "a.dbf", "b.csv"):
        (tmp_path / name).write_bytes(b"x" * 100)
    sources = [Source(tmp_path / name, name) for name in ("a.shp", "b.csv", "b.csv", "no.csv")]
    assert worker_limits.size_of(sources) == 300
    assert worker_limits.size_of([Source(tmp_path, "town.gdb")]) == 300
    assert Limits().seconds_for(5 * 1024**2) is None
    assert Limits().memory_for(1024**3) == 20 * 1024**3


READS = """
    from pathlib import Path
    from intake import Source, worker
    from intake.worker import pool as worker_pool
    print("once")
    found = worker.read({"estates": [Source(Path("台账.csv"), "台账.csv")]})
    print(found.tables["estates"]["households"].tolist())
    pid = worker_pool.POOL._idle[0]._process.pid
"""


def run_script(folder, text):
    """Run a script as people write them: without `if __name__ == "__main__"`."""
    (folder / "script.py").write_text(textwrap.dedent(text), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    return done.stdout.split("\n")


def gone(pid):
    """Return whether a process ends within a few seconds."""
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


FORKS = """
    import os, warnings
    warnings.simplefilter("ignore")
    if os.fork():
        os.wait()
    found = worker.read({"estates": [Source(Path("台账.csv"), "台账.csv")]})
    print(worker_pool.POOL._idle[0]._process.pid == pid, flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for processes the POSIX way")
def test_a_plain_script_runs_once_and_a_fork_has_a_process_of_its_own(ledger):
    said = run_script(
        ledger["estates"][0].path.parent, READS + "    print(pid, flush=True)" + FORKS
    )
    assert (said[:2], said[3:]) == (["once", "[360]"], ["False", "True", ""])
    assert gone(int(said[2]))


@pytest.mark.skipif(not hasattr(os, "fork"), reason="asks for processes the POSIX way")
def test_a_program_killed_leaves_no_process(ledger):
    end = """
    print(pid, flush=True)
    import os, signal
    os.kill(os.getpid(), signal.SIGKILL)
    """
    said = run_script(ledger["estates"][0].path.parent, READS + end)
    assert gone(int(said[2]))


def test_it_works_under_streamlit(ledger):
    from streamlit.testing.v1 import AppTest  # noqa: PLC0415 - the process must not load it

    def page(path):
        from pathlib import Path  # noqa: PLC0415

        import streamlit as st  # noqa: PLC0415

        from intake import Source, worker  # noqa: PLC0415

        place = st.empty()
        found = worker.read(
            {"estates": [Source(Path(path), "台账.csv")]},
            progress=lambda stage, share: place.progress(share, stage),
        )
        st.text(found.tables["estates"]["households"].iloc[0])

    path = str(ledger["estates"][0].path)
    app = AppTest.from_function(page, args=(path,), default_timeout=30).run()
    assert not app.exception
    assert app.text[0].value == "360"
