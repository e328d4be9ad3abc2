// The history: older rows are loaded by a real link (or when one scrolls near it), at most 400 rows stay in
// the page, and new rows wait behind a pill while one reads further down or marks text.
import { $, $$, delegate, scrollerOf } from "./dom.ts";
import { onSwap, tellSwap } from "./bus.ts";
import { parse, swap } from "./htmx-layer.ts";
import { takeRefresh } from "./refresh.ts";

const MOST = 400;
const ROW = ".entry[id]";
let held: HTMLElement | null = null; // the newest page, not yet shown
let loading = false;

const feed = (): HTMLElement | null => document.getElementById("feed");

/** Is the person further down, or busy with the text? Then nothing may move under their eyes. */
function reading(list: HTMLElement): boolean {
  const selection = getSelection();
  if (selection && !selection.isCollapsed && selection.anchorNode && list.contains(selection.anchorNode)) return true;
  const scroller = scrollerOf(list);
  const first = $(ROW, list);
  if (!first) return false;
  return first.getBoundingClientRect().top < Math.max(0, scroller.getBoundingClientRect().top) - 4;
}

/** Rows are grouped by day; the row's place is before its next neighbour in the fresh page. */
function insertNew(list: HTMLElement, fresh: HTMLElement): void {
  const days = $$(".day[id]", fresh);
  for (const [at, day] of days.entries()) {
    const there = $(`.day[id="${CSS.escape(day.id)}"]`, list);
    if (!there) {
      const after = days.slice(at + 1).map((d) => $(`.day[id="${CSS.escape(d.id)}"]`, list)).find(Boolean);
      const copy = document.importNode(day, true);
      if (after) after.before(copy); else ($("[data-older]", list)?.closest(".older") ?? null)?.before(copy) ?? list.append(copy);
      tellSwap(copy);
      continue;
    }
    const rows = $$(ROW, day);
    for (const [n, row] of rows.entries()) {
      if (document.getElementById(row.id)) continue;
      const next = rows.slice(n + 1).map((r) => document.getElementById(r.id)).find((r) => r && there.contains(r));
      const copy = document.importNode(row, true);
      copy.classList.add("is-new");
      if (next) next.before(copy); else ($("[role=feed]", there) ?? there).append(copy);
      tellSwap(copy);
    }
  }
}

async function updateKnown(list: HTMLElement, fresh: HTMLElement): Promise<void> {
  for (const row of $$(ROW, fresh)) {
    const old = document.getElementById(row.id);
    if (old && list.contains(old) && !old.isEqualNode(row)) await swap(old, keepOpen(old, row).outerHTML, "outerMorph");
  }
  // Rows that left (moved to another customer, deleted): those as new as the fresh page but not on it.
  const ids = new Set($$(ROW, fresh).map((row) => row.id));
  const last = $$(ROW, fresh).at(-1);
  const edge = last ? document.getElementById(last.id) : null;
  if (!edge) return;
  for (const row of $$(ROW, list)) {
    if (row === edge) break;
    if (!ids.has(row.id) && !list.hasAttribute("data-trimmed")) row.remove();
  }
}

/** The mark of the row one stands on belongs to this page, not to the server. */
function keepOpen(old: HTMLElement, row: HTMLElement): HTMLElement {
  if (old.classList.contains("is-focus")) row.classList.add("is-focus");
  return row;
}

function pill(count: number): void {
  const button = document.getElementById("new-pill");
  if (!button) return;
  button.hidden = count === 0;
  if (!count) return;
  const rule = new Intl.PluralRules(document.documentElement.lang || "en").select(count);
  const text = button.dataset[rule] ?? button.dataset["other"] ?? "{n}";
  ($("[data-count]", button) ?? button).textContent = text.replace("{n}", new Intl.NumberFormat(document.documentElement.lang || "en").format(count));
}

const fresher = (list: HTMLElement, fresh: HTMLElement): number =>
  $$(ROW, fresh).filter((row) => !list.querySelector(`[id="${CSS.escape(row.id)}"]`)).length;

async function take(list: HTMLElement, fresh: HTMLElement): Promise<void> {
  if (!$(ROW, list) || !$(ROW, fresh)) { await swap(list, fresh.outerHTML, "outerMorph"); return; } // empty before or after
  await updateKnown(list, fresh);
  const count = fresher(list, fresh);
  if (count && (reading(list) || list.hasAttribute("data-trimmed"))) { held = fresh; pill(count); return; }
  held = null;
  pill(0);
  insertNew(list, fresh);
  trim(list, "old");
}

