// role=listbox with aria-activedescendant: candidates, and the palette's results. Options hold no controls of
// their own (ARIA does not allow it); they say where they lead: data-form="#pick-7", data-href or data-press.
import { $, $$, delegate } from "./dom.ts";
import { visit } from "./navigate.ts";
import { showGlimpse } from "./glimpse.ts";

export const optionsOf = (list: ParentNode): HTMLElement[] =>
  $$("[role=option]", list).filter((option) => !option.hidden && option.ariaDisabled !== "true");

export function activeOf(list: HTMLElement): HTMLElement | null {
  const id = list.getAttribute("aria-activedescendant");
  return (id && document.getElementById(id)) || $("[role=option].is-focus", list);
}

export function activate(list: HTMLElement, option: HTMLElement | undefined, owner: HTMLElement = list): void {
  for (const other of $$("[role=option]", list)) {
    const on = other === option;
    other.classList.toggle("is-focus", on);
    other.ariaSelected = String(on);
  }
  if (option) {
    owner.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
    showGlimpse(option);
  } else {
    owner.removeAttribute("aria-activedescendant");
  }
}

/** Goes where the option leads. */
export function openOption(option: HTMLElement): void {
  const { form, href, press } = option.dataset;
  const dialog = option.closest("dialog");
  dialog?.close();
  if (form) { $<HTMLFormElement>(form)?.requestSubmit(); return; }
  if (press) { $(press)?.click(); return; }
  if (href) { void visit(href); return; }
  const inner = $<HTMLElement>("form", option);
  if (inner instanceof HTMLFormElement) inner.requestSubmit(); else $("a[href], button", option)?.click();
}

export function startListbox(): void {
  delegate<KeyboardEvent>("keydown", "[role=listbox]", (event, list) => {
    if (event.target !== list || event.ctrlKey || event.metaKey || event.altKey) return;
    const options = optionsOf(list);
    if (!options.length) return;
    const active = activeOf(list), at = active ? options.indexOf(active) : -1;
    const to: Record<string, number> = { ArrowDown: at + 1, j: at + 1, ArrowUp: at - 1, k: at - 1, Home: 0, End: options.length - 1 };
    const next = to[event.key];
    if (next !== undefined) { event.preventDefault(); activate(list, options[Math.max(0, Math.min(options.length - 1, next))]); }
    else if ((event.key === "Enter" || event.key === " ") && active) { event.preventDefault(); openOption(active); }
  });
  delegate<MouseEvent>("click", "[role=option]", (event, option) => {
    if (event.defaultPrevented || (event.target as Element).closest("a, button, input, form")) return;
    const list = option.closest<HTMLElement>("[role=listbox]");
    if (list) activate(list, option);
    openOption(option);
  });
}
