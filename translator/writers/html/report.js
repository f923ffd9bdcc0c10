// Shows which sentence is the translation of which, by pointer and by keyboard. Without this
// script the page says the same by its layout alone.
"use strict";

(() => {
  const text = document.getElementById("text");
  const sentences = [...text.querySelectorAll("[data-pair]")];
  const pairs = new Map();
  for (const sentence of sentences) {
    const name = sentence.dataset.pair;
    pairs.set(name, [...(pairs.get(name) ?? []), sentence]);
  }
  let pointed = null;
  let focused = null;
  let lit = [];

  function light() {
    for (const element of lit) element.classList.remove("lit");
    const spot = pointed ?? focused;
    const sentence = spot?.closest("[data-pair]");
    lit = sentence ? [...pairs.get(sentence.dataset.pair)] : [];
    const word = spot?.closest("[data-word]");
    if (word) {
      const partners = `[data-word="${word.dataset.word}"]`;
      lit.push(...lit.flatMap((element) => [...element.querySelectorAll(partners)]));
    }
    for (const element of lit) element.classList.add("lit");
  }

  text.addEventListener("pointerover", (event) => {
    pointed = event.target.closest("[data-pair]") && event.target;
    light();
  });
  text.addEventListener("pointerleave", () => {
    pointed = null;
    light();
  });

  document.getElementById("keys").hidden = false;

  // All sentences are one stop of the Tab key; the arrows go from one to the next, and Enter
  // to the partner in the other column.
  let stop = sentences[0];
  for (const sentence of sentences) sentence.tabIndex = sentence === stop ? 0 : -1;
  text.addEventListener("focusin", (event) => {
    focused = event.target.closest("[data-pair]");
    if (focused) {
      stop.tabIndex = -1;
      stop = focused;
      stop.tabIndex = 0;
    }
    light();
  });
  text.addEventListener("focusout", () => {
    focused = null;
    light();
  });

  function findNext(sentence, key) {
    const side = sentence.closest("[lang]").lang;
    const column = sentences.filter((other) => other.closest("[lang]").lang === side);
    const position = column.indexOf(sentence);
    if (key === "ArrowRight") return column[position + 1];
    if (key === "ArrowLeft") return column[position - 1];
    if (key === "Enter") return pairs.get(sentence.dataset.pair).find((one) => one !== sentence);
    return undefined;
  }

  text.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target !== focused) return;
    const next = findNext(focused, event.key);
    if (next) {
      event.preventDefault();
      next.focus();
    }
  });

  // A link leads to its paragraph even where the filter hides it.
  window.addEventListener("hashchange", () => {
    const row = document.getElementById(location.hash.slice(1))?.closest(".row");
    if (row && getComputedStyle(row).display === "none") {
      document.getElementById("show-all").checked = true;
      row.scrollIntoView();
    }
  });
})();
