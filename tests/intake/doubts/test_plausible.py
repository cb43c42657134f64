from intake import read

LEDGER = """小区编码,小区名称,户数,人口,60岁以上人口,建成年代,备注
A,锦绣花园,120,400,90,1998,
B,和平里,120,100,90,上世纪八十年代,
C,,,100,120,,
"""


def issues(sources):
    return read(sources).issues


def test_more_households_than_residents_is_kept_and_said(text_file):
    inputs = read({"estates": [text_file(LEDGER)]})
    said = [
        (i.row, i.column, i.value, i.detail["other_value"])
        for i in inputs.issues
        if i.code == "intake.greater"
    ]
    assert said == [(3, "户数", "120", "100"), (4, "60岁以上人口", "120", "100")]
    assert inputs.tables["estates"]["households"].tolist()[:2] == [120, 120]


def test_an_estate_without_a_name_is_kept_and_said(text_file):
    found = [i for i in issues({"estates": [text_file(LEDGER)]}) if i.code == "intake.name_missing"]
    assert [(i.severity, i.row, i.estate_id) for i in found] == [("warning", 4, "C")]


def test_gaps_are_counted_and_a_range_of_years_is_no_gap(text_file):
    found = issues({"estates": [text_file(LEDGER)]})
    gaps = {i.column: i.detail["count"] for i in found if i.code == "intake.gaps"}
    assert gaps == {"户数": 1, "建成年代": 1}


def test_survey_answers_that_cannot_be(text_file):
    text = "小区编码,发放问卷,回收问卷,支持改造\nA,10,12,5\nB,10,8,9\nC,10,9,8\n"
    found = issues({"surveys": [text_file(text)]})
    assert [(i.estate_id, i.column) for i in found] == [("A", "回收问卷"), ("B", "支持改造")]


def test_a_survey_of_an_estate_the_ledger_lacks(text_file):
    surveys = text_file("小区编码,支持改造\nA,5\nX,5\n", name="意愿.csv")
    found = issues({"estates": [text_file(LEDGER)], "surveys": [surveys]})
    odd = [i for i in found if i.code == "intake.unknown_estate"]
    assert [(i.file, i.row, i.value) for i in odd] == [("意愿.csv", 3, "X")]


def test_a_stranger_is_called_by_its_id_alone(text_file):
    surveys = text_file("小区编码,调查日期,支持改造\nX,2026-07-01,5\n", name="意愿.csv")
    found = issues({"estates": [text_file(LEDGER)], "surveys": [surveys]})
    assert [i.value for i in found if i.code == "intake.unknown_estate"] == ["X"]


def test_a_year_outside_its_own_range_is_kept_and_said(text_file):
    text = """小区编码,小区名称,建成年代,建成年份下限,建成年份上限
A,甲,1998,1980,1990
B,乙,1985,1980,1990
C,丙,1975,1980,
D,丁,,1980,1990
E,戊,1980,,
"""
    inputs = read({"estates": [text_file(text)]})
    said = [i for i in inputs.issues if i.code == "intake.year_outside_range"]
    assert [(i.severity, i.row, i.value, i.detail["low"], i.detail["high"]) for i in said] == [
        ("warning", 2, "1998", "1980", "1990"),
        ("warning", 4, "1975", "1980", "…"),
    ]
    assert inputs.tables["estates"]["built_year"].tolist()[0] == 1998
