from intake.cells.reading import half_width, label


def test_width_case_and_padding_make_no_difference():
    assert half_width(" Ａ级 ") == half_width("a级")


def test_a_whole_number_loses_its_decimals_and_no_other_does():
    assert [label(value) for value in (7.0, 7.5, 7, "7.0")] == ["7", "7.5", "7", "7.0"]
