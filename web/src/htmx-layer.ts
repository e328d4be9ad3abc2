// The only module that knows htmx 4. We use its swap and morph (and let its hx-* attributes work, should a
// page want them); requests of links and forms go through navigate.ts, where drafts and status codes count.
import "./htmx-config.ts";
import htmx from "htmx.org";
import { tellLeave, tellSwap } from "./bus.ts";
import { isHeld } from "./guard.ts";

export const csrf = (): string => document.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content ?? "";

// Chromium (156) loses the whole page when an input with suggestions is moved with its state. Where the move is
// refused, htmx takes the node out and puts it in again, which is harmless.
const move = Element.prototype.moveBefore as typeof Element.prototype.moveBefore | undefined;
const SUGGESTS = "input[list], datalist";
if (move) {
  Element.prototype.moveBefore = function (this: Element, node: Node, child: Node | null) {
    if (node instanceof Element && (node.matches(SUGGESTS) || node.querySelector(SUGGESTS))) throw new DOMException("has suggestions", "NotSupportedError");
    move.call(this, node, child);
  } as typeof move;
}

const SAID = ["class", "autofocus", "aria-invalid", "aria-describedby", "aria-errormessage"];

// Morph hooks exist only as extension methods, not as DOM events (htmx 4.0.1).
htmx.registerExtension("visavi", {
  htmx_before_morph_node(old: Element, { newNode }: { newNode: Element }): boolean {
    // Another part in the same place (its id tells) is as open as the server says.
    if (old instanceof HTMLDetailsElement && old.id !== newNode.id) old.open = newNode.hasAttribute("open");
    if (!isHeld(old)) return true;
    const incoming = newNode instanceof HTMLInputElement ? newNode.defaultValue
      : newNode instanceof HTMLTextAreaElement ? newNode.defaultValue : undefined;
    const known = old instanceof HTMLInputElement || old instanceof HTMLTextAreaElement ? old.defaultValue : undefined;
    if (incoming !== undefined && incoming !== known) old.setAttribute("data-theirs", incoming);
    // The words stay; what the server says about them (an error, a class) still arrives.
    for (const name of SAID) {
      const value = newNode.getAttribute(name);
      if (value === null) old.removeAttribute(name); else old.setAttribute(name, value);
    }
    return false;
  },
  htmx_before_morph_attr(old: Element, detail: { attrName: string }): boolean {
    // What the person opened stays open: the server does not know about it.
    return !(detail.attrName === "open" && (old instanceof HTMLDetailsElement || old instanceof HTMLDialogElement));
  },
});

document.addEventListener("htmx:config:request", (event) => {
  const { request } = (event as CustomEvent).detail.ctx;
  if (request.method !== "GET") request.headers["X-CSRF-Token"] = csrf();
});
document.addEventListener("htmx:before:request", () => { const m = document.getElementById("main"); if (m) tellLeave(m); });
// The event comes from the form or link that asked; what arrived is where its answer went.
document.addEventListener("htmx:after:swap", (event) => {
  const { ctx } = (event as CustomEvent).detail, { target } = ctx;
  if (!ours.has(ctx) && target instanceof HTMLElement) tellSwap(present(target, target.id));
});

/** Swaps that this module tells of itself. */
const ours = new WeakSet<object>();

/** An element, or what has come in its place. */
const present = (element: HTMLElement, id: string): HTMLElement =>
  (id && document.getElementById(id)) || (element.isConnected ? element : document.body);

export type SwapStyle = "outerHTML" | "outerMorph" | "innerMorph" | "beforebegin" | "afterend" | "afterbegin" | "beforeend";

/** Puts `html` into the page and tells every module about it. */
export async function swap(target: HTMLElement, html: string, style: SwapStyle): Promise<void> {
  const id = target.id;
  const swap = { text: html, target, swap: style };
  ours.add(swap);
  await htmx.swap(swap);
  tellSwap(present(target, id));
}

/** A node of an answer, parsed once. */
export const parse = (html: string): Document => new DOMParser().parseFromString(html, "text/html");
