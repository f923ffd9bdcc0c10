"""The tree of errors a user can meet, with their exit codes.

TranslatorError
├── UsageError            2   arguments that parse but make no sense together
│   └── UnsuitableFormat      a source that cannot be written in the format asked for
├── InputError            3   the source text
│   ├── FetchFailed           a page that cannot be fetched from its address
│   ├── UnreadableInput       missing, a folder, not permitted, not text, wrong encoding
│   ├── UnsupportedFormat     a kind of file no reader knows
│   ├── EmptyDocument         nothing to translate
│   ├── MalformedInput        a line is not what its format asks for
│   └── WrongLanguage         not French, with --lang-check error
├── ModelError            4   the model's files
│   ├── ModelNotFound
│   ├── ModelCorrupt
│   └── LanguageMismatch
├── EngineError           5   loading or running the engine, or scoring it
│   ├── EngineUnavailable
│   ├── DecodingFailed
│   │   └── EngineBroken      on everything it was given, so it will be on the rest
│   ├── ScorerUnavailable
│   └── SummarizerFailed
├── PromptError           6   brief templates
│   ├── PromptNotFound
│   ├── InvalidPrompt
│   └── MissingVariables
├── PluginError           6   somebody else's engine, reader, …
├── OutputError           7   the result could not be written
└── PartialFailure        8   some of several files failed

A message says what is wrong, where, what would be valid, and what to do next. Mistakes of a
programmer are ValueError or TypeError and are not part of the tree; doubts about the *text*
are findings, not errors.
"""

from __future__ import annotations


class TranslatorError(Exception):
    """Base of every error that is shown to the user as one sentence."""

    exit_code = 1


class UsageError(TranslatorError):
    """The arguments are well-formed but contradict each other."""

    exit_code = 2


class UnsuitableFormat(UsageError):
    """This source, unlike others, cannot be written in the format that was asked for."""


class InputError(TranslatorError):
    """The source text cannot be used."""

    exit_code = 3


class UnreadableInput(InputError):
    """The source is missing, a folder, not permitted, binary, or in another encoding."""


class FetchFailed(InputError):
    """The address is none, or the page behind it cannot or must not be fetched."""


class UnsupportedFormat(InputError):
    """No reader knows this kind of file."""


class EmptyDocument(InputError):
    """The source holds nothing to translate."""


class MalformedInput(InputError):
    """A line of the source is not what its format asks for; the message gives its number."""


class WrongLanguage(InputError):
    """The source is not in the model's language and the user asked for that to be an error."""


class ModelError(TranslatorError):
    """The model's files cannot be used."""

    exit_code = 4


class ModelNotFound(ModelError):
    """No model of this name or path; the message lists the places looked at."""


class ModelCorrupt(ModelError):
    """A model file is missing, truncated, changed, or not what it claims to be."""


class LanguageMismatch(ModelError):
    """The model translates another pair of languages."""


class EngineError(TranslatorError):
    """The engine failed to load or to decode, or cannot be scored."""

    exit_code = 5


class EngineUnavailable(EngineError):
    """The engine's library is missing or refuses the device or compute type."""


def lacks_library(name: str) -> EngineUnavailable:
    """Return the error to raise where a library that an engine needs is not installed."""
    return EngineUnavailable(
        f"the {name} library is not installed; install it with: pip install {name}"
    )


class DecodingFailed(EngineError):
    """The engine's library raised while decoding."""


class EngineBroken(DecodingFailed):
    """The engine failed on everything it was given: nothing is to be hoped for from the rest."""


class ScorerUnavailable(EngineError):
    """The library that scores targets is not installed."""


class SummarizerFailed(EngineError):
    """The model that was to write the brief failed, or cannot be reached."""


class PromptError(TranslatorError):
    """A brief template cannot be used."""

    exit_code = 6


class PromptNotFound(PromptError):
    """No template of this name or path."""


class InvalidPrompt(PromptError):
    """The template file is not well-formed."""


class MissingVariables(PromptError):
    """The template asks for values nobody gave; the message names all of them."""


class PluginError(TranslatorError):
    """A plug-in could not be found or imported, or two claim one name."""

    exit_code = 6


class OutputError(TranslatorError):
    """The result could not be written."""

    exit_code = 7


class PartialFailure(TranslatorError):
    """Some of several files failed; the others are done."""

    exit_code = 8


def name_origin(origin: str) -> str:
    """Return how a message names a source: a path as the user gave it, or standard input.

    >>> name_origin("-"), name_origin("a.txt")
    ('standard input', 'a.txt')
    """
    return "standard input" if origin == "-" else origin
