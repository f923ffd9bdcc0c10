"""Addresses that a model garbled are the source's again."""

from __future__ import annotations

import pytest

from translator.decoding.addresses import restore_addresses


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        (
            "Le programme est sur https://www.exemple.fr/agenda/333 depuis hier.",
            "The program is at https://www. example.fr/ agenda/33 since yesterday.",
            "The program is at https://www.exemple.fr/agenda/333 since yesterday.",
        ),
        (
            "Écrivez à j.leroy@lejournal.net.",
            "Write to j.leroy'lejournal.net.",
            "Write to j.leroy@lejournal.net.",
        ),
        (
            "Écrivez à contact@exemple.fr (avant lundi).",
            "Write (before Monday) to contact.fr.",
            "Write (before Monday) to contact@exemple.fr.",
        ),
        (
            "Écrivez à accueil@exemple.fr avant vendredi.",
            "Write at host@ example.fr before Friday.",
            "Write at accueil@exemple.fr before Friday.",
        ),
        ("Voir (www.exemple.fr).", 'See ("www.example.fr").', 'See ("www.exemple.fr").'),
        # Both were kept, or changed places.
        ("a@b.fr et c@d.fr", "a@b.fr and c@d.fr", "a@b.fr and c@d.fr"),
        ("a@bois.fr et c@bois.fr", "a@bois.fr and c@bos.fr", "a@bois.fr and c@bois.fr"),
        # What is written together with it stays.
        ("[a](b)https://e.fr/a_b(c)", "[A](B)HTTPS://E.FR/A_B(C)", "[A](B)https://e.fr/a_b(c)"),
        ("Voir www.exemple.fr.", "(see)the/page/www.example.fr.", "(see)the/page/www.example.fr."),
        # Nothing is like it: the checks say so.
        ("Écrivez à contact@exemple.fr.", "Write before Monday.", "Write before Monday."),
        ("Écrivez à contact@exemple.fr.", "", ""),
        # What is nothing like the address is another one, which A01 tells.
        (
            "Écrivez à contact@exemple.fr.",
            "Write to bob@gmail.org today.",
            "Write to bob@gmail.org today.",
        ),
        ("Le maire écrit.", "The mayor writes to www.example.fr.", None),
    ],
)
def test_addresses_are_put_right_where_they_are_known_again(
    source: str, target: str, restored: str | None
) -> None:
    """Only what is much like an address of the source, and all of it."""
    assert restore_addresses(source, target) == (target if restored is None else restored)


def test_addresses_in_great_number_are_a_list_and_left_alone() -> None:
    """Looking for each in all of them would take the square of their number."""
    source = " ".join(f"https://www.exemple.fr/{number}" for number in range(2_000))
    target = source.replace("exemple", "example")
    assert restore_addresses(source, target) == target
