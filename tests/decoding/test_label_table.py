"""The table of words that stand alone."""

from __future__ import annotations

from translator.decoding.labels import load_labels, translate_label


def test_labels_are_sorted_pairs_in_lower_case() -> None:
    """Each French label once, short enough to be found, with its English."""
    labels = load_labels()
    assert len(labels) > 400
    for french, english in labels.items():
        assert french == french.lower().strip()
        assert translate_label(french) == english
        assert translate_label(french.upper()) == english.upper()


def test_labels_keep_capitals_and_colons() -> None:
    """As the author has them; a typographic apostrophe is one, too."""
    assert translate_label("Chiffre d’affaires\u00a0:") == "Revenue:"
    assert translate_label("Lundi") == translate_label("lundi") == "Monday"


def test_labels_are_no_sentences() -> None:
    """What has a stop, more words or none is left to the model."""
    for text in ("Non.", "Oui !", "Les dépenses", "Dépenses et recettes", "", ":", "À", "12"):
        assert translate_label(text) == ""
