"""Briefs by a summarization model, made on the spot: BART and T5 that learn three summaries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from translator.errors import ModelCorrupt, ModelNotFound, SummarizerFailed
from translator.protocols import Summarizer
from translator.summarizers.chunks import make_chunks
from translator.summarizers.seq2seq import Seq2SeqSummarizer
from translator.summarizers.seq2seq_model import SummaryModel, find_summary_model

ARTICLE = [
    ["The council voted the budget of the town.", "The mayor promises a new school."],
    [""],
    ["The people of the district ask for a bridge over the river."],
]
SUMMARY = "The council voted the budget. The people ask for a bridge."
PAIRS = [
    (" ".join(" ".join(part) for part in ARTICLE if part != [""]), SUMMARY),
    ("The station closed ten years ago.", "The station closed."),
    ("Two hundred people listened until midnight in the rain.", "Two hundred people listened."),
]
_STEPS = 90


def train_tokenizer(folder: Path) -> Any:
    """Make a tokenizer of whole words; every sentence of PAIRS can be written with it."""
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers, processors, trainers
    from transformers import PreTrainedTokenizerFast

    tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    trainer = trainers.BpeTrainer(
        vocab_size=600,
        special_tokens=special,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    tokenizer.train_from_iterator([text for pair in PAIRS for text in pair] * 4, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    fast = PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        model_max_length=64,
    )
    fast.save_pretrained(folder)
    return fast


def learn_pairs(model: Any, tokenizer: Any, *, prefix: str = "") -> None:
    """Train for a second or two, until the three summaries are known by heart."""
    import torch

    torch.set_num_threads(1)
    inputs = tokenizer([prefix + text for text, _ in PAIRS], return_tensors="pt", padding=True)
    labels = tokenizer([text for _, text in PAIRS], return_tensors="pt", padding=True)
    targets = labels["input_ids"].masked_fill(labels["attention_mask"] == 0, -100)
    optimizer = torch.optim.Adam(model.parameters(), lr=0.006)
    model.train()
    for _ in range(_STEPS):
        loss = model(
            input_ids=inputs["input_ids"], attention_mask=inputs["attention_mask"], labels=targets
        ).loss
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()


def make_bart(folder: Path) -> None:
    import torch
    from transformers import BartConfig, BartForConditionalGeneration

    tokenizer = train_tokenizer(folder)
    torch.manual_seed(1)
    config = BartConfig(
        vocab_size=len(tokenizer),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=64,
        decoder_ffn_dim=64,
        max_position_embeddings=64,
        dropout=0.0,
        bos_token_id=0,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=2,
        forced_eos_token_id=2,
    )
    model = BartForConditionalGeneration(config)
    learn_pairs(model, tokenizer)
    model.save_pretrained(folder)


def make_t5(folder: Path) -> None:
    import torch
    from transformers import T5Config, T5ForConditionalGeneration

    tokenizer = train_tokenizer(folder)
    torch.manual_seed(1)
    config = T5Config(
        vocab_size=len(tokenizer),
        d_model=32,
        d_kv=16,
        d_ff=64,
        num_layers=1,
        num_decoder_layers=1,
        num_heads=2,
        dropout_rate=0.0,
        n_positions=64,
        pad_token_id=1,
        eos_token_id=2,
        decoder_start_token_id=1,
    )
    model = T5ForConditionalGeneration(config)
    learn_pairs(model, tokenizer, prefix="summarize: ")
    model.save_pretrained(folder)


@pytest.fixture(scope="session")
def bart(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BART of one layer that knows three summaries and reads 64 tokens."""
    folder = tmp_path_factory.mktemp("summary") / "tiny-bart"
    make_bart(folder)
    return folder


