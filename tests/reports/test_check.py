"""The lines of a look at a file."""

from reports.check import check_lines, match_lines, match_object
from tables import Issue


def test_each_message_has_the_sign_of_its_own_severity():
    issues = [
        Issue("answers.unused", severity, value=value, detail={"place": "crs", "nearest": "—"})
        for severity, value in (("info", "a.shp"), ("warning", "b.shp"))
    ]
    for listed in (issues, issues[::-1]):
        lines = check_lines(listed, locale="zh")
        assert {line[0] for line in lines if "a.shp" in line} == {"·"}
        assert {line[0] for line in lines if "b.shp" in line} == {"!"}


def test_who_matched_whom_is_one_line():
    told = {
        "matched": ["和平里", "锦绣花园"],
        "ledger_only": ["桃源里", "建设路12号院"],
        "polygon_only": [f"{n}号院" for n in range(1, 13)],
        "to_confirm": [["甲小区", "甲苑"]],
    }
    first_ten = "、".join(f"{n}号院" for n in range(1, 11))
    [line] = match_lines(told, locale="zh")
    assert line.split("；") == [
        "对得上 2",
        "只在台账 2：桃源里、建设路12号院",
        f"只在图上 12：{first_ten}、…",
        "待确认 1：甲小区→甲苑",
    ]
    told |= {"ledger_only": [], "polygon_only": []}
    assert match_lines(told, locale="en") == ["Matched: 2; to confirm 1: 甲小区→甲苑"]


def test_of_a_single_file_nothing_is_said_of_matches():
    assert match_lines(match_object(None), locale="zh") == []


def test_messages_of_several_files_stand_under_the_name_of_each():
    more = {"value": "甲", "detail": {"place": "crs", "nearest": "—"}}
    issues = [
        Issue("answers.unused", "info", file="台账.csv", **more),
        Issue("answers.unused", "warning", file="边界.shp", **more),
        Issue("answers.unused", "info", **more),
    ]
    for listed in (issues, issues[::-1]):
        lines = check_lines(listed, locale="zh", own="台账.csv")
        assert [line[:1] for line in lines] == ["·", "【", "!", "【", "·"]
        assert [lines[1], lines[3]] == ["【边界.shp】", "【台账.csv】"]
    assert [line[:1] for line in check_lines(issues[::2], locale="zh", own="台账.csv")] == ["·"] * 2
