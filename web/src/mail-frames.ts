// The frame of a formatted mail is as tall as what is in it. Without this it has a height of its own, and scrolls.
import { $$ } from "./dom.ts";

/** What is longer scrolls within its frame. */
const TALLEST = 4000;
const watched = new WeakMap<Document, ResizeObserver>();

function fit(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument?.body;
  if (inside) frame.style.blockSize = `${Math.min(inside.offsetHeight, TALLEST)}px`;
}

function watch(frame: HTMLIFrameElement): void {
  const inside = frame.contentDocument;
  if (!inside?.body || inside.URL === "about:blank" || watched.has(inside)) return;
  // A quotation is opened, a picture comes, the frame gets wider.
  const observer = new ResizeObserver(() => fit(frame));
  observer.observe(inside.body);
  watched.set(inside, observer);
  fit(frame);
}

export function startMailFrames(): void {
  document.addEventListener("load", (event) => {
    if (event.target instanceof HTMLIFrameElement && event.target.matches("iframe.mail")) watch(event.target);
  }, { capture: true });
  for (const frame of $$<HTMLIFrameElement>("iframe.mail")) watch(frame);
}
