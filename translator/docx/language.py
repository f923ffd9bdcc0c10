"""What a Word document says of itself: its language, and its title among the properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from translator.docx.ooxml import find_child, get_value, make_element, name_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"
_LANGUAGE_ELEMENTS = frozenset({"lang", "themeFontLang"})


def set_language(root: _Element, *, source: str, target: str) -> bool:
    """Say another language wherever a part names the source's; tell whether it did.

    ``source`` is a language, ``target`` a locale: what was "fr-FR" or "fr" becomes "en-US".
    """
    changed = False
    for element in root.iter():
        if name_of(element) not in _LANGUAGE_ELEMENTS:
            continue
        for key, value in element.attrib.items():
            if str(value).lower().partition("-")[0] == source:
                element.set(key, target)
                changed = True
    return changed


def set_default_language(styles: _Element, target: str) -> bool:
    """Name the language of a document that does not name one; tell whether it did."""
    defaults = find_child(styles, "docDefaults")
    if defaults is None:
        return False
    for name in ("rPrDefault", "rPr"):
        child = find_child(defaults, name)
        if child is None:
            child = make_element(styles, name)
            defaults.insert(0, child)
        defaults = child
    if find_child(defaults, "lang") is not None:
        return False
    language = make_element(styles, "lang")
    space = styles.tag.rpartition("}")[0]
    language.set(f"{space}}}val", target)
    defaults.append(language)
    return True


def set_properties(
    core: _Element, *, title: tuple[str, str] | None, source: str, target: str
) -> bool:
    """Translate the title and the language among a document's properties; tell whether it did.

    Args:
        title: the article's title and its translation. A document may have another name.
    """
    changed = False
    for element in core.iter():
        text = " ".join((element.text or "").split()) if isinstance(element.tag, str) else ""
        if element.tag == _DUBLIN_CORE + "title" and title and text == " ".join(title[0].split()):
            element.text, changed = title[1], True
        if element.tag == _DUBLIN_CORE + "language" and text.lower().partition("-")[0] == source:
            element.text, changed = target, True
    return changed


def find_locale(root: _Element | None) -> str:
    """Return the locale that a part names first, in small letters; "" where it names none."""
    for element in root.iter() if root is not None else ():
        if name_of(element) == "lang" and (value := get_value(element)):
            return value.lower()
    return ""
