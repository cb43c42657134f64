"""Headers of when works began and ended."""

import pytest

from intake.headings.works_dates import of_works


@pytest.mark.parametrize(
    ("headers", "places"),
    [
        (["小区名称", "开工时间", "竣工时间"], {2}),
        (["小区名称", "计划开工日期", "计划完工日期", "实际竣工时间"], {2, 3}),
        (["小区名称", "竣工时间"], set()),
        (["小区名称", "开工时间", "建成时间"], set()),
        ([], set()),
    ],
)
def test_the_end_of_works_is_no_year_of_building(headers, places):
    assert of_works(headers) == places
