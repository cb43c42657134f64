"""What an office writes under 存在问题: phrases that tell the true condition, in its own words."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from demo.homes import ITEM_NAMES

WRITTEN, UNSEEN = 0.6, 0.2  # of the estates; of those with a text, some items nobody inspected
MILD_TOLD, DENIED, BESIDES = 0.35, 0.12, 0.3  # chances that these are written at all
LEFT_OUT = (2, 5)  # how many items an inspection left out
SLIGHT, MODERATE, SEVERE = 1, 2, 3
PHRASES = {
    "leak": ("屋面漏水", "顶楼渗水", "防水层老化"),
    "facade": ("外墙脱落", "墙皮剥落", "外墙开裂"),
    "drain": ("下水道堵塞", "雨污合流", "雨后积水"),
    "pipe": ("供水管老化", "线路老化", "飞线"),
    "fire": ("消防通道被占用", "消防设施缺失", "楼道堆物"),
    "gas": ("未通天然气", "燃气管道锈蚀"),
    "road": ("路面破损", "道路坑洼"),
    "parking": ("停车位不足", "乱停车"),
}
SOUND = {
    "leak": "未发现漏水",
    "drain": "雨污管网已改造",
    "fire": "无消防隐患",
    "road": "路面破损已修复",
}
OTHERS = ("无电梯", "无物业管理", "绿化缺失", "电动车充电难", "无监控", "晾晒困难", "邻里纠纷多")


def problems(estates: pd.DataFrame, rng: np.random.Generator) -> pd.DataFrame:
    """Return the problems (text or None) of each estate and the items `unseen` by inspectors.

    What is unseen stands blank in the ledger: where it is bad, the text is the only source. Estates
    set there on purpose have no text.
    """
    texts, unseen = [], []
    for estate in estates.to_dict("records"):
        told = rng.random() < WRITTEN
        hidden = rng.random() < UNSEEN
        count = int(rng.integers(*LEFT_OUT))
        left = rng.choice(ITEM_NAMES, count, replace=False).tolist() if hidden else []
        parts = list(_parts({item: int(estate[item]) for item in ITEM_NAMES}, set(left), rng))
        text = _joined(parts, rng)
        plain = told and estate["part"] == ""
        texts.append(text if plain and parts else None)
        unseen.append(tuple(left) if plain and parts else ())
    return pd.DataFrame({"problems": texts, "unseen": unseen}, index=estates.index, dtype=object)


def _parts(severities: dict[str, int], unseen: set[str], rng: np.random.Generator) -> Iterator[str]:
    for item, severity in severities.items():
        phrase = str(rng.choice(PHRASES[item]))
        roll = rng.random()
        if severity >= MODERATE or (severity == SLIGHT and (item in unseen or roll < MILD_TOLD)):
            yield _worded(phrase, severity)
        elif severity == 0 and item in SOUND and roll < DENIED:
            yield SOUND[item]
    if rng.random() < BESIDES:
        yield str(rng.choice(OTHERS))


def _worded(phrase: str, severity: int) -> str:
    if severity == SEVERE:
        return f"{phrase}严重"
    return f"局部{phrase}" if severity == SLIGHT else phrase


def _joined(parts: list[str], rng: np.random.Generator) -> str:
    """Return the phrases as offices list them: with commas, with semicolons, or numbered."""
    style = int(rng.integers(0, 3))
    if style == 0:
        return "、".join(parts)
    if style == 1:
        return "；".join(parts) + "。"
    return " ".join(f"{place}.{part}" for place, part in enumerate(parts, start=1))
