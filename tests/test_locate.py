"""Where segments stand in their file, through line ends and markup."""

from __future__ import annotations

from translator.locate import Locator, Place

MARKDOWN = """# Un pont *fermé*

Le conseil a voté
la fermeture du **vieux pont**. Oui.

Oui. Les [14 000 voitures](http://a.example) passeront ailleurs.
"""


def test_locator_finds_a_hard_wrapped_sentence() -> None:
    """A sentence over two lines has the line and column of its first and last letters."""
    place = Locator(MARKDOWN).find_next("Le conseil a voté la fermeture du vieux pont.")
    assert place == Place(start_line=3, start_column=1, end_line=4, end_column=29)


def test_locator_goes_forward_only() -> None:
    """The same short sentence twice is found at its own place each time."""
    locator = Locator(MARKDOWN)
    places = [locator.find_next("Oui.") for _ in range(3)]
    assert [place and place.start_line for place in places] == [4, 6, None]


def test_locator_begins_where_markup_breaks_the_rest() -> None:
    """An address inside a sentence does not keep its beginning from being found."""
    place = Locator(MARKDOWN).find_next("Les 14 000 voitures passeront ailleurs.")
    assert place is not None
    assert (place.start_line, place.start_column) == (6, 6)


def test_locator_finds_nothing_rather_than_something() -> None:
    """What is not in the file, or has no words, has no place; what follows still has one."""
    locator = Locator(MARKDOWN)
    assert locator.find_next("Le conseil municipal de Loriac se tait.") is None
    assert locator.find_next("***") is None
    assert locator.find_next("Un pont fermé") is not None


def test_locator_finds_an_excerpt_within_a_place() -> None:
    """Evidence is pointed at; what is not there leaves the whole place."""
    locator = Locator(MARKDOWN)
    place = locator.find_next("Le conseil a voté la fermeture du vieux pont.")
    assert place is not None
    assert locator.find_within("vieux pont", place).start_column == 19
    assert locator.find_within("Les 14 000 voitures", place) == place
