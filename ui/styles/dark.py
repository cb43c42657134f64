"""Dark pages: every colour of ours has a twin that reads as well on dark paper.

Style sheets and drawings are written in light colours. Here each declaration of such a colour gets
a second one, `light-dark(light, dark)`, which follows the theme of the page. A browser that does
not know it (before 2024) keeps the first, and the dark one where its reader asks for dark pages,
for then Streamlit's own are dark.
"""

import re

_TWIN = {
    # ink, from strong to faint
    "#10202f": "#f2f5f8",
    "#1d2733": "#e3e9ef",
    "#16324f": "#a9c3da",
    "#38424e": "#c3ccd4",
    "#39434c": "#c3ccd4",
    "#46525e": "#b4c0ca",
    "#4b5560": "#b0bcc6",
    "#5c6770": "#9caab5",
    "#8a8f96": "#7f8b96",
    "#8a939c": "#7f8b96",
    "#9aa3ab": "#6c7883",
    "#b9c2ca": "#4d5863",
    # lines and paper
    "#c3ccd4": "#47525d",
    "#d5dce3": "#303b46",
    "#e3e8ed": "#28323c",
    "#e6eaec": "#28323c",
    "#e9ebee": "#252e37",
    "#eef2f6": "#1f2831",
    "#f1f4f5": "#1c242c",
    "#f4f6f8": "#1a2129",
    "#f9fafb": "#161c23",
    "#fafbfc": "#161c23",
    "#fbfbfa": "#161c22",
    "#f3efe4": "#26241c",
    "#e9edf1": "#252e37",
    "#7d8790": "#8b97a2",
    # blue: what can be pressed, what is meant
    "#1f5f99": "#6fb1e8",
    "#1f5f8b": "#6fb1e8",
    "#c3d3e2": "#35506a",
    "#cfe0ef": "#24435f",
    "#dbe7f1": "#223a50",
    "#e6eef6": "#1b2c3c",
    "#f2f5f8": "#1a232c",
    "#f2f6fa": "#19242e",
    "#f3f7fb": "#18232e",
    "#f6f9fc": "#17212a",
    # red: need, what stands against it
    "#6b1d10": "#f2b4a4",
    "#7a2413": "#f0ab99",
    "#8a3a22": "#eb9f86",
    "#f4c5be": "#6a2c22",
    "#f8f3f1": "#2a201d",
    "#fbe9e6": "#33201c",
    # yellow: unknown, to be asked
    "#33400c": "#d8e39a",
    "#4d3a06": "#efd48a",
    "#5f4a14": "#e8cd86",
    "#8f5a12": "#e3b061",
    "#e2ebc3": "#353d1c",
    "#f3dfa6": "#4e4018",
    "#f6f1e4": "#2b2616",
    "#fff8e8": "#2a2415",
    "#fff7da": "#2c2715",
    # green: known, done
    "#11472a": "#9bd9b3",
    "#e5f4e8": "#18301f",
}
_DECLARED = re.compile(
    r"(?P<name>(?<![\w-])[a-z-]+)\s*:(?P<value>[^;{}]*#[0-9a-f]{3,6}\b[^;{}]*)(?=[;}])"
)
_DRAWN = ".stApp svg:not([class*='leaflet'])"  # a map has its own dark colours
_COLOUR = re.compile(r"#[0-9a-f]{6}\b")
_WHITE = re.compile(r"#fff\b")
_PAPER = "#12171d"
_KNOWS = "light-dark("
_DARK = re.compile(r"light-dark\([^,()]+, ([^,()]+)\)")
_RULE = re.compile(r"(?P<of>[^{}]+)\{(?P<says>[^{}]*)\}")
_REMARK = re.compile(r"/\*.*?\*/", re.DOTALL)
_ASKED = "@media screen and (prefers-color-scheme: dark) {"
_OLD = f"@supports not (color: light-dark(#000, #fff)) {{ {_ASKED}"
_PAPERED = ("background", "background-color")  # white paper is dark; white writing stays white
_UNDER_WHITE = frozenset({"#10202f", "#1d2733", "#16324f", "#1f5f99", "#1f5f8b", "#8a3a22"})


def themed(sheet: str) -> str:
    """Return a style sheet whose colours follow the theme of the page, in older browsers too."""
    made = followed(sheet)
    return made + older(made)


def followed(sheet: str) -> str:
    """Return a style sheet with the twin of each colour beside it.

    >>> followed("p { color: #1d2733; }")
    'p { color: #1d2733; color: light-dark(#1d2733, #e3e9ef); }'
    >>> followed("p { color: #fff; background: #fff }")
    'p { color: #fff; background: #fff; background: light-dark(#fff, #12171d)}'
    """
    return _DECLARED.sub(_both, sheet)


def older(sheet: str) -> str:
    r"""Return the dark colours of a themed sheet for browsers that do not know `light-dark()`.

    Rules within a condition of their own (paper, a narrow screen) keep their light colours.

    >>> older("p { color: #1d2733; color: light-dark(#1d2733, #e3e9ef); }").split("\n")[1]
    'p { color: #e3e9ef }'
    """
    rules = [
        f"{rule['of'].strip()} {{ {'; '.join(found)} }}"
        for rule in _RULE.finditer(_without_conditions(sheet))
        if (
            found := [
                _DARK.sub(r"\1", one).strip() for one in rule["says"].split(";") if _KNOWS in one
            ]
        )
    ]
    return "\n".join((_OLD, *rules, "}}")) if rules else ""


def _without_conditions(sheet: str) -> str:
    """Return a style sheet without its remarks and the rules inside @media and the like."""
    kept, depth = "", 0
    for part in re.split(r"(@[^{}]*\{|[^{}]*\{|\})", _REMARK.sub("", sheet)):
        if depth or part.lstrip().startswith("@"):
            depth += part.endswith("{") - (part == "}")
        else:
            kept += part
    return kept


def drawings() -> str:
    """Return the rules that turn the ink of drawings in a page (SVG in HTML)."""
    return "\n".join(
        f"{_DRAWN} [{part}='{light}'] {{ {part}: light-dark({light}, {dark}); }}"
        for light, dark in (_TWIN | {"#ffffff": _PAPER, "#fff": _PAPER}).items()
        for part in ("fill", "stroke")
    )


def _both(found: re.Match[str]) -> str:
    paper = found["name"] in _PAPERED
    kept = _UNDER_WHITE if paper else frozenset[str]()
    turned = _COLOUR.sub(lambda colour: _turned(colour[0], kept), found["value"])
    if paper:
        turned = _WHITE.sub(f"light-dark(#fff, {_PAPER})", turned)
    same = turned == found["value"]
    return found[0] if same else f"{found[0].rstrip()}; {found['name']}:{turned.rstrip()}"


def _turned(light: str, kept: frozenset[str]) -> str:
    known = light in _TWIN and light not in kept
    return f"light-dark({light}, {_TWIN[light]})" if known else light
