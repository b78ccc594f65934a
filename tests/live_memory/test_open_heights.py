"""Which rows are fitted: all of up to 500, of more the lowest 200, so that nobody waits for thousands."""

from addin.libreoffice.heights import _at_most, _each_row_once, _Stretch


def fitted(*runs: tuple[int, int]) -> list[tuple[int, int]]:
    stretches = [_Stretch(None, 0, 1, first, last) for first, last in runs]
    return [(one.first, one.last) for one in _at_most(_each_row_once(stretches))]


def test_up_to_five_hundred_rows_are_all_fitted() -> None:
    assert fitted((3, 484), (500, 517)) == [(500, 517), (3, 484)]


def test_of_more_the_lowest_two_hundred() -> None:
    assert fitted((3, 484), (500, 518)) == [(500, 518), (304, 484)]


def test_rows_within_others_are_fitted_once() -> None:
    assert fitted((10, 20), (3, 100), (50, 60)) == [(3, 100)]
