// [data-preview="/customers/7/preview"]: a small card on hover or focus. Dismissable with Esc, hoverable
// itself, and it stays until one leaves (WCAG 1.4.13).
import { onLeave } from "./bus.ts";

const cache = new Map<string, { at: number; html: string }>();
const FRESH = 20_000;
let box: HTMLElement | null = null, anchor: HTMLElement | null = null;
let timer = 0, away = 0;

function make(): HTMLElement {
  if (box?.isConnected) return box;
  box = document.createElement("div");
  box.id = "preview";
  box.className = "preview";
  box.popover = "manual";
  box.addEventListener("mouseenter", () => clearTimeout(away));
  box.addEventListener("mouseleave", () => leave());
  document.body.append(box);
  return box;
}

function hide(): void {
  clearTimeout(timer);
  clearTimeout(away);
  anchor?.removeAttribute("aria-describedby");
  anchor = null;
  if (box?.matches(":popover-open")) box.hidePopover();
}

const leave = (): void => { clearTimeout(timer); clearTimeout(away); away = window.setTimeout(hide, 200); };

async function html(url: string): Promise<string> {
  const known = cache.get(url);
  if (known && Date.now() - known.at < FRESH) return known.html;
  const response = await fetch(url, { headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": "preview" } });
  if (!response.ok) return "";
  const text = await response.text();
  if (cache.size > 50) cache.clear();
  cache.set(url, { at: Date.now(), html: text });
  return text;
}

async function show(element: HTMLElement): Promise<void> {
  const url = element.dataset["preview"];
  if (!url) return;
  anchor = element;
  let text = "";
  try { text = await html(url); } catch { return; }
  if (!text || anchor !== element || !element.isConnected) return;
  const card = make();
  card.innerHTML = text;
  card.showPopover();
  element.setAttribute("aria-describedby", "preview");
  // Beside the element where there is room, else below it. Positions by CSSOM, which the CSP allows.
  const at = element.getBoundingClientRect(), size = card.getBoundingClientRect(), gap = 8;
  const beside = at.right + gap + size.width <= innerWidth;
  card.style.left = `${beside ? at.right + gap : Math.max(gap, Math.min(at.left, innerWidth - size.width - gap))}px`;
  const top = beside ? at.top - 4 : at.bottom + 4 + size.height > innerHeight ? at.top - size.height - 4 : at.bottom + 4;
  card.style.top = `${Math.max(gap, Math.min(top, innerHeight - size.height - gap))}px`;
}

function enter(event: Event, wait: number): void {
  const element = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-preview]:not([role=option])") : null;
  if (!element) return;
  clearTimeout(away);
  if (element === anchor) return;
  clearTimeout(timer);
  timer = window.setTimeout(() => { hide(); void show(element); }, wait);
}

export function startPreview(): void {
  document.addEventListener("mouseover", (event) => enter(event, 250));
  document.addEventListener("mouseout", (event) => {
    const from = event.target instanceof Element ? event.target.closest("[data-preview]") : null;
    if (from && !(event.relatedTarget instanceof Node && from.contains(event.relatedTarget))) leave();
  });
  document.addEventListener("focusin", (event) => {
    if (event.target instanceof Element && event.target.matches(":focus-visible")) enter(event, 400);
  });
  document.addEventListener("focusout", leave);
  // Space looks in at a line that has the focus; of a button it is what presses it.
  document.addEventListener("keydown", (event) => {
    const link = event.key === " " && event.target instanceof Element ? event.target.closest<HTMLElement>("#rail a[data-preview]") : null;
    if (!link) return;
    event.preventDefault();
    const isOpen = anchor === link && box?.matches(":popover-open");
    hide();
    if (!isOpen) void show(link);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !box?.matches(":popover-open")) return;
    event.preventDefault();
    hide();
  }, { capture: true });
  document.addEventListener("click", hide);
  document.addEventListener("scroll", (event) => { if (event.target !== box && !(event.target instanceof Node && box?.contains(event.target))) hide(); }, { capture: true, passive: true });
  onLeave(hide);
}
