// Toasts: bottom centre, ten seconds, kept while hovered or focused. Errors stay until dismissed.
// The server asks for one by the header X-Toast, or by <template data-toast> in the page it sends.
import { $$, delegate } from "./dom.ts";
import { onSwap } from "./bus.ts";
import { word } from "./words.ts";

export interface ToastOptions {
  kind?: "status" | "error" | "waiting" | "asking";
  icon?: string;
  action?: { label: string; key?: string; run?: () => void; href?: string };
  /** A toast with the same name replaces the earlier one. */
  name?: string;
}

const KEEP = 10_000, MOST = 3;

export const icon = (name: string): SVGElement => {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#i-${name}`);
  svg.append(use);
  return svg;
};

export function toast(text: string, options: ToastOptions = {}): HTMLElement {
  const box = document.createElement("div");
  const line = document.createElement("span");
  line.textContent = text;
  box.append(icon(options.icon ?? (options.kind === "error" ? "circle-alert" : options.kind === "waiting" ? "bell" : "check")), line);
  if (options.action) {
    const { label, key, run, href } = options.action;
    const button = document.createElement(href ? "a" : "button");
    button.textContent = label;
    button.className = "toast-do";
    if (button instanceof HTMLAnchorElement) button.href = href ?? ""; else button.type = "button";
    if (key) { const k = document.createElement("kbd"); k.textContent = key; button.append(" ", k); }
    button.addEventListener("click", () => { close(box); run?.(); });
    box.append(button);
  }
  return add(box, options);
}

function add(box: HTMLElement, options: ToastOptions): HTMLElement {
  const region = document.getElementById("toasts");
  if (!region) return box;
  box.classList.add("toast");
  const error = options.kind === "error", asking = options.kind === "asking";
  if (asking) box.classList.add("is-asking");
  box.setAttribute("role", error ? "alert" : asking ? "group" : "status");
  if (error) box.classList.add("is-error");
  if (options.name) {
    box.dataset["name"] = options.name;
    for (const old of $$(".toast", region)) if (old.dataset["name"] === options.name) old.remove();
  }
  const shut = document.createElement("button");
  shut.type = "button";
  shut.className = "icon-button";
  shut.ariaLabel = shut.title = word("dismiss");
  if (options.kind === "asking") shut.dataset["key"] = "Esc";
  shut.append(icon("x"));
  shut.addEventListener("click", () => close(box));
  box.append(shut);
  region.append(box);
  const shown = $$(".toast:not(.is-error, .is-asking)", region);
  for (const old of shown.slice(0, Math.max(0, shown.length - MOST))) old.remove();
  if (!error && !asking) linger(box);
  return box;
}

/** A question with its answers, which stays until it is answered or dismissed. */
export function ask(html: string, name: string): void {
  const box = document.createElement("div");
  box.innerHTML = html;
  box.setAttribute("aria-labelledby", `${name}-h`);
  add(box, { kind: "asking", name });
  box.querySelector<HTMLElement>("a, button")?.focus();
}

function linger(box: HTMLElement): void {
  let timer = 0;
  const start = () => { clearTimeout(timer); timer = window.setTimeout(() => box.remove(), KEEP); };
  const stop = () => clearTimeout(timer);
  const away = () => { if (!box.matches(":hover, :focus-within")) start(); };
  box.addEventListener("mouseenter", stop);
  box.addEventListener("focusin", stop);
  box.addEventListener("mouseleave", away);
  box.addEventListener("focusout", () => setTimeout(away));
  start();
}

export function close(box: HTMLElement): void {
  box.remove();
}

/** Templates in freshly swapped markup (or in the first page). */
export function toastsFrom(root: ParentNode): void {
  for (const template of $$<HTMLTemplateElement>("template[data-toast]", root)) {
    const box = document.createElement("div");
    box.append(template.content.cloneNode(true));
    template.remove();
    add(box, { kind: template.dataset["toast"] === "error" ? "error" : "status" });
  }
}

export function startToasts(): void {
  toastsFrom(document);
  onSwap(toastsFrom);
  delegate("submit", ".toast form", (_, form) => { const box = form.closest<HTMLElement>(".toast"); if (box) setTimeout(() => close(box)); });
}
