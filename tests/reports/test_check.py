"""The lines of a look at a file."""

from reports.check import check_lines
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
