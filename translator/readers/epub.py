"""An electronic book to blocks: its chapters, in the order in which they are to be read.

Headings, lists, tables and emphasis have Markdown's signs. Written as a book again, the
translation goes into a copy of the file.
"""

from __future__ import annotations

from translator.epub.book import open_book
from translator.epub.texts import iter_texts
from translator.layout import Place, make_signs
from translator.readers.furniture import find_title, mark_credits
from translator.text.normalize import clean_text
from translator.types import Block, Document, Span
from translator.xml_parts import require_lxml


class EpubReader:
    """Reads EPUB 2 and 3; needs the extra ``epub``."""

    suffixes = frozenset({".epub"})

    def read(self, data: bytes, *, origin: str) -> Document:
        """Return the blocks of a book; see BinaryReader.

        Raises:
            UnsupportedFormat: lxml is not installed.
            UnreadableInput, MalformedInput: it is no book, damaged, protected, or made to do harm.
        """
        require_lxml(origin, extra="epub", kind="EPUB books")
        places: list[Place] = []
        contents: list[tuple[str, int, tuple[Span, ...]]] = []
        for text in iter_texts(open_book(data, origin=origin)):
            after = ""
            lines = [(line.text, line.spans) for line in text.shown]
            for content, spans in lines or [(clean_text(text.code), ())]:
                place = Place(
                    kind=text.kind,
                    marker=text.marker,
                    cell=text.cell,
                    is_item=text.is_item,
                    after=after,
                )
                places.append(place)
                contents.append((content, text.level, spans))
                after = "\n"
        blocks = [
            Block(
                index=index,
                kind=place.kind,
                text=content,
                level=level,
                marker=marker,
                separator=separator,
                spans=spans,
            )
            for index, (place, (content, level, spans), (marker, separator)) in enumerate(
                zip(places, contents, make_signs(places), strict=True)
            )
        ]
        blocks = mark_credits(blocks)
        return Document(
            blocks=tuple(blocks),
            title=find_title(blocks),
            origin=origin,
            format="epub",
            package=data,
        )
