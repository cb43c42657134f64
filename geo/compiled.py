"""Machine code kept from one start to the next, where there is a folder to keep it in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import numpy as np
from numba import njit

Given = ParamSpec("Given")
Got = TypeVar("Got")


def compiled(function: Callable[Given, Got]) -> Callable[Given, Got]:
    """Return the function compiled by numba when it is first called, free of Python's lock.

    numba refuses to keep its code, and to start at all, when neither the folder of the module nor
    the user's own cache can be written to: there the code is made anew in every process.
    """
    try:
        made = njit(nogil=True, cache=True)(function)
    except RuntimeError:
        made = njit(nogil=True)(function)
    return made


def kept(function: Callable[..., object]) -> bool:
    """Say whether the machine code of a compiled function is there, from now or an earlier start.

    Code older than the function's file is not: numba makes it anew.
    """
    made: Any = function
    if made.signatures:
        return True
    folder, source = made.stats.cache_path, Path(made.py_func.__code__.co_filename)
    if not folder:
        return False
    made_s = [
        index.stat().st_mtime for index in Path(folder).glob(f"{source.stem}.{made.__name__}-*.nbi")
    ]
    return max(made_s, default=0.0) >= source.stat().st_mtime


@compiled
def whole(number: int) -> int:
    """Return the number in 8 bytes: what is called with one kind of number is compiled once."""
    return np.int64(number)  # type: ignore[return-value]
