"""Translate a French article into English, paragraph by paragraph, and brief it."""

__version__ = "0.1.0"
