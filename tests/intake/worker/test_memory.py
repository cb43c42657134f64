"""A reading process answers for its own memory, not for the memory of the program it serves."""

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from intake.worker.memory import peak_bytes

ROOT = Path(__file__).resolve().parents[3]
LARGE = """
    from pathlib import Path
    from intake import Source, worker
    from intake.worker import jobs, pool
    mb = 1024 ** 2
    jobs._SWOLLEN = 700 * mb
    held = b"x" * (900 * mb)
    seen = set()
    for _ in range(3):
        worker.read({"estates": [Source(Path("ledger.csv"), "ledger.csv")]})
        seen |= {child._process.pid for child in pool.POOL._idle}
    print(len(seen))
"""


def test_a_large_server_keeps_its_reading_process(tmp_path):
    """It was ended after every file once the server held over 1 GB: two seconds for each."""
    (tmp_path / "ledger.csv").write_text("小区名称,建成年份,户数\n里,1990,10\n", encoding="utf-8")
    (tmp_path / "script.py").write_text(textwrap.dedent(LARGE), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "script.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("1\n", "")


@pytest.mark.skipif(sys.platform not in ("linux", "darwin"), reason="the system does not tell")
def test_the_peak_stays_when_memory_is_given_back():
    before = peak_bytes()
    held = b"x" * (before + 64 * 1024**2)  # alone more than all before
    del held
    assert peak_bytes() > before
