"""The signs of the table of plain words: a text with the expression must have one of them."""

from __future__ import annotations

from itertools import product
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

from translator.decoding.plain import Rule, load_rules, write_plainly

#: A letter, a figure: what stands for a class of characters.
_OF_CATEGORY = {codes.CATEGORY_DIGIT: "7", codes.CATEGORY_SPACE: " "}


def list_samples(parts: Any) -> list[str]:
    """Return texts for every choice that an expression leaves, what it looks at included."""
    return ["".join(texts) for texts in product(*(_list_choices(*part) for part in parts))]


def _list_choices(code: Any, value: Any) -> list[str]:
    match code:
        case codes.LITERAL:
            return [chr(value)]
        case codes.NOT_LITERAL | codes.ANY | codes.CATEGORY:
            return [_OF_CATEGORY.get(value, "k")]
        case codes.RANGE:
            return [chr(value[0])]
        case codes.IN:
            if value[0][0] is codes.NEGATE:
                return ["k"]
            return [text for part in value for text in _list_choices(*part)]
        case codes.BRANCH:
            return [text for branch in value[1] for text in list_samples(branch)]
        case codes.SUBPATTERN:
            return list_samples(value[3])
        case codes.ASSERT:
            return list_samples(value[1])
        case codes.MAX_REPEAT | codes.MIN_REPEAT:
            least, most, repeated = value
            once = list_samples(repeated)
            return [text * times for times in {least, min(max(least, 1), most)} for text in once]
        case codes.GROUPREF:
            return ["k"]
        case codes.AT | codes.ASSERT_NOT:
            return [""]
    raise ValueError(f"{code} is not in the table's expressions yet")


def list_unsigned(rule: Rule) -> list[str]:
    """Return texts that the expression of a rule finds and that do not have its sign."""
    samples = list_samples(parser.parse(rule.pattern.pattern))
    return [text for text in samples if rule.sign not in text.lower()]


def test_every_text_of_an_expression_has_its_sign() -> None:
    """A form that the sign leaves out would never be asked for."""
    unsigned = {rule.expression: list_unsigned(rule)[:3] for rule in load_rules()}
    assert not {expression: texts for expression, texts in unsigned.items() if texts}


@pytest.mark.parametrize(
    ("rule", "unsigned"),
    [
        (Rule("court a", "coupé court (?=à|aux?)", "mis fin "), ["coupé court à"]),
        (Rule("martel", "martèle(nt)?", "répète"), ["martèle", "martèlent"]),
        (Rule("crie", "cri(e|ent|ait)", "appelle"), ["criait"]),
        (Rule("vol", r"vols?(?! \d)", "x"), []),
    ],
)
def test_signs_that_leave_a_form_out_are_seen(rule: Rule, unsigned: list[str]) -> None:
    """What the test above asks is answered."""
    assert sorted(list_unsigned(rule)) == unsigned


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("La liste arrive en tête.", "La liste arrive à la première place."),
        ("Il a coupé court à la rumeur.", "Il a mis fin à la rumeur."),
        ("Le ministre martèle son message.", "Le ministre répète son message."),
        ("L'accident a coûté la vie aux pilotes.", None),
        ("À trois semaines du scrutin, tout change.", None),
    ],
)
def test_forms_that_signs_had_hidden(text: str, plain: str | None) -> None:
    """Parts of these rules were never asked for."""
    assert write_plainly(text) == plain if plain else write_plainly(text) != text
