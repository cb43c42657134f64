"""Writes vector tiles, in a process of its own: `tiles_file.py IN.fgb OUT.pmtiles FIRST LAST`."""

import os
import sys

from pyogrio.raw import read, write


def main(taken: str, made: str, first: str, last: str) -> None:
    """Write the features of a file as PMTiles of the zoom levels `first` to `last`."""
    if hasattr(os, "nice"):
        os.nice(10)  # a map that waits for its base map is already drawn
    known, _, shapes, columns = read(taken)
    write(
        made,
        shapes,
        columns,
        known["fields"],
        geometry_type="Unknown",
        crs="EPSG:4326",
        layer="base",
        driver="PMTiles",
        MINZOOM=first,
        MAXZOOM=last,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
