"""The estates of a run, edited in a GIS or in Excel and sent back: what that changes."""

from intake import Source, read
from intake.inputs import Inputs
from intake.joining.differences import Differences, columns_sent, differences
from layers.exports import estates_layer
from layers.gis import heading
from study.results import Results
from tables import ESTATES
from texts import LOCALES

_IGNORE = "ignore"


def returned(results: Results, source: Source) -> tuple[Differences, Inputs]:
    """Return what a file of a run's estates changes, and the file as it was read.

    The file is compared with what the run handed out, by `estate_id`. Columns that Jiugai worked
    out (scores, ranks, years, money) are not read: they cannot be edited. A column the file does
    not have changes nothing. InputError where the file cannot be read.
    """
    sent = estates_layer(results)
    own = [str(name) for name in sent.columns if name not in {*ESTATES.names, "geometry"}]
    heads = dict.fromkeys(head for name in own for head in (name, *_heads(name)))
    ignored = {head: _IGNORE for head in heads if head not in source.columns}
    inputs = read({"estates": [source]}, answers={"columns": {"estates": ignored}})
    frame = inputs.tables["estates"]
    return differences(sent, frame, ESTATES, columns_sent(inputs, ESTATES)), inputs


def _heads(name: str) -> tuple[str, ...]:
    return tuple(heading(name, locale=locale) for locale in LOCALES)
