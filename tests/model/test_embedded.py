"""The model that ships with the program."""

from __future__ import annotations

import pytest

from benchmarks.alignment import attend, link_pair
from benchmarks.linked_pairs import drop_grammar, load_cases
from translator.assets import find_model, read_model_info, recommended_options, verify_model
from translator.engines.loading import load_engine
from translator.glossary.forcing import GlossaryEngine
from translator.glossary.matching import Glossary
from translator.protocols import AttendingEngine, TranslationEngine
from translator.testing import check_engine
from translator.text.normalize import normalize_source
from translator.types import DecodingOptions, Term

pytestmark = pytest.mark.model

#: What the shipped weights get right; new weights may need other sentences, not fewer.
EXPECTED = {
    "Le Président de la République a signé la loi hier.": (
        "The President of the Republic signed the law yesterday."
    ),
    "Le ministre signera la loi demain.": "The minister will sign the law tomorrow.",
    "Le rapport sera publié en juin.": "The report will be published in June.",
    "Les négociations ont duré trois jours.": "The negotiations lasted three days.",
    "Elle habite à Paris depuis dix ans.": "She has lived in Paris for ten years.",
    "Nous ne voulons pas de cette guerre.": "We do not want this war.",
    "Le chômage a baissé de 12 %.": "Unemployment has fallen by 12%.",
    "Łukasz Müller a quitté Besançon.": "Łukasz Müller left Besançon.",
    "Le pont coûtera 206 € par habitant.": "The bridge will cost €206 per capita.",
    "Le gouvernement a annoncé une nouvelle loi.": "The government has announced a new law.",
    "Il a vendu vingt-deux maisons en 2019.": "He sold twenty-two houses in 2019.",
    "La réunion aura lieu lundi à 18 h 30.": "The meeting will take place on Monday at 18:30.",
    "Où est le ministre ?": "Where is the minister?",
    "Coût": "Cost",
    "La SNCF a annoncé jeudi la fermeture de trois gares.": (
        "The SNCF announced on Thursday the closure of three stations."
    ),
    "L'ADEME et la CNIL ont publié un rapport.": ("The ADEME and the CNIL published a report."),
}


@pytest.fixture(scope="module")
def engine() -> TranslationEngine:
    """The default engine with the default model."""
    return load_engine(device="cpu")


def test_embedded_is_intact_and_described() -> None:
    """Every file has its digest, and the card's facts are there."""
    model_dir = find_model(None)

    verify_model(model_dir)

    info = read_model_info(model_dir)
    assert info.license
    assert {score.metric for score in info.scores} == {"BLEU", "chrF2"}
    assert all(score.signature for score in info.scores)


def test_embedded_fulfils_contract(engine: TranslationEngine) -> None:
    """The shipped weights behave as an engine's must, batches of any company included."""
    check_engine(engine)


def test_embedded_translates(engine: TranslationEngine) -> None:
    """Simple sentences are exact."""
    options = recommended_options(find_model(None))

    results = engine.translate_batch([normalize_source(text) for text in EXPECTED], options)

    assert [hypotheses[0].text for hypotheses in results] == list(EXPECTED.values())


def test_embedded_links_words_and_lands_marks(engine: TranslationEngine) -> None:
    """Attention and dictionary together link most words of given translations, few wrongly."""
    assert isinstance(engine, AttendingEngine)
    cases = load_cases()
    attentions = attend(engine, [(case.source, case.target) for case in cases])
    given = right = found = sure = 0
    for case, attention in zip(cases, attentions, strict=True):
        links = drop_grammar(link_pair((case.source, case.target), attention), case)
        wanted = drop_grammar(case.sure, case)
        given += len(links)
        right += len(links & case.possible)
        found += len(links & wanted)
        sure += len(wanted)
    assert right / given > 0.9
    assert found / sure > 0.8


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("L'huissier a saisi les meubles du château.", "bailiff"),
        ("La cour d'assises a acquitté le pharmacien.", "assize court"),
        ("Le prétoire était plein.", "courtroom"),
        ("Le sous-bois est humide.", "undergrowth"),
        ("Crimée attend une réponse depuis hier.", "Crimea"),
    ],
)
def test_embedded_says_what_newspapers_mean(
    engine: TranslationEngine, source: str, said: str
) -> None:
    """What a model of this size does not know by itself, it is made to say."""
    ((best, *_),) = engine.translate_batch([source], DecodingOptions())
    assert said in best.text


def test_embedded_says_the_terms_of_a_glossary(engine: TranslationEngine) -> None:
    """Words that no model says by itself are said, in the number of the French."""
    glossary = Glossary(
        [
            Term(source="chaudière", target="steam kettle"),
            Term(source="maire", target="burgomaster"),
        ]
    )
    options = recommended_options(find_model(None))
    sources = ["Le maire a acheté deux chaudières en 2019.", "La route est fermée."]
    plain = engine.translate_batch(sources, options)
    said = GlossaryEngine(engine, glossary).translate_batch(sources, options)
    assert "burgomaster" in said[0][0].text.lower()
    assert "steam kettles" in said[0][0].text
    assert "2019" in said[0][0].text
    assert said[1] == plain[1]
