// How many characters a text area holds of those it may: textarea[data-counter="2000"]. It never cuts anything off:
// the server says no, and what was typed stays.
import { onSwap } from "./bus.ts";
import { delegate, within } from "./dom.ts";

function count(area: HTMLTextAreaElement): void {
  const most = Number(area.dataset["counter"]);
  const field = area.closest(".field");
  if (!most || !field) return;
  let line = field.querySelector<HTMLElement>(".counter");
  if (!line) {
    line = document.createElement("span");
    line.className = "counter";
    line.ariaHidden = "true";
    area.after(line);
  }
  const language = document.documentElement.lang;
  const length = [...area.value].length;
  const text = `${length.toLocaleString(language)} / ${most.toLocaleString(language)}`;
  if (line.textContent !== text) line.textContent = text;
  line.classList.toggle("is-over", length > most);
}

export function startCounters(): void {
  const all = (root: ParentNode) => { for (const area of within<HTMLTextAreaElement>(root, "textarea[data-counter]")) count(area); };
  delegate("input", "textarea[data-counter]", (_, area) => count(area as HTMLTextAreaElement));
  onSwap(all);
  all(document);
}
