"""Documents come out whole, in order, and quickly at first."""

from __future__ import annotations

import pytest
from scripted_engine import ScriptedEngine, refuse, shout

from translator.decoding.planning import WindowSizes
from translator.errors import DecodingFailed, LanguageMismatch
from translator.translate import iter_block_translations, make_signature, translate_document
from translator.types import Block, BlockKind, DecodingOptions, Document, Translation

OPTIONS = DecodingOptions()


def make_document(*texts: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Document:
    """Return a document with one block for each text."""
    return Document(
        blocks=tuple(Block(index=i, kind=kind, text=text) for i, text in enumerate(texts))
    )


def translate(document: Document, engine: ScriptedEngine) -> Translation:
    """Translate with default options."""
    return translate_document(document, engine=engine, options=OPTIONS)


def test_translate_gives_every_segment_one_target_in_order() -> None:
    """Blocks, segments and separators stand where they stood."""
    document = make_document("un titre", "Il pleut.  Il vente.", "La fin.")
    translation = translate(document, ScriptedEngine())
    assert [block.target for block in translation.blocks] == [
        "UN TITRE",
        "iL PLEUT.  iL VENTE.",
        "lA FIN.",
    ]
    assert translation.is_complete
    assert translation.num_segments == 4
    assert translation.num_source_tokens == 3 + 3 + 3 + 3
    assert translation.elapsed_s > 0


@pytest.mark.parametrize("text", ["2024", "https://exemple.fr/une", "* * *", "", "  "])
def test_translate_copies_what_is_no_language(text: str) -> None:
    """Figures, addresses, symbols and blanks never reach the engine and come out unchanged."""
    engine = ScriptedEngine()
    (block,) = translate(make_document(text), engine).blocks
    assert block.target == text
    assert all(segment.copied and segment.score is None for segment in block.segments)
    assert engine.calls == []


def test_translate_writes_figures_without_a_model() -> None:
    """A cell of a table reads in English as it does in French."""
    engine = ScriptedEngine()
    (block,) = translate(make_document("14 000,50 €"), engine).blocks
    assert block.target == "€14,000.50"
    assert not block.segments[0].copied
    assert engine.calls == []


def test_translate_writes_labels_without_a_model() -> None:
    """Unless a glossary has another word for one."""
    engine = ScriptedEngine()
    (block,) = translate(make_document("Dépenses"), engine).blocks
    assert block.target == "Expenditure"
    assert engine.calls == []

    class Claiming(ScriptedEngine):
        def claims(self, text: str) -> bool:
            return text == "Dépenses"

    claiming = Claiming()
    (block,) = translate(make_document("Dépenses"), claiming).blocks
    assert claiming.sources == ["Dépenses"]


def test_translate_copies_code_to_the_character() -> None:
    """Code is not translated, and its white space is kept."""
    engine = ScriptedEngine()
    code = "if fini:\n    print('Bonjour.')  # Adieu.\n"
    (block,) = translate(make_document(code, kind=BlockKind.CODE), engine).blocks
    assert block.target == code
    assert engine.calls == []


def test_translate_gives_the_model_its_own_typography() -> None:
    """The engine sees the model form; the reader's source keeps the author's."""
    engine = ScriptedEngine()
    (block,) = translate(
        make_document("« L’été\u00a0! » dit-il à 14\u202f000 gens."), engine
    ).blocks
    assert engine.sources == ['"L\'été !" dit-il à 14,000 gens.']
    assert block.segments[0].segment.text == "« L’été\u00a0! » dit-il à 14\u202f000 gens."


def test_translate_lowers_a_shouted_headline_and_raises_its_target() -> None:
    """The model sees a sentence, the reader capitals."""
    engine = ScriptedEngine(lambda source, options: "the mayor of the town resigns")
    (block,) = translate(make_document("LE MAIRE DE LA VILLE DÉMISSIONNE"), engine).blocks
    assert engine.sources == ["Le maire de la ville démissionne"]
    assert block.target == "THE MAYOR OF THE TOWN RESIGNS"


def test_translate_asks_no_model_about_names() -> None:
    """Who wrote an article is the same in English; what is said about them is not."""
    engine = ScriptedEngine(shout)
    lines = ("Par Anne Roy", "Par Anne Roy, correspondante à Kiev", "Photo : AFP")
    blocks = tuple(
        Block(index=index, kind=BlockKind.CREDIT, text=line) for index, line in enumerate(lines)
    )
    document = Document(origin="a.txt", language="fr", blocks=blocks)
    translation = translate_document(document, engine=engine, options=DecodingOptions())
    assert [block.target for block in translation.blocks] == [
        "By Anne Roy",
        "By Anne Roy, CORRESPONDANTE À kIEV",
        "Photo: AFP",
    ]
    assert [block.segments[0].copied for block in translation.blocks] == [False, False, False]


def test_translate_decodes_equal_sources_once() -> None:
    """The same sentence twice is one text for the engine and two targets for the reader."""
    engine = ScriptedEngine()
    translation = translate(make_document("Oui. Oui.", "Oui."), engine)
    assert engine.sources == ["Oui."]
    assert [block.target for block in translation.blocks] == ["oUI. oUI.", "oUI."]


def test_translate_starts_with_a_small_window() -> None:
    """The first block is ready after one small call; later calls cross block borders."""
    engine = ScriptedEngine()
    document = make_document(*[f"Voici la phrase {n} du texte." for n in range(30)])
    blocks = iter_block_translations(
        document,
        engine=engine,
        options=OPTIONS,
        windows=WindowSizes(first_tokens=7, growth=4, max_tokens=70),
    )
    next(blocks)
    assert [len(call) for call in engine.calls] == [1]
    assert [block.block.index for block in blocks] == list(range(1, 30))
    assert [len(call) for call in engine.calls] == [1, 4, 10, 10, 5]


def test_translate_divides_a_block_larger_than_a_window() -> None:
    """A giant paragraph is decoded in several calls and comes out as one block."""
    engine = ScriptedEngine()
    document = make_document(" ".join(f"Voici la phrase {n} du texte." for n in range(25)))
    (block,) = iter_block_translations(
        document,
        engine=engine,
        options=OPTIONS,
        windows=WindowSizes(first_tokens=7, growth=4, max_tokens=70),
    )
    assert [len(call) for call in engine.calls] == [10, 10, 5]
    assert len(block.segments) == 25


def test_translate_never_gives_the_engine_more_than_it_reads() -> None:
    """A sentence over the model's limit is translated in parts, to the last word."""
    engine = ScriptedEngine()
    text = "Ceci, " + ", ".join(f"puis le mot {n}" for n in range(200)) + "."
    options = DecodingOptions(max_input_length=40)
    translation = translate_document(make_document(text), engine=engine, options=options)
    assert max(engine.count_tokens(source) for source in engine.sources) <= 40
    assert translation.blocks[0].target == shout(text, options)
    (segment,) = translation.blocks[0].segments
    assert len(segment.hypotheses) == 1
    assert segment.score == pytest.approx(-0.5)


def test_translate_keeps_the_place_of_a_segment_the_engine_cannot_do() -> None:
    """One text that raises is shown untranslated and marked; its neighbours are translated."""
    document = make_document("Un début.", "Une bombe ici. Il pleut.", "La fin.")
    translation = translate(document, ScriptedEngine(refuse("bombe")))
    assert [block.target for block in translation.blocks] == [
        "uN DÉBUT.",
        "Une bombe ici. iL PLEUT.",
        "lA FIN.",
    ]
    bomb = translation.blocks[1].segments[0]
    assert (bomb.score, bomb.retried, bomb.copied) == (None, True, False)


@pytest.mark.parametrize("texts", [("Un seul.",), ("Un titre.", "Une phrase.", "Une autre.")])
def test_translate_raises_when_the_engine_fails_on_everything(texts: tuple[str, ...]) -> None:
    """A broken engine is an error, not a document of untranslated text."""
    with pytest.raises(DecodingFailed) as caught:
        translate(make_document(*texts), ScriptedEngine(refuse("")))
    assert str(caught.value) == (
        f"the engine failed on everything it was given ({len(texts)} texts), so the engine or "
        "model 'scripted' is broken; try translator doctor. It said: boom"
    )


def test_translate_refuses_another_language_before_the_first_block() -> None:
    """The mistake shows when the work is asked for, not while it runs."""
    document = Document(blocks=make_document("Hallo.").blocks, language="de", origin="a.txt")
    with pytest.raises(LanguageMismatch) as caught:
        iter_block_translations(document, engine=ScriptedEngine(), options=OPTIONS)
    assert str(caught.value) == (
        "a.txt is in 'de' and model scripted reads 'fr'; choose another one with --model"
    )


def test_translate_signs_with_what_is_needed_to_repeat_it() -> None:
    """The signature names engine, model with digest, and search; rare options only if used."""
    info = ScriptedEngine.info
    assert str(make_signature(info, DecodingOptions())).startswith(
        "engine:scripted|model:scripted@01234567|compute:default|beam:4|lp:1.0|ver:"
    )
    options = DecodingOptions(beam_size=2, repetition_penalty=1.1, no_repeat_ngram_size=3)
    assert "|beam:2|lp:1.0|rp:1.1|nrn:3|ver:" in str(make_signature(info, options))
