"""A made-up town of any size and the real app serving it, for `make bench-app`."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

import demo

ROOT = Path(__file__).resolve().parent.parent
_START_S = 60
# A plan is wanted, not the best one: what is timed is the screen.
_LOOSE = {"proposals": ["need"], "solver": {"gap": 0.5, "nodes": 1}}
_UNASKED = ("negotiate", "published")


def town(folder: Path, estates: int) -> Path:
    """Return the folder of a town with one quick proposal, written anew where there is none."""
    if not (folder / "study.yaml").exists():
        demo.write(folder, estates=estates, seed=demo.SEED)
    file = folder / "study.yaml"
    written = yaml.safe_load(file.read_text(encoding="utf-8"))
    kept = {key: value for key, value in written.items() if key not in _UNASKED}
    text = yaml.safe_dump(kept | _LOOSE, allow_unicode=True, sort_keys=False)
    file.write_text(text, encoding="utf-8")
    return folder


@contextmanager
def served(study: Path, log: Path) -> Iterator[str]:
    """Serve a study as `streamlit run app.py` does; yield the address. Raises RuntimeError."""
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    with log.open("w", encoding="utf-8") as out:
        server = subprocess.Popen(  # noqa: S603 - our own app
            command,
            cwd=ROOT,
            env=os.environ | {"JIUGAI_STUDY": str(study)},
            stdout=out,
            stderr=out,
        )
        try:
            _wait(f"http://localhost:{port}/_stcore/health", server, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(_START_S)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    end = time.monotonic() + _START_S
    while time.monotonic() < end and server.poll() is None:
        try:
            with urllib.request.urlopen(address):  # noqa: S310 - our own server
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError(log.read_text(encoding="utf-8"))
