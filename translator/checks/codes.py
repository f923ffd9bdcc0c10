"""What each code means, in words for those who meet it without the text: editors, CI."""

from __future__ import annotations

#: Code → what it is about. Severities are the findings' own.
MEANINGS = {
    "E01": "The target is empty",
    "E02": "The engine failed on the segment; the source stands in its place",
    "T01": "Decoding ran into the length limit; the end is missing",
    "R01": "The target repeats itself and the source does not",
    "U01": "The whole segment was left in French",
    "L01": "The target is far too short for its source",
    "L02": "The target is far too long for its source",
    "N01": "A number became another number",
    "N02": "A number of the source is missing",
    "N03": "A number of the target is not in the source",
    "D01": "A month became another month",
    "D02": "A weekday became another weekday",
    "D03": "A month or weekday of the source is missing",
    "D04": "A month or weekday of the target is not in the source",
    "C01": "An amount is in another currency",
    "C02": "A percentage became an amount, or the reverse",
    "U02": "French words were left in the target",
    "U03": "A word of the target is no English word",
    "W01": "A whole block is in neither English nor French",
    "O01": "A stretch of the source left no trace in the target",
    "O02": "A word of the source left no trace in the target",
    "P01": "A name of the source is missing",
    "P02": "A name became another name",
    "G01": "One side denies what the other says",
    "A01": "An address, a file name or a code was changed or lost",
    "V01": "A term is not translated as the glossary says",
    "Q01": "A quotation mark of the target has no partner",
    "Q02": "Only one side quotes someone, or some words",
    "B01": "A doubled word, broken punctuation or an open bracket",
    # Of translator.summarizers.faithfulness: a brief against its article.
    "F01": "A number or date of the brief is not in the article",
    "F02": "A name of the brief is not in the article",
    "F03": "The brief quotes words that are not the article's",
    "F04": "The brief denies what the article says, or the reverse",
    "F05": "Nothing in the article says what a sentence of the brief says",
    "F06": "A sentence of the brief cites a paragraph that does not say it",
    "F07": "The model of the brief has probably not read the whole article",
    # Of translator.compare: a given translation against its source.
    "M01": "The translation leaves a sentence of the source out",
    "M02": "The translation says a sentence that the source does not",
}
