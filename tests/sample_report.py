"""One report, built by hand, with everything a view has to show."""

from __future__ import annotations

from pathlib import Path

from translator.types import (
    Block,
    BlockKind,
    BlockTranslation,
    Brief,
    BriefEntry,
    BriefPoint,
    Document,
    Finding,
    Hypothesis,
    LanguagePair,
    ModelInfo,
    ModelScore,
    Quotation,
    Report,
    Segment,
    SegmentRef,
    SegmentTranslation,
    Severity,
    Signature,
    Translation,
)

MODEL = ModelInfo(
    name="fr-en-test",
    path=Path("models/fr-en-test"),
    format="ctranslate2",
    compute_type="int8",
    license="MIT",
    sha256="3f2a" + "0" * 60,
    scores=(
        ModelScore(test_set="newstest2013", metric="BLEU", value=21.4),
        ModelScore(test_set="newstest2013", metric="chrF", value=48.6),
    ),
)

SIGNATURE = Signature(
    pairs=(("engine", "ctranslate2"), ("model", "fr-en-test@3f2a"), ("beam", "4"), ("ver", "0.1.0"))
)

#: [block] = kind, marker, (source, target, score) for each of its segments.
ARTICLE: tuple[tuple[BlockKind, str, tuple[tuple[str, str, float | None], ...]], ...] = (
    (
        BlockKind.HEADING,
        "",
        (("Le vieux pont de Loriac ferme [/1]", "Old Loriac bridge closes [/1]", -0.21),),
    ),
    (
        BlockKind.PARAGRAPH,
        "",
        (
            (
                "Le conseil municipal a voté, mardi soir, la fermeture du pont aux 14 000 "
                "véhicules qui l’empruntent chaque jour.",
                "On Tuesday evening the town council voted to close the bridge to the 40,000 "
                "vehicles that cross it every day.",
                -0.31,
            ),
            (
                "« Nous n’avions plus le choix », a déclaré la maire, Anne-Lise Kerguélen.",
                "“We had no choice left,” said the mayor, Anne-Lise Kerguélen.",
                -0.18,
            ),
        ),
    ),
    (BlockKind.HEADING, "", (("Un chantier de 3,5 millions", "A 3.5 million site", -0.4),)),
    (
        BlockKind.LIST_ITEM,
        "– ",
        (("dépose du tablier, en mars ;", "removal of the deck, in March;", -1.62),),
    ),
    (
        BlockKind.LIST_ITEM,
        "– ",
        (("nouvelles piles, avant l’été.", "new piers before the summer.", -0.77),),
    ),
    (
        BlockKind.PARAGRAPH,
        "",
        (
            (
                "L’architecte 山田太郎 promet un ouvrage [bold]sobre 🌉.",
                "Architect 山田太郎 promises a [bold]sober work 🌉.",
                -0.52,
            ),
            ("Le pont rouvrira à l’automne.", "", None),
        ),
    ),
    (BlockKind.CREDIT, "", (("https://loriac.example/pont", "https://loriac.example/pont", None),)),
)


def make_block(index: int) -> BlockTranslation:
    """Return the translated block ``index`` of ARTICLE."""
    kind, marker, texts = ARTICLE[index]
    source = " ".join(text for text, _, _ in texts)
    parts, start = [], 0
    for number, (text, target, score) in enumerate(texts):
        is_last = number == len(texts) - 1
        segment = Segment(
            block_index=index,
            index=number,
            text=text,
            start=start,
            end=start + len(text),
            separator="" if is_last else " ",
        )
        start = segment.end + len(segment.separator)
        tokens = len(target.split())
        parts.append(
            SegmentTranslation(
                segment=segment,
                hypotheses=(Hypothesis(text=target, score=score, num_tokens=tokens),),
                source_tokens=len(text.split()),
                copied=kind is BlockKind.CREDIT,
                retried=score == -1.62,
            )
        )
    return BlockTranslation(
        block=Block(
            index=index,
            kind=kind,
            text=source,
            level=1 if kind is BlockKind.HEADING else 0,
            marker=marker,
            separator="\n" if index in (3, len(ARTICLE) - 1) else "\n\n",
        ),
        target=" ".join(target for _, target, _ in texts).strip(),
        segments=tuple(parts),
    )


def make_report(*, finished: int = len(ARTICLE)) -> Report:
    """Return the report; ``finished`` is the number of blocks done before an interruption."""
    blocks = tuple(make_block(index) for index in range(len(ARTICLE)))
    findings = (
        Finding(
            code="N01",
            severity=Severity.WARNING,
            block_index=1,
            segment_index=0,
            message="the number 14 000 became 40,000",
            source_excerpt="14 000",
            target_excerpt="40,000",
        ),
        Finding(
            code="E01",
            severity=Severity.ERROR,
            block_index=5,
            segment_index=1,
            message="the sentence has no translation",
            source_excerpt="Le pont rouvrira à l’automne.",
        ),
        Finding(
            code="L01",
            severity=Severity.NOTE,
            block_index=5,
            message="the target is much shorter than the source",
        ),
    )
    lead = BriefPoint(
        text="On Tuesday evening the town council voted to close the bridge.",
        block_indices=(1,),
        segments=(SegmentRef(block_index=1, segment_index=0),),
        source=ARTICLE[1][2][0][0],
    )
    brief = Brief(
        headline="Old Loriac bridge closes [/1]",
        points=(
            lead,
            BriefPoint(text="A 3.5 million site, with new piers.", block_indices=(2, 4)),
        ),
        method="extractive",
        bottom_line=lead,
        lead=0,
        quotations=(
            Quotation(
                speaker="the mayor, Anne-Lise Kerguélen",
                text=ARTICLE[1][2][1][1],
                source=ARTICLE[1][2][1][0],
                block_index=1,
                segments=(SegmentRef(block_index=1, segment_index=1),),
            ),
        ),
        figures=(
            BriefEntry(
                text="40,000", context="to close the bridge to the 40,000", block_indices=(1,)
            ),
            BriefEntry(text="3.5 million", context="A 3.5 million site", block_indices=(2,)),
        ),
        names=(
            BriefEntry(text="Loriac", block_indices=(0,)),
            BriefEntry(text="Anne-Lise Kerguélen [/1]", block_indices=(1, 5)),
        ),
        article_words=52,
    )
    return Report(
        translation=Translation(
            document=Document(
                blocks=tuple(block.block for block in blocks),
                title=blocks[0].block.text,
                origin="pont.fr.txt",
            ),
            pair=LanguagePair(),
            blocks=blocks[:finished],
            signature=SIGNATURE,
            elapsed_s=2.0,
        ),
        brief=brief,
        findings=tuple(item for item in findings if item.block_index < finished),
        model=MODEL,
    )
