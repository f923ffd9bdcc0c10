"""What fuzzing draws where no coverage leads it: bytes, texts, and pieces that rooms react to."""

from __future__ import annotations

from hypothesis import strategies as st

#: What the readers, the splitter and the checks react to.
PIECES = st.sampled_from(
    [
        *"Le la un maire Paris OTAN M. Mme etc. 12,5 % 3 000 € 1er XXe".split(),
        *"— - * _ ` # > | [ ] ( ) \\ ; : !".split(),
        *["« ", " »", ". ", "! ", "…"],
        *["\n", "\n\n", "\t", "\u00a0", "\u202f", "\u00ad", "\u200b"],
        *["\x1b[31m", "\x1e", "\x00"],
        *["\u2028", "\u202e", "<b>", "</b>", "&amp;", "<!--", "-->"],
        *["1\n00:00:01,000 --> 00:00:02,000\n", "WEBVTT\n\n", "https://e.fr/a_b", "a@b.fr", "```"],
        *["é", "e\u0301", "œ", "ß", "中", "🎉", "ﬁ", "²", "½", "İ", "ǅ"],
    ]
)
INPUTS = st.one_of(
    st.binary(max_size=60),
    st.text(max_size=60).map(str.encode),
    st.lists(PIECES, max_size=30).map("".join).map(str.encode),
)
#: Choices for the targets that read their input as a script; a page may also be taken as it is.
SCRIPTS = st.one_of(st.binary(min_size=1, max_size=80), INPUTS.map(lambda data: b"\x00" + data))
