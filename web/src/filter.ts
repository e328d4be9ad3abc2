// <input data-filter="#candidates"> hides options whose data-text lacks one of the words.
// [data-filter-none="#candidates"] is shown when nothing is left.
import { $, $$, delegate, fold } from "./dom.ts";
import { onSwap } from "./bus.ts";
import { activate, activeOf, optionsOf, openOption } from "./listbox.ts";

function apply(input: HTMLInputElement): void {
  const list = $(input.dataset["filter"] ?? "");
  if (!list) return;
  const words = fold(input.value).split(/\s+/).filter(Boolean);
  let left = 0;
  for (const option of $$("[data-text]", list)) {
    const text = fold(option.dataset["text"] ?? "");
    const shown = words.every((word) => text.includes(word));
    option.hidden = !shown;
    if (shown) left++;
  }
  for (const none of $$(`[data-filter-none="${CSS.escape(input.dataset["filter"] ?? "")}"]`)) none.hidden = left > 0;
  const active = activeOf(list);
  if (list.role === "listbox" && (!active || active.hidden)) activate(list, optionsOf(list)[0]);
}

export function startFilter(): void {
  delegate("input", "input[data-filter]", (_, input) => apply(input as HTMLInputElement));
  // From the box straight to the marked one, as in any search.
  delegate<KeyboardEvent>("keydown", "input[data-filter]", (event, input) => {
    const list = $(input.dataset["filter"] ?? "");
    if (!list || event.isComposing) return;
    const options = optionsOf(list), at = options.indexOf(activeOf(list) ?? list);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      activate(list, options[Math.max(0, Math.min(options.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))]);
    } else if (event.key === "Enter" && !event.ctrlKey) {
      event.preventDefault();
      const option = activeOf(list) ?? options[0];
      if (option && !option.hidden) openOption(option);
    } else if (event.key === "Escape" && (input as HTMLInputElement).value) {
      event.preventDefault();
      (input as HTMLInputElement).value = "";
      apply(input as HTMLInputElement);
    }
  });
  onSwap(() => { for (const input of $$<HTMLInputElement>("input[data-filter]")) if (input.value) apply(input); });
}
