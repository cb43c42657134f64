import pytest

from ui.drawn.spelled import spelled


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("和平里", "hepingli hpl"),
        ("重庆路", "chongqinglu cql"),  # not zhong
        ("长乐新村", "changlexincun clxc"),  # not zhang, not yue
        ("东门3号院", "dongmen3haoyuan dm3hy"),
        ("", ""),
        ("Block 7", "block 7"),
    ],
)
def test_a_name_is_spelled_whole_and_by_its_initials(name, said):
    assert spelled(name) == said
