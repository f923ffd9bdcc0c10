"""Fuzzing: what must hold for any bytes at all, for quick tests and for hours of atheris."""
