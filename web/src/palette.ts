// Ctrl+K: one box for customers, actions and pages. GET /palette?q=… answers <ul role=listbox> with options
// that lead somewhere (data-href) or press something on this page (data-press).
import { $, fold } from "./dom.ts";
import { activate, activeOf, openOption, optionsOf } from "./listbox.ts";

let timer = 0, abort: AbortController | null = null;

export function startPalette(): void {
  const dialog = $<HTMLDialogElement>("#palette");
  const input = dialog && $<HTMLInputElement>("input", dialog);
  const results = dialog && $("[data-results]", dialog);
  if (!dialog || !input || !results) return;

  const list = (): HTMLElement | null => $("[role=listbox]", results);
  const mark = (option: HTMLElement | undefined) => { const l = list(); if (l) activate(l, option, input); };
  /** Actions of another page would press nothing. */
  const prune = () => {
    for (const option of optionsOf(results)) if (option.dataset["press"] && !$(option.dataset["press"])) option.remove();
    mark(optionsOf(results)[0]);
    input.ariaExpanded = String(optionsOf(results).length > 0);
  };

  async function ask(): Promise<void> {
    abort?.abort();
    abort = new AbortController();
    results!.ariaBusy = "true";
    const query = new URLSearchParams({ q: input!.value, at: location.pathname });
    try {
      const response = await fetch(`/palette?${query}`, { headers: { Accept: "text/html", "HX-Request": "true" }, signal: abort.signal });
      if (response.ok) { results!.innerHTML = await response.text(); prune(); }
    } catch { /* replaced by a newer question, or no connection: the last answer stays */ }
    results!.ariaBusy = null;
  }

  new MutationObserver(() => {
    if (!dialog.open) return;
    input.value = "";
    input.focus();
    void ask();
  }).observe(dialog, { attributeFilter: ["open"] });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    // What is already listed narrows at once, before the server answers.
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const option of results.querySelectorAll<HTMLElement>("[role=option][data-text]")) option.hidden = !words.every((word) => fold(option.dataset["text"] ?? "").includes(word));
    timer = window.setTimeout(() => void ask(), 100);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = optionsOf(results), at = options.indexOf(activeOf(results) ?? results);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const option = options[at] ?? options[0];
      if (option) openOption(option);
    }
  });
}
