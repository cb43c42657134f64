import pytest

from intake.encodings import decode, fitting
from tables import InputError

TEXT = "小区名称,户数\n㛃园里,12\n"  # 㛃 is in GB18030, not in GB2312


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_comes_back_and_its_encoding_is_named(encoding):
    assert decode(TEXT.encode(encoding), "a.csv") == (TEXT, encoding, ())


def test_bytes_of_no_encoding_are_refused():
    with pytest.raises(InputError) as error:
        decode(b"\xff\xff\xff\x81", "a.csv")
    assert (error.value.code, error.value.values["file"]) == ("intake.encoding", "a.csv")


def test_a_field_name_cut_within_a_character_is_still_utf_8():
    assert fitting(["小区名称".encode()[:10]], ["utf-8", "gb18030"]) == "utf-8"
    assert fitting(["小区名称".encode("gbk")], ["utf-8", "gb18030"]) == "gb18030"
    assert fitting([b"\xff\xff"], ["utf-8", "gb18030"]) is None
