// Small helpers over the document. No behaviour of its own.

export const $ = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T | null =>
  root.querySelector<T>(selector);

export const $$ = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T[] =>
  [...root.querySelectorAll<T>(selector)];

/** Root itself, if it matches, and its descendants. */
export function within<T extends Element = HTMLElement>(root: ParentNode, selector: string): T[] {
  const found = $$<T>(selector, root);
  return root instanceof Element && root.matches(selector) ? [root as unknown as T, ...found] : found;
}

/** One listener on the document for all elements, now and later, that match the selector. */
export function delegate<E extends Event>(
  type: string, selector: string, handle: (event: E, element: HTMLElement) => void, options?: AddEventListenerOptions,
): void {
  document.addEventListener(type, (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(selector) : null;
    if (element) handle(event as E, element);
  }, options);
}

const NOT_TEXT = new Set(["button", "submit", "reset", "checkbox", "radio", "range", "color", "file", "image", "hidden"]);

/** Does typing go into this element? */
export function isTextField(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element instanceof HTMLInputElement) return !NOT_TEXT.has(element.type);
  return element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement || element.isContentEditable;
}

export const visible = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;

/** Lower case without diacritics, so that "lukasz" finds "Łukasz" and "malmo" finds "Malmö". */
export const fold = (text: string): string =>
  text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")
    .replace(/[łßøæœđðþ]/g, (c) => ({ ł: "l", ß: "ss", ø: "o", æ: "ae", œ: "oe", đ: "d", ð: "d", þ: "th" })[c] ?? c);

/** The element that really scrolls around this one (or itself). */
export function scrollerOf(element: Element): Element {
  for (let at: Element | null = element; at; at = at.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight + 1) return at;
  }
  return document.scrollingElement ?? document.documentElement;
}

export const main = (): HTMLElement | null => document.getElementById("main");
export const agent = (): string => document.body.dataset["agent"] ?? "";
