import pytest

from intake import Source, read
from tables import InputError

PAGE = """<html><head><meta charset="gbk"></head><body><table><tr><td>菜单</td></tr></table>
<table border=1><tr><th rowspan=2>小区编码</th><th rowspan="2">所属街道</th>
<th colspan="2">居民</th>
<tr><th>小区名称<th>户数</tr>
<tr><td>A1</td><td rowspan="2">河东街道</td><td>和平里&amp;<br>二期</td><td>120</td></tr>
<tr><td>A2</td><td>幸福里</td><td>80</td></tr></table></body></html>"""

XML = """<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="台账"><Table>
<Row ss:Index="2"><Cell><Data ss:Type="String">小区编码</Data></Cell>
<Cell><Data ss:Type="String">小区名称</Data></Cell><Cell ss:Index="4"><Data>户数</Data></Cell></Row>
<Row><Cell><Data>A1</Data></Cell><Cell><Data>和平里</Data></Cell><Cell ss:Index="4">
<Data ss:Type="Number">若干</Data></Cell></Row></Table></Worksheet></Workbook>"""


def estates(path):
    inputs = read({"estates": [Source(path, path.name)]})
    return inputs.tables["estates"], {issue.code: issue for issue in inputs.issues}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_web_page_called_xls_is_read_as_the_table_it_holds(tmp_path, encoding):
    (tmp_path / "台账.xls").write_bytes(PAGE.encode(encoding))
    frame, said = estates(tmp_path / "台账.xls")
    assert frame["name"].tolist() == ["和平里&\n二期", "幸福里"] or frame["name"].tolist() == [
        "和平里& 二期", "幸福里",
    ]  # fmt: skip
    assert frame["street"].tolist() == ["河东街道"] * 2
    assert frame["households"].tolist() == [120, 80]
    assert said["intake.kind_other"].detail["kind"] == "html"


def test_a_sheet_of_excel_2003_xml_keeps_its_places(tmp_path):
    (tmp_path / "a.xls").write_text(XML, encoding="utf-8")
    frame, said = estates(tmp_path / "a.xls")
    assert frame["name"].tolist() == ["和平里"]
    assert (said["intake.value_unread"].row, said["intake.value_unread"].column) == (3, "户数")


@pytest.mark.parametrize("text", ["<html><p>登录已过期</p></html>", "<table>", XML[:400]])
def test_a_page_without_a_table_is_refused(tmp_path, text):
    (tmp_path / "a.xls").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"intake\.(empty|unreadable|no_header)"):
        estates(tmp_path / "a.xls")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<table><tr><td>小区名称" * 20_000, "page_tables"),
        ("<table><tr>" + "<td>小区名称" * 20_000, "too_wide"),
    ],
)
def test_a_page_of_tables_in_tables_and_one_without_end_are_refused_at_once(tmp_path, text, code):
    (tmp_path / "a.xls").write_text(f"<html>{text}", encoding="utf-8")
    with pytest.raises(InputError, match=rf"intake\.{code}"):
        estates(tmp_path / "a.xls")
