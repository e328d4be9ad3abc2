// <a href="/keys" data-opens="#keys">: opens the dialog; without scripts the link leads to a page.
import { $, delegate } from "./dom.ts";

export function startDialogs(): void {
  delegate<MouseEvent>("click", "[data-opens]", (event, element) => {
    const dialog = $<HTMLDialogElement>(element.dataset["opens"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    if (!dialog.open) dialog.showModal();
  }, { capture: true });
  delegate("click", "[data-closes]", (_, element) => element.closest("dialog")?.close());
  // A click beside the box, on the backdrop, closes; a click inside has a deeper target.
  delegate<MouseEvent>("mousedown", "dialog", (event, element) => {
    if (event.target !== element) return;
    const box = element.getBoundingClientRect();
    if (event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom) (element as HTMLDialogElement).close();
  });
  // Menus made of <details class="menu">: one open at a time, closed by Esc or a click elsewhere.
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!(event.target instanceof Node && menu.contains(event.target)) || (event.target instanceof Element && event.target.closest("a, button"))) menu.open = false;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = $<HTMLDetailsElement>("details.menu[open]");
    if (!menu) return;
    event.preventDefault();
    menu.open = false;
    $("summary", menu)?.focus();
  }, { capture: true });
}
