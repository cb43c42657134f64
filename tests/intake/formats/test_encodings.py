import pytest

from intake.formats.encodings import decode, fitting, lost
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


@pytest.mark.parametrize("encoding", ["gbk", "gb18030", "utf-8"])
def test_chinese_as_people_write_it_is_not_doubted(encoding):
    text = "序号,小区名称,建筑面积（㎡）,备注\n①,锦绣花园（一期）,1200.5,“自管”……约２０户、㎡\n"
    if encoding == "gbk":
        text = text.replace("㎡", "平方米")
    assert decode(text.encode(encoding), "a.csv").candidates == ()


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("長安花園臺灣新村", "big5"), ("Straße;Fläche\nMüller;3\n", "cp1252"),
     ("Café résumé naïve façade", "cp1252")],
)  # fmt: skip
def test_what_passes_for_gb18030_and_does_not_read_as_chinese_is_asked_about(text, encoding):
    found = decode(text.encode(encoding), "a.csv")
    assert (found.text, found.candidates[0]) == (text, encoding)


def test_a_person_s_word_for_an_encoding():
    assert decode("小区".encode("gbk"), "a.csv", "GBK") == ("小区", "gb18030", ())
    for wrong in ("utf-8", "no such"):
        with pytest.raises(InputError, match=r"intake\.encoding"):
            decode("小区".encode("gbk"), "a.csv", wrong)


def test_a_few_broken_signs_are_marked_and_the_rest_is_read():
    data = TEXT.encode() * 9 + b"\xb0\xa1\n"
    found = decode(data, "a.csv")
    assert found.encoding == "utf-8"
    assert [lost(line) for line in found.text.splitlines()].count(True) == 1
    assert not lost(None)
