// <a href="/keys" data-opens="#keys">: opens the dialog; without scripts the link leads to a page.
// <a href="/blocklist/new" data-sheet>: what the address answers for `sheet` is shown in dialog#sheet.
import { $, $$, delegate, visible } from "./dom.ts";
import { swap } from "./htmx-layer.ts";

export function startDialogs(): void {
  delegate<MouseEvent>("click", "[data-opens]", (event, element) => {
    const dialog = $<HTMLDialogElement>(element.dataset["opens"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  }, { capture: true });
  delegate<MouseEvent>("click", "a[data-sheet]", (event, element) => {
    if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void showSheet((element as HTMLAnchorElement).href);
  }, { capture: true });
  delegate("click", "[data-print]", () => window.print());
  delegate("click", "[data-closes]", (_, element) => element.closest("dialog")?.close());
  // A click beside the box, on the backdrop, closes; a click inside has a deeper target.
  delegate<MouseEvent>("mousedown", "dialog", (event, element) => {
    if (event.target !== element) return;
    const box = element.getBoundingClientRect();
    if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) (element as HTMLDialogElement).close();
  });
  // What one comes to such a menu for, where that is not its first item.
  document.addEventListener("toggle", (event) => {
    const menu = event.target;
    if (menu instanceof HTMLDetailsElement && menu.open && menu.dataset["first"]) $(menu.dataset["first"], menu)?.focus();
  }, { capture: true });
  // Menus made of <details class="menu">: one open at a time, closed by Esc or a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(event.target instanceof Node && menu.contains(event.target)) || (event.target instanceof Element && event.target.closest("a, button"))) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    const menu = $<HTMLDetailsElement>("details.menu[open]");
    if (!menu) return;
    if (event.key === "Escape") {
      event.preventDefault();
      menu.open = false;
      $("summary", menu)?.focus();
    } else if (event.target instanceof Element && menu.contains(event.target) && walk(menu, event.key)) {
      event.preventDefault();
    }
  }, { capture: true });
}

/** Arrows, Home and End walk what an open menu offers. */
function walk(menu: HTMLElement, key: string): boolean {
  const items = $$("a[href], button", menu).filter(visible);
  const at = items.indexOf(document.activeElement as HTMLElement);
  const to = { ArrowDown: at + 1, ArrowUp: at < 0 ? items.length - 1 : at - 1, Home: 0, End: items.length - 1 }[key];
  if (to === undefined || !items.length) return false;
  items[(to + items.length) % items.length]?.focus();
  return true;
}

async function showSheet(url: string): Promise<void> {
  const dialog = document.getElementById("sheet");
  const answer = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": "sheet" } }).catch(() => null);
  // What cannot be shown here is a page of its own: the log-in, or why not.
  if (!(dialog instanceof HTMLDialogElement) || !answer?.ok || answer.redirected) { location.assign(url); return; }
  dialog.replaceChildren();
  await swap(dialog, await answer.text(), "innerMorph");
  if (!dialog.open) dialog.showModal();
}
