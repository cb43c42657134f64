"""The demo study put into its place among the studies, for whoever has none yet."""

from collections.abc import Callable
from pathlib import Path

import demo
from study.made_folder import STUDY, placed

NAME = "demo"
SIZES = (80, demo.ESTATES)  # a quick look, and the town of the tutorial


def make_demo(studies: Path, estates: int, told: Callable[[str], None]) -> Path:
    """Return the study.yaml of a made-up town with so many estates, in `studies`/demo.

    What `jiugai demo` writes, byte for byte; whole or not at all, and never over anything. `told`
    hears "town" and "files" as each begins.
    Errors: `new_study.exists`, `new_study.cannot_write`, `demo.too_few`.
    """
    with placed(studies, NAME) as folder:
        demo.write(folder, estates=estates, seed=demo.SEED, told=told)
    return (studies / NAME / STUDY).resolve()
