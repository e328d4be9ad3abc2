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
  // Enter opens what one chose by the arrows, or the first that was found for the words that stand. To whoever types faster
  // than the server answers, other words' answer is listed: Enter then waits for their own.
  let answered: string | null = null, chosen = false, entered = false;
  /** What is listed narrows at once, before the server has answered to all that was typed. */
  const narrow = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    for (const option of results.querySelectorAll<HTMLElement>("[role=option][data-text]")) option.hidden = !words.every((word) => fold(option.dataset["text"] ?? "").includes(word));
  };
  const openFirst = () => { const option = optionsOf(results)[0]; if (option) openOption(option); };
  /** Actions of another page would press nothing. */
  const prune = () => {
    for (const option of optionsOf(results)) if (option.dataset["press"] && !$(option.dataset["press"])) option.remove();
    mark(optionsOf(results)[0]);
    input.ariaExpanded = String(optionsOf(results).length > 0);
  };

  async function ask(): Promise<void> {
    clearTimeout(timer);
    abort?.abort();
    const asking = abort = new AbortController(), q = input!.value;
    results!.ariaBusy = "true";
    try {
      const response = await fetch(`/palette?${new URLSearchParams({ q, at: location.pathname })}`, { headers: { Accept: "text/html", "HX-Request": "true" }, signal: asking.signal });
      const answer = response.ok ? await response.text() : null;
      if (answer !== null) { results!.innerHTML = answer; prune(); }
    } catch { /* no connection: the last answer stays */ }
    if (asking.signal.aborted) return;
    results!.ariaBusy = null;
    answered = q;
    // More was typed meanwhile: what is listed is narrowed to it, and its own answer is on the way.
    if (q !== input!.value) narrow();
    else if (entered) { entered = false; openFirst(); }
  }

  new MutationObserver(() => {
    // Whoever leaves goes nowhere by an answer that is still on the way.
    if (!dialog.open) { clearTimeout(timer); abort?.abort(); return; }
    input.value = "";
    answered = null;
    chosen = entered = false;
    input.focus();
    void ask();
  }).observe(dialog, { attributeFilter: ["open"] });
  input.addEventListener("input", () => {
    clearTimeout(timer);
    chosen = entered = false;
    narrow();
    timer = window.setTimeout(() => void ask(), 100);
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const options = optionsOf(results), at = options.indexOf(activeOf(results) ?? results);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      chosen = true;
      mark(options[(at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length]);
    } else if (event.key === "Enter") {
      event.preventDefault();
      const marked = options[at];
      if (marked && chosen) openOption(marked);
      else if (answered === input.value) openFirst();
      else if (!entered) { entered = true; void ask(); }
    }
  });
}
