"""Finding an estate while typing: by name, street, number, or the sound of its name in pinyin."""

import json
from pathlib import Path

import pandas as pd
import streamlit as st

from ui.drawn.spelled import spelled
from ui.map.geometry import PATH, handed, publish, standing, stands
from ui.server import address
from ui.session import state
from ui.session.view import View
from ui.session.words import t
from ui.session.work import Job, Shelf, start
from ui.styles.dark import themed

_HERE = Path(__file__).parent
_PATIENCE_S = 0.4  # names can be searched without their sound until that is spelled

_component = st.components.v2.component(
    "jiugai.search",
    html="""<div class="search">
      <input type="search" role="combobox" aria-autocomplete="list" aria-expanded="false"
        autocomplete="off" spellcheck="false">
      <button type="button" hidden>×</button>
      <div role="listbox" hidden></div>
    </div>""",
    css=themed((_HERE / "search.css").read_text(encoding="utf-8")),
    js=(_HERE / "search.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def search(view: View) -> None:
    """Draw the search box; what is chosen there is the estate the whole session looks at."""
    rows = _rows(view)

    def picked() -> None:
        if estate_id := st.session_state[_KEY]["picked"]:
            state.select(str(estate_id))

    chosen = rows.loc[rows["estate_id"].eq(state.selected()), ["name", "street"]]
    label = t("ui.dot").join(filter(None, chosen.iloc[0])) if len(chosen) else ""
    data = {
        "url": handed(_index(rows)),
        "label": label or (state.selected() if len(chosen) else ""),
        "words": {name: t(f"ui.search.{name}") for name in ("find", "none", "clear")},
    }
    _component(
        key=_KEY,
        data=data,
        on_picked_change=picked,
        on_cleared_change=lambda: state.select(None),
    )


_KEY = "estate_search"


def _rows(view: View) -> pd.DataFrame:
    rows: pd.DataFrame = view.estates[["estate_id", "name", "street"]]
    return rows.fillna("").astype(str)


def _index(rows: pd.DataFrame) -> str:
    """Return the URL of the index: with the sound of the names as soon as that is known."""
    key = str(pd.util.hash_pandas_object(rows, index=False).sum()) + str(len(rows))
    job = _spelled(key, rows)
    done = job.future.done()
    if done and (job.future.exception() or not stands(job.future.result())):
        _spelling().drop(key)
        job = _spelled(key, rows)
    try:
        return job.future.result(_PATIENCE_S)
    except Exception:  # noqa: BLE001 - not yet, or not at all: names are found without their sound
        return standing(_plain(), key, lambda: _published(rows, sound=False))


def _spelled(key: str, rows: pd.DataFrame) -> Job[str]:
    return _spelling().keep(key, lambda: start(lambda _job: _published(rows, sound=True)))


def _published(rows: pd.DataFrame, *, sound: bool) -> str:
    listed = [
        [estate_id, name, street, spelled(name) if sound else ""]
        for estate_id, name, street in rows.to_numpy()
    ]
    text = json.dumps(listed, ensure_ascii=False, separators=(",", ":"))
    return address(f"{PATH}{publish(text.encode())}")


@st.cache_resource(show_spinner=False)
def _spelling() -> Shelf[Job[str]]:
    return Shelf(8)


@st.cache_resource(show_spinner=False)
def _plain() -> Shelf[str]:
    return Shelf(8)
