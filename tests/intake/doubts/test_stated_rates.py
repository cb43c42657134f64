import pytest

from intake import read

HEAD = "小区名称,户数,改造意愿率,同意户数\n"


def apart(text_file, *rows):
    lines = "".join(f"小区{n},{row}\n" for n, row in enumerate(rows))
    found = read({"estates": [text_file(HEAD + lines)]}).issues
    return [
        (i.row, i.column, i.value, i.detail["counted"])
        for i in found
        if i.code == "intake.rates_apart"
    ]


@pytest.mark.parametrize(
    "row",
    [
        "300,85%,256",  # 85.33 %, rounded
        "300,85.3%,256",
        "300,0.8533,256",
        "300,100%,300",
        "300,,256", "300,85%,", ",85%,256",
    ],
)  # fmt: skip
def test_a_rate_that_is_only_rounded(text_file, row):
    assert apart(text_file, row) == []


def test_a_rate_that_is_another(text_file):
    assert apart(text_file, "300,85%,256", "300,90%,256", "300,85.5%,256") == [
        (3, "改造意愿率", "90.0%", "85.3%"), (4, "改造意愿率", "85.5%", "85.3%"),
    ]  # fmt: skip
