"""Bad hypotheses are seen, tried again, and never hidden."""

from __future__ import annotations

from scripted_engine import ScriptedEngine, refuse, shout

from translator.decoding.repair import Decoding, decode_sources
from translator.types import DecodingOptions

OPTIONS = DecodingOptions()
SOURCE = (
    "Le conseil municipal a voté le budget, "
    "et le maire a promis une école neuve à tous les habitants."
)
LOOP = "The council voted the budget the budget the budget and the mayor promised a new school."


def decode(source: str, engine: ScriptedEngine) -> Decoding:
    """Decode one source between two that give no trouble."""
    sources = ["Il pleut.", source, "Il vente."]
    return decode_sources(sources, engine=engine, options=OPTIONS)[source]


def test_repair_leaves_good_hypotheses_alone() -> None:
    """One call, one answer, no mark."""
    engine = ScriptedEngine()
    decoding = decode(SOURCE, engine)
    assert len(engine.calls) == 1
    assert (decoding.hypotheses[0].text, decoding.retried) == (SOURCE.swapcase(), False)


def test_repair_mends_a_loop_with_a_repetition_penalty() -> None:
    """Only the looping source is decoded again, and the first good attempt is kept."""

    def loop(source: str, options: DecodingOptions) -> str:
        looping = source == SOURCE and options.repetition_penalty == 1.0
        return LOOP if looping else shout(source, options)

    engine = ScriptedEngine(loop)
    decoding = decode(SOURCE, engine)
    assert engine.calls[1:] == [[SOURCE]]
    assert engine.options[1].repetition_penalty == 1.1
    assert (decoding.hypotheses[0].text, decoding.retried) == (SOURCE.swapcase(), True)


def test_repair_translates_halves_when_nothing_else_helps() -> None:
    """A source that always loops as a whole is cut."""
    engine = ScriptedEngine(lambda s, options: LOOP if s == SOURCE else shout(s, options))
    decoding = decode(SOURCE, engine)
    assert engine.calls[-1] == [
        "Le conseil municipal a voté le budget,",
        "et le maire a promis une école neuve à tous les habitants.",
    ]
    assert decoding.hypotheses[0].text == SOURCE.swapcase()
    assert decoding.retried


def test_repair_keeps_the_first_hypothesis_when_no_attempt_is_better() -> None:
    """What cannot be mended is the model's first word, with its sign for the checks to see."""
    engine = ScriptedEngine(
        lambda source, options: (
            "the budget the budget" if len(source) > 9 else shout(source, options)
        )
    )
    decoding = decode(SOURCE, engine)
    assert decoding.hypotheses[0].text == "the budget the budget"
    assert (decoding.num_signs > 0, decoding.retried) == (True, True)


def test_repair_sees_an_empty_hypothesis() -> None:
    """A target without a letter for a source with words is tried again."""
    engine = ScriptedEngine(
        lambda source, options: "." if options.repetition_penalty == 1.0 else shout(source, options)
    )
    assert decode(SOURCE, engine).hypotheses[0].text == SOURCE.swapcase()


def test_repair_marks_what_stays_cut() -> None:
    """A hypothesis as long as the engine may write has lost its end."""
    engine = ScriptedEngine(lambda source, options: " ".join(str(n) for n in range(200)))
    assert decode(SOURCE, engine).truncated


def test_repair_isolates_the_text_on_which_the_engine_raises() -> None:
    """The others are translated; the culprit has the error and is not asked for again."""
    sources = [f"Phrase {n}." for n in range(9)]
    decodings = decode_sources(sources, engine=ScriptedEngine(refuse("e 5")), options=OPTIONS)
    assert [source for source, item in decodings.items() if item.error] == ["Phrase 5."]
    assert decodings["Phrase 4."].hypotheses[0].text == "pHRASE 4."
    assert decodings["Phrase 5."].hypotheses == ()


def test_repair_never_weakens_what_the_user_asked_for() -> None:
    """A stronger repetition penalty of the user's stays in the attempts."""
    engine = ScriptedEngine(lambda source, options: LOOP)
    options = DecodingOptions(repetition_penalty=1.5, no_repeat_ngram_size=2)
    decode_sources([SOURCE], engine=engine, options=options)
    assert {item.repetition_penalty for item in engine.options} == {1.5}
    assert [item.no_repeat_ngram_size for item in engine.options[:3]] == [2, 2, 3]
