"""An EPUB book as people make them, put together by hand: two chapters, notes, both contents."""

from __future__ import annotations

import io
import zipfile

CONTAINER = """<?xml version="1.0"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
<rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""

DESCRIPTION = """<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="fr">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:isbn:1</dc:identifier><dc:title>Le pont de Loriac</dc:title>
<dc:language>fr-FR</dc:language></metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="ncx" href="toc.ncx" media-type="application/x-dtbncx+xml"/>
<item id="two" href="text/deux%20bis.xhtml" media-type="application/xhtml+xml"/>
<item id="one" href="text/un.xhtml" media-type="application/xhtml+xml"/>
<item id="pic" href="pont.png" media-type="image/png"/>
</manifest>
<spine toc="ncx"><itemref idref="one"/><itemref idref="two"/></spine>
</package>"""

NAVIGATION = """<?xml version="1.0" encoding="UTF-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">
<head><title>Sommaire</title></head><body><nav epub:type="toc"><ol>
<li><a href="text/un.xhtml">Le pont de Loriac</a></li>
<li><a href="text/deux%20bis.xhtml">Les travaux</a></li>
</ol></nav></body></html>"""

NCX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE ncx PUBLIC "-//NISO//DTD ncx 2005-1//EN" "http://www.daisy.org/z3986/2005/ncx-2005-1.dtd">
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1"><navMap>
<navPoint id="a"><navLabel><text>Les travaux</text></navLabel><content src="text/un.xhtml"/>
</navPoint></navMap></ncx>"""

CHAPTER_ONE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" xml:lang="fr">
<head><title>Le pont de Loriac</title><style>p { color: red }</style></head>
<body><section>
<h1 id="debut">Le pont de Loriac</h1>
<p class="intro">Le maire,
  <strong>Anne Roy</strong>, a annonc&eacute; le <em>budget</em> de 1&nbsp;250,50&nbsp;&euro;<a
  epub:type="noteref" href="#n1" id="r1"><sup>1</sup></a>. Elle habite Loriac depuis 2008.</p>
<blockquote><p>Nous l&rsquo;avons attendu dix ans.</p></blockquote>
<p>Lisez <a href="https://loriac.example/pont?vue=1">Le Courrier</a> ou
https://mairie.example/plan.pdf ; la suite est <a href="deux%20bis.xhtml">plus loin</a>.</p>
<figure><img src="../pont.png" alt="Le pont"/><figcaption>Le pont, en 2019</figcaption></figure>
<ul><li>Un pont neuf<ol><li>En acier</li></ol></li>
<li><p>Une école</p><p>Avec une cour</p></li></ul>
<table><thead><tr><th>Rue</th><th colspan="2">Longueur</th></tr></thead>
<tbody><tr><td>Grande Rue</td><td>120 m</td><td>ouverte</td></tr></tbody></table>
<pre>mesurer(pont)</pre>
<div>Un vers<br/>puis un autre<p>Un paragraphe</p>et la fin.</div>
<aside epub:type="footnote" id="n1"><p><a href="#r1"><sup>1</sup></a> Selon la mairie.</p></aside>
<hr/><!-- fin --><script>var a = 'texte';</script>
</section></body></html>"""

CHAPTER_TWO = """<html xmlns="http://www.w3.org/1999/xhtml"><head><title>Les travaux</title></head>
<body><h2>Les travaux</h2><p>Il pleut sur <span id="ville">la ville</span>.</p></body></html>"""


def make_book(changes: dict[str, str] | None = None, **added: str) -> bytes:
    """Return the book, with other texts in the place of some, and with more parts."""
    parts = {
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": DESCRIPTION,
        "OEBPS/nav.xhtml": NAVIGATION,
        "OEBPS/toc.ncx": NCX,
        "OEBPS/text/un.xhtml": CHAPTER_ONE,
        "OEBPS/text/deux bis.xhtml": CHAPTER_TWO,
        **added,
    }
    for before, after in (changes or {}).items():
        assert any(before in text for text in parts.values()), before
        parts = {name: text.replace(before, after) for name, text in parts.items()}
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        for name, text in parts.items():
            archive.writestr(name, text)
        archive.writestr("OEBPS/pont.png", bytes(range(256)))
    return output.getvalue()
