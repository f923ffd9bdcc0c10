"""Times of day are such as a clock shows, and other numbers stay as they are."""

from __future__ import annotations

import pytest

from translator.decoding.hours import restore_hours


@pytest.mark.parametrize(
    ("source", "target", "restored"),
    [
        ("Rendez-vous à 20 heures.", "The meeting is at 20 o'clock.", "The meeting is at 20:00."),
        ("Fermé à 17 heures précises", "Closed at 17 a.m. sharp", "Closed at 17:00 sharp"),
        ("Fermé à 17h00, dit-il", "Closed at 17.00 p.m., he says", "Closed at 17:00, he says"),
        ("De 14h00 à 18h00", "From 14.00 a.m. to 18.00", "From 14:00 to 18:00"),
        ("Le film (1 h 52)", "The movie (1.52)", "The movie (1:52)"),
        ("À 21 h : 3,50 €", "At 21 p.m.: €3.50", "At 21:00: €3.50"),
        ("À 20h30 mardi", "At 20.30pm on Tuesday", "At 20:30 on Tuesday"),
        ("À 9h30", "At 9.30 a.m.", "At 9:30 a.m."),
        ("De 21 h à 6 h.", "From 21 hours to 6 hours.", "From 21:00 to 6:00."),
        ("Peu après 21 heures, elle", "Shortly after 21 hours, she", "Shortly after 21:00, she"),
        ("De 11 heures à 16 heures.", "From 11 a.m. to 16:00.", "From 11 a.m. to 4 p.m."),
        ("Entre 8 heures et 12 heures", "Between 8 hours and 12:00", "Between 8:00 and 12:00"),
    ],
)
def test_hours_are_such_as_a_clock_shows(source: str, target: str, restored: str) -> None:
    """From 13 on no half of the day is named."""
    assert restore_hours(source, target) == restored


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("À 8 heures", "At 8 p.m."),  # Wrong, perhaps, but not for certain: the checks say so.
        ("À 20 heures", "At 8 p.m."),
        ("À 20 heures", "At 20:00."),
        ("Les 35 heures", "The 35 hours"),
        ("À 8 heures et à 14 heures", "At 8:00 and 14:00"),
        ("À 8 heures, 13:30 au but", "At 8 a.m., 13:30 at the line"),
        ("À 12 heures, 12,30 €", "At 12 a.m., €12.30"),
        ("1h52, soit 1,52 point", "1:52, that is 1.52 points"),
        ("Une hausse de 1,52 %", "A rise of 1.52%"),
        ("Version 14.00 à 15h", "Version 14.00.3 at 15:00"),
        ("Il pèse 14 kg", "He weighs 14 a.m."),
        ("Après 21 heures de débat", "After 21 hours of debate"),
        ("Après 21 heures d'attente", "After 21 hours waiting"),
        ("Après 3 heures, il sort", "After 3 hours he goes out"),
        ("De 2 heures à 3 heures de marche", "From 2 hours to 3 hours of walking"),
        ("Passer de 35 heures par semaine à 39", "To go from 35 hours a week to 39"),
    ],
)
def test_hours_leave_what_is_none_of_the_sources_times(source: str, target: str) -> None:
    """What the source does not have as a time is nobody's business here."""
    assert restore_hours(source, target) == target
