"""The colours of the base map on light and on dark paper: quiet, so that the estates stand out."""

from typing import Literal

Paper = Literal["light", "dark"]

# Streets are lighter than the paper with a casing a shade darker; names are darker than both.
BASE: dict[Paper, dict[str, str]] = {
    "light": {
        "paper": "#f5f3ee",
        "green": "#dcebd2",
        "water": "#c3dcea",
        "building": "#e9e4da",
        "building_line": "#dbd4c7",
        "path": "#e6dfd2",
        "minor": "#ffffff",
        "minor_casing": "#e0d9cc",
        "middle": "#ffffff",
        "middle_casing": "#d6cdbc",
        "major": "#fbeed0",
        "major_casing": "#dcc99c",
        "rail": "#b7b3ad",
        "halo": "#fbfaf7",
        "street_name": "#6d6455",
        "green_name": "#55784a",
        "water_name": "#47799a",
        "area_name": "#8a8478",
        "rim": "",
    },
    "dark": {
        "paper": "#171c22",
        "green": "#1d2a22",
        "water": "#152b3c",
        "building": "#20262d",
        "building_line": "#2a323b",
        "path": "#252c34",
        "minor": "#2a323b",
        "minor_casing": "#11151a",
        "middle": "#333d47",
        "middle_casing": "#11151a",
        "major": "#4a4535",
        "major_casing": "#11151a",
        "rail": "#4b535c",
        "halo": "#12161b",
        "street_name": "#a79f8f",
        "green_name": "#86ab79",
        "water_name": "#74a5c6",
        "area_name": "#8b939c",
        "rim": "#b9c2ca",
    },
}
