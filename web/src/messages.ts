// A conversation grows at its end: keep the end in sight, unless one has scrolled up to read.
import { onSwap } from "./bus.ts";
import { $$, scrollerOf, within } from "./dom.ts";

const NEAR = 48;
const atEnd = new WeakMap<Element, boolean>();

function follow(list: Element): void {
  const scroller = list.closest(".scroll") ?? list;
  if (scroller !== scrollerOf(list)) return; // the whole card scrolls (embedded): leave it where it is
  if (atEnd.get(scroller) ?? true) scroller.scrollTop = scroller.scrollHeight;
}

export function startMessages(): void {
  document.addEventListener("scroll", (event) => {
    const box = event.target;
    if (box instanceof Element && box.querySelector(".messages")) atEnd.set(box, box.scrollHeight - box.scrollTop - box.clientHeight < NEAR);
  }, { capture: true, passive: true });
  onSwap((root) => { for (const list of within(root, ".now .messages, .desk-part .messages")) follow(list); });
  for (const list of $$(".now .messages, .desk-part .messages")) follow(list);
}
