// j and k walk the rows ([data-item]) of the list one is in; Enter opens the row. The row itself gets the
// focus, so a screen reader reads it and Tab goes on to what is inside.
import { $, $$, isTextField, main, visible } from "./dom.ts";
import { activate, activeOf, openOption, optionsOf } from "./listbox.ts";

/** The list of the focused row, else the first listbox, else the first list of the page. */
function itemsFrom(from: Element | null): HTMLElement[] {
  const root = main();
  if (!root) return [];
  const all = $$("[data-item]", root).filter(visible);
  const list = from?.closest("[data-list], [role=listbox], .feed, ul, ol, tbody");
  const own = list ? all.filter((item) => list.contains(item)) : [];
  if (own.length) return own;
  const first = all[0]?.closest("[data-list], [role=listbox], .feed, ul, ol, tbody");
  return first ? all.filter((item) => first.contains(item)) : all;
}

function step(by: number): boolean {
  const from = document.activeElement?.closest("[data-item]") ?? null;
  const items = itemsFrom(from);
  if (!items.length) return false;
  const list = items[0]?.closest<HTMLElement>("[role=listbox]");
  if (list) {
    const options = optionsOf(list), at = options.indexOf(activeOf(list) ?? list);
    activate(list, options[Math.max(0, Math.min(options.length - 1, at + by))]);
    list.focus({ preventScroll: true });
    return true;
  }
  const marked = from ?? items.find((item) => item.classList.contains("is-focus")) ?? null;
  const at = marked ? items.indexOf(marked as HTMLElement) : -1;
  const next = items[Math.max(0, Math.min(items.length - 1, at < 0 ? 0 : at + by))];
  if (!next) return false;
  for (const item of items) item.classList.toggle("is-focus", item === next);
  if (next.tabIndex < 0) next.tabIndex = -1;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
  return true;
}

export function startList(): void {
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target) || $("dialog:modal")) return;
    const off = document.documentElement.dataset["keys"] === "off";
    if ((event.key === "j" || event.key === "k") && !off) { if (step(event.key === "j" ? 1 : -1)) event.preventDefault(); return; }
    if (event.key !== "Enter") return;
    const row = event.target instanceof HTMLElement && event.target.matches("[data-item]") ? event.target : null;
    // A row that is a link itself opens by itself.
    if (!row || row.matches("a[href]")) return;
    event.preventDefault();
    if (row.role === "option") { openOption(row); return; }
    const details = $<HTMLDetailsElement>("details", row);
    const link = $("a[data-open]", row) ?? (details ? null : $("a[href]:not([data-key])", row));
    if (link) link.click(); else if (details) details.open = !details.open;
  });
  document.addEventListener("focusin", (event) => {
    const row = event.target instanceof Element ? event.target.closest("[data-item]") : null;
    for (const other of $$("[data-item].is-focus:not([role=option])")) if (other !== row) other.classList.remove("is-focus");
    if (row && row.role !== "option") row.classList.add("is-focus");
  });
}
