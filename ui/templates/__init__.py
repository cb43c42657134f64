"""HTML the pages show: Jinja templates that escape every value handed in."""

from pathlib import Path

import jinja2

from ui.session.words import t

_made = jinja2.Environment(
    loader=jinja2.FileSystemLoader(Path(__file__).parent),
    autoescape=True,
    undefined=jinja2.StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def html(template: str, /, **values: object) -> str:
    """Return template `template` filled with `values`; names that look like HTML stay names."""
    return _made.get_template(f"{template}.html.j2").render(t=t, **values)