async function showHeld(): Promise<void> {
  const list = feed();
  if (!list) return;
  getSelection()?.removeAllRanges();
  if (list.hasAttribute("data-trimmed")) { await top(list); return; }
  const fresh = held;
  held = null;
  pill(0);
  if (fresh) insertNew(list, fresh);
  scrollerOf(list).scrollTo({ top: 0 });
  $(ROW, list)?.focus({ preventScroll: true });
}

/** Back to the newest page after rows at the top were dropped. */
async function top(list: HTMLElement): Promise<void> {
  const url = $<HTMLAnchorElement>("[data-newer]", list)?.href ?? list.dataset["refresh"];
  if (!url) return;
  const fresh = await page(url);
  if (!fresh) return;
  held = null;
  pill(0);
  await swap(list, fresh.outerHTML, "outerHTML");
  const now = feed();
  if (now) scrollerOf(now).scrollTo({ top: 0 });
}

async function page(url: string): Promise<HTMLElement | null> {
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": "feed" } });
    return response.ok ? parse(await response.text()).getElementById("feed") : null;
  } catch { return null; }
}

async function older(link: HTMLAnchorElement): Promise<void> {
  const list = feed();
  if (!list || loading) return;
  loading = true;
  list.ariaBusy = "true";
  const fresh = await page(link.href);
  list.ariaBusy = null;
  loading = false;
  if (!fresh) { // the link stays, says so, and can be pressed again
    link.classList.add("is-failed");
    link.textContent = link.dataset["failed"] ?? link.textContent;
    return;
  }
  const focused = document.activeElement === link;
  let first: HTMLElement | null = null;
  const place = link.closest(".older");
  for (const day of $$(".day[id]", fresh)) {
    const there = $(`.day[id="${CSS.escape(day.id)}"]`, list);
    const rows = $$(ROW, day).filter((row) => !document.getElementById(row.id)).map((row) => document.importNode(row, true));
    if (there) ($("[role=feed]", there) ?? there).append(...rows);
    else { const copy = document.importNode(day, true); place?.before(copy); first ??= $(ROW, copy); }
    first ??= rows[0] ?? null;
  }
  const next = $("[data-older]", fresh)?.closest(".older");
  if (next) place?.replaceWith(document.importNode(next, true)); else place?.remove();
  trim(list, "new");
  tellSwap(list);
  if (focused) first?.focus({ preventScroll: true });
}

/** Keeps 400 rows: drops from the end one is not at. */
function trim(list: HTMLElement, end: "old" | "new"): void {
  const rows = $$(ROW, list);
  const over = rows.length - MOST;
  if (over <= 0) return;
  if (end === "new") {
    const anchor = rows.at(-1);
    const before = anchor?.getBoundingClientRect().top ?? 0;
    for (const row of rows.slice(0, over)) row.remove();
    list.setAttribute("data-trimmed", "");
    for (const link of $$("[data-newer]", list)) { const p = link.closest<HTMLElement>(".older"); if (p) p.hidden = false; }
    scrollerOf(list).scrollTop -= before - (anchor?.getBoundingClientRect().top ?? 0);
  } else if ($("[data-older]", list)) {
    // Dropped rows at the old end cannot be asked for by the link that stands there: keep them instead.
    return;
  }
  for (const day of $$(".day", list)) if (!$(ROW, day)) day.remove();
}

let observer: IntersectionObserver | null = null;
function observe(): void {
  observer?.disconnect();
  const list = feed(), link = list && $<HTMLAnchorElement>("[data-older]", list);
  if (!list || !link || link.classList.contains("is-failed")) return;
  const scroller = scrollerOf(list);
  observer = new IntersectionObserver((entries) => { if (entries.some((entry) => entry.isIntersecting)) void older(link); },
    { root: scroller === document.scrollingElement ? null : scroller, rootMargin: "600px 0px" });
  observer.observe(link);
}

export function startFeed(): void {
  takeRefresh("feed", take);
  delegate<MouseEvent>("click", "#feed a[data-older]", (event, link) => { event.preventDefault(); void older(link as HTMLAnchorElement); }, { capture: true });
  delegate<MouseEvent>("click", "#feed a[data-newer]", (event) => { event.preventDefault(); const list = feed(); if (list) void top(list); }, { capture: true });
  delegate("click", "#new-pill", () => void showHeld());
  // Scrolled back to the top by hand: what waited comes in.
  document.addEventListener("scroll", (event) => {
    const list = feed();
    if (held && list && event.target instanceof Element && event.target.contains(list) && !reading(list)) void showHeld();
  }, { capture: true, passive: true });
  onSwap((root) => { if (root.contains(feed())) { if (root.id !== "feed") { held = null; pill(0); } observe(); } });
  observe();
}
