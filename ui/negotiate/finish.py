"""The least money that starts every estate of the plan in fewer years, and what stands beside."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from phasing.negotiation.front_loading import Finish
from study.negotiation.horizon_words import finish_words
from ui.negotiate.estate import names
from ui.negotiate.why_words import said
from ui.session.view import View
from ui.session.words import payer, plain, t, wan, wan_at_least

_MONEY = ("finish.nothing", "finish.extra", "finish.sources_cannot", "finish.not_found")
_BESIDE = ("finish.cap", "finish.next_plan", "finish.cannot")
_PLAIN: Mapping[str, Any] = {"delta_color": "off", "delta_arrow": "off", "border": True}
_ROW_PX, _MOST_ROWS = 32, 7


def finish_told(view: View, found: Finish) -> None:
    """Draw the money, of it what is brought forward and new, and what money cannot do."""
    sentences = finish_words(found, names(view))
    money = [one for one in sentences if one.code in _MONEY]
    if found.extra_wan:
        _figures(found)
        _table(_extra(found), "extra")
    else:
        st.info(plain(said(money[:1])[0]), icon=":material/info:")
    beside = [one for one in sentences if one.code.startswith(_BESIDE)]
    if beside:
        st.markdown("\n".join(f"- {plain(one)}" for one in said(beside)))


def _figures(found: Finish) -> None:
    whole, forward, new = st.columns(3)
    whole.metric(
        t("negotiate_page.finish.more"),
        wan(found.extra_wan),
        t("negotiate_page.finish.least", least=wan_at_least(found.least_wan)),
        **_PLAIN,
    )
    forward.metric(
        t("negotiate_page.finish.forward"), wan(found.forward_wan),
        t("negotiate_page.finish.forward_note"), **_PLAIN,
    )  # fmt: skip
    new.metric(
        t("negotiate_page.finish.new"), wan(found.new_wan),
        t("negotiate_page.finish.new_note"), **_PLAIN,
    )  # fmt: skip


def _extra(found: Finish) -> pd.DataFrame:
    rows = found.extra.sort_values(["kind", "year", "source"])
    return pd.DataFrame({
        "kind": [t(f"negotiate_page.finish.kind.{kind}") for kind in rows["kind"]],
        "source": [_payers(*pair) for pair in zip(rows["source"], rows["or_sources"], strict=True)],
        "year": rows["year"].to_numpy(),
        "amount": rows["amount_wan"].to_numpy(),
    })  # fmt: skip


def _payers(source: str, others: object) -> str:
    """Return who pays, and who else may pay the same."""
    told = payer(source)
    listed = [payer(one) for one in str(others or "").split("、") if one]
    if not listed:
        return told
    return t("negotiate_page.finish.or", source=told, others=t("ui.comma").join(listed))


def _table(shown: pd.DataFrame, kind: str) -> None:
    text, figure = st.column_config.TextColumn, st.column_config.NumberColumn
    column = "negotiate_page.column"
    config: dict[str, Any] = {
        "kind": text(t(f"{column}.kind"), width=80),
        "source": text(t(f"{column}.source"), width=190),
        "year": figure(t(f"{column}.year"), format="%d", width=60),
        "amount": figure(t(f"{column}.amount"), format="%,.1f", width=90),
    }
    st.dataframe(
        shown, hide_index=True, column_config=config, row_height=_ROW_PX,
        height=(min(len(shown), _MOST_ROWS) + 1) * _ROW_PX + 4, key=f"negotiate.{kind}",
    )  # fmt: skip