@pytest.fixture(scope="session")
def t5(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A T5 of one layer that knows three summaries when it is asked as T5 is."""
    folder = tmp_path_factory.mktemp("summary") / "tiny-t5"
    make_t5(folder)
    return folder


@pytest.mark.parametrize("kind", ["bart", "t5"])
def test_seq2seq_writes_and_traces_a_brief(kind: str, request: pytest.FixtureRequest) -> None:
    """What the model writes becomes points that name the paragraphs they rest on."""
    summarizer = Seq2SeqSummarizer(request.getfixturevalue(kind))
    assert isinstance(summarizer, Summarizer)
    brief = summarizer.summarize(ARTICLE, title=None, max_words=80)
    assert [(point.text, point.block_indices) for point in brief.points] == [
        ("The council voted the budget.", (0,)),
        ("The people ask for a bridge.", (2,)),
    ]
    assert (brief.headline, brief.method) == (
        "The council voted the budget",
        f"seq2seq tiny-{kind}",
    )


def test_seq2seq_keeps_to_the_words(bart: Path) -> None:
    """The limit drops the last points; an article without a sentence is not read at all."""
    summarizer = Seq2SeqSummarizer(bart)
    assert len(summarizer.summarize(ARTICLE, title="T", max_words=5).points) == 1
    assert summarizer.summarize([[""]], title="T", max_words=5).points == ()


def test_seq2seq_reads_a_long_article_to_its_end(
    bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts that overlap, then a summary of their summaries; every sentence is read."""
    read: list[str] = []
    generate = SummaryModel.generate

    def listen(self: SummaryModel, text: str, *, max_tokens: int) -> tuple[str, bool]:
        read.append(text)
        assert self.count_tokens(text) <= 62
        return generate(self, text, max_tokens=max_tokens)

    monkeypatch.setattr(SummaryModel, "generate", listen)
    sentences = [f"The council voted the budget of the town number {n}." for n in range(12)]
    brief = Seq2SeqSummarizer(bart).summarize([sentences], title=None, max_words=80)
    assert len(read) > 2
    for sentence in sentences:
        assert any(sentence in text for text in read)
    assert brief.points


def test_seq2seq_leaves_an_unfinished_sentence_out(
    bart: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sentence that the limit of tokens cuts off is dropped; nothing left is an error."""
    written = "The council voted the budget. The people ask for"
    monkeypatch.setattr(SummaryModel, "generate", lambda *_, **__: (written, False))
    brief = Seq2SeqSummarizer(bart).summarize(ARTICLE, title=None, max_words=10)
    assert [point.text for point in brief.points] == ["The council voted the budget."]
    monkeypatch.setattr(SummaryModel, "generate", lambda *_, **__: ("The people ask for", False))
    with pytest.raises(SummarizerFailed) as caught:
        Seq2SeqSummarizer(bart).summarize(ARTICLE, title=None, max_words=10)
    assert str(caught.value) == (
        "seq2seq tiny-bart ended no sentence in 48 tokens; is it a model that was trained to "
        "summarize?"
    )


def test_seq2seq_asks_for_no_more_than_the_model_can_write(bart: Path) -> None:
    """A brief longer than the model's positions is as long as they allow."""
    brief = Seq2SeqSummarizer(bart).summarize(ARTICLE, title=None, max_words=5000)
    assert len(brief.points) == 2


def break_config(folder: Path) -> None:
    path = folder / "config.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "model_type": "gpt2"}))


def remove_weights(folder: Path) -> None:
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")


def truncate_weights(folder: Path) -> None:
    path = folder / "model.safetensors"
    path.write_bytes(path.read_bytes()[:1000])


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (
            break_config,
            "{folder} is a 'gpt2' model; a summary model is one of: bart, bigbird_pegasus, led, "
            "longt5, mt5, pegasus, pegasus_x, t5",
        ),
        (
            remove_weights,
            "{folder} has its weights in pytorch_model.bin only, a format that can run code; "
            "get a revision with model.safetensors",
        ),
        (truncate_weights, "cannot load the summary model in {folder}: "),
    ],
)
def test_seq2seq_refuses_what_is_no_summary_model(
    bart: Path, tmp_path: Path, damage: Callable[[Path], None], message: str
) -> None:
    """Another kind of model, unsafe weights and damaged files are one sentence each."""
    folder = tmp_path / "damaged"
    shutil.copytree(bart, folder)
    damage(folder)
    with pytest.raises(ModelCorrupt) as caught:
        SummaryModel(folder)
    assert str(caught.value).startswith(message.format(folder=folder))


def test_seq2seq_says_where_it_looked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A folder is taken; a hub's name only if its files are here already."""
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_CACHE", str(tmp_path))
    assert find_summary_model(str(tmp_path)) == tmp_path
    with pytest.raises(ModelNotFound) as caught:
        find_summary_model("nobody/nothing-cnn")
    assert str(caught.value) == (
        "no summary model 'nobody/nothing-cnn': no such folder, and not among the models that "
        "'hf download nobody/nothing-cnn' keeps; run that, or name a folder"
    )
    with pytest.raises(ModelNotFound) as caught:
        find_summary_model("bart")
    assert str(caught.value) == (
        "no summary model 'bart': no such folder; name a folder, or OWNER/MODEL as 'hf download' "
        "fetches it"
    )


def count_words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize("limit", [3, 10, 40, 1000])
def test_chunks_hold_everything_in_order(limit: int) -> None:
    """No word is lost, no part is too long, and each part goes on from the one before."""
    sentences = [f"w{n} " * (n % 7 + 1) for n in range(40)]
    chunks = make_chunks(sentences, limit=limit, count_tokens=count_words)
    assert all(count_words(chunk) <= limit for chunk in chunks)
    seen = list(dict.fromkeys(word for chunk in chunks for word in chunk.split()))
    assert seen == [f"w{n}" for n in range(40)]


def test_chunks_divide_what_is_too_long() -> None:
    """A long sentence is divided between words, a long word between letters."""
    assert make_chunks(["a b c d e"], limit=2, count_tokens=count_words) == ["a b", "c d", "e"]
    assert "".join(make_chunks(["x" * 100], limit=9, count_tokens=len)).replace(" ", "") == (
        "x" * 100
    )


def test_chunks_overlap_by_a_tenth() -> None:
    """The last short sentence of a part begins the next one."""
    sentences = ["s " * 9] * 3 + ["t"] + ["u " * 9] * 2
    chunks = make_chunks(sentences, limit=28, count_tokens=count_words)
    assert [chunk.split()[-1] for chunk in chunks] == ["t", "u"]
    assert chunks[1].split()[0] == "t"
