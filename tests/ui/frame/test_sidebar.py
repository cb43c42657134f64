import pytest

from ui.frame.sidebar import name_of


@pytest.mark.parametrize(
    ("content", "name"),
    [
        ("name: 城东".encode("gb18030"), "城东"),
        ("\ufeffname: 城东\r\n".encode(), "城东"),
        (b"name: 2026", "2026"),
        (b"- name", "here"),
        (b"", "here"),
        (b"name: [", "here"),
        (b"{day: 2026-13-45, name: x}", "here"),
        (b"name: \xff\xff\x81", "here"),
        (b"[" * 5000, "here"),
    ],
)
def test_a_study_goes_by_its_name_or_else_by_its_folder(tmp_path, content, name):
    file = tmp_path / "here" / "study.yaml"
    file.parent.mkdir()
    file.write_bytes(content)
    assert name_of(file) == name


def test_a_study_that_is_gone_goes_by_its_folder(tmp_path):
    assert name_of(tmp_path / "here" / "study.yaml") == "here"
