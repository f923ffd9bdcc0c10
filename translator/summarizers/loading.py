"""From what the user asked for to a summarizer that is ready to read."""

from __future__ import annotations

from collections.abc import Callable

from translator.errors import UsageError
from translator.protocols import Summarizer
from translator.registry import load_factory
from translator.settings import Settings
from translator.templates import PromptTemplate


def load_summarizer(settings: Settings, *, style: PromptTemplate) -> Summarizer:
    """Make the summarizer that the settings name; what can fail early fails here.

    Raises:
        UsageError: a setting that this summarizer needs is missing or cannot be used.
        PluginError: nobody provides it.
        ModelError, EngineError: its model cannot be used.
    """
    make = _MAKERS.get(settings.summarizer)
    if make is not None:
        return make(settings, style)
    summarizer: Summarizer = load_factory("summarizers", settings.summarizer)()
    return summarizer


def _make_chat(settings: Settings, style: PromptTemplate) -> Summarizer:
    from translator.summarizers.chat import ChatSummarizer
    from translator.summarizers.chat_client import ChatClient, Timeouts

    if not settings.chat_url or not settings.chat_model:
        missing = "--chat-url" if not settings.chat_url else "--chat-model"
        raise UsageError(
            f"the chat summarizer needs {missing}, for instance --chat-url "
            "http://localhost:11434/v1 --chat-model llama3.2; config.toml can hold both"
        )
    client = ChatClient(
        settings.chat_url,
        model=settings.chat_model,
        key=settings.chat_key or "",
        timeouts=Timeouts(total=settings.chat_timeout),
    )
    # A template that asks for what nobody gives fails here and not after the translation.
    style.fill({"paragraphs": "", "title": "", "words": 1})
    return ChatSummarizer(client, style)


def _make_seq2seq(settings: Settings, style: PromptTemplate) -> Summarizer:
    from translator.summarizers.seq2seq import Seq2SeqSummarizer
    from translator.summarizers.seq2seq_model import find_summary_model

    if not settings.summary_model:
        raise UsageError(
            "the seq2seq summarizer needs --summary-model: a folder with a BART, PEGASUS or T5 "
            "checkpoint, or OWNER/MODEL as 'hf download' fetches it"
        )
    return Seq2SeqSummarizer(find_summary_model(settings.summary_model), device=settings.device)


_MAKERS: dict[str, Callable[[Settings, PromptTemplate], Summarizer]] = {
    "chat": _make_chat,
    "seq2seq": _make_seq2seq,
}
