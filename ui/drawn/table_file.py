"""A table as a file Excel opens: Chinese stays Chinese, no cell runs as a formula."""

import csv
import io
from collections.abc import Sequence

import pandas as pd

from reports.issues import guarded
from ui.session.words import missing

_BOM = "\ufeff"  # without it Excel reads Chinese as GBK


def csv_file(table: pd.DataFrame, heads: Sequence[str]) -> bytes:
    r"""Return `table` as CSV with `heads` on top; what is missing stays empty.

    >>> csv_file(pd.DataFrame({"a": ["=1+1"], "b": [None]}), ["名称", "B"]).decode("utf-8-sig")
    "名称,B\r\n'=1+1,\r\n"
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(head) for head in heads])
    for row in table.itertuples(index=False):
        writer.writerow([guarded(_cell(value)) for value in row])
    return (_BOM + text.getvalue()).encode()


def _cell(value: object) -> str:
    if missing(value):
        return ""
    return f"{value:.10g}" if isinstance(value, float) else str(value)
