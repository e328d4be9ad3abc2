// Options of a listbox that are marked to be dealt with together: [data-check-one] on each, by pointer, and a button
// [data-check="#list"] for the active one. The form of that button sends the marked ones as `with`, by its other
// button [data-checked], which is there as soon as two are marked.
import { $, $$, delegate } from "./dom.ts";
import { activeOf } from "./listbox.ts";

function toggle(option: HTMLElement): void {
  const list = option.closest("[role=listbox]");
  const button = list && $(`[data-check="#${CSS.escape(list.id)}"]`), form = button?.closest("form");
  if (!list || !form) return;
  option.ariaChecked = String(option.ariaChecked !== "true");
  for (const input of $$("input[name=with]", form)) input.remove();
  const marked = $$("[role=option][aria-checked=true]", list);
  for (const one of marked) {
    const input = document.createElement("input");
    Object.assign(input, { type: "hidden", name: "with", value: one.dataset["checkValue"] ?? "" });
    form.append(input);
  }
  for (const send of $$("[data-checked]", form)) send.hidden = marked.length < 2;
}

export function startCheck(): void {
  delegate("click", "button[data-check]", (_, button) => {
    const list = $(button.dataset["check"] ?? ""), active = list && activeOf(list);
    if (active) toggle(active);
    list?.focus({ preventScroll: true });
  });
  // Before the click that opens the option.
  delegate("click", "[data-check-one]", (event, tick) => {
    const option = tick.closest<HTMLElement>("[role=option]");
    if (!option) return;
    event.preventDefault();
    toggle(option);
  }, { capture: true });
}
