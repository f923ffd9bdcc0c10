"""PDF to blocks: what is drawn on a page has to become an article again.

A PDF says where each letter stands and nothing of words, lines, columns or paragraphs, which
are found here in that order. ``extract`` alone knows the library that opens the file, and runs
in a process of its own; everything after it works on plain values.

    bytes ─ process ─► pages of lines ─ furniture ─ columns ─ paragraphs ─ flow ─ notes ─► blocks
"""
