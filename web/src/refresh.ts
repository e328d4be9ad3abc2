// [data-on="interaction:7 customer:12 rail"] with data-refresh="/url": fetched again and morphed when the
// live stream reports such a change. The first change is asked for at once; many at once, and those that come while
// or soon after an element was fetched, become one more request for it.
import { $$ } from "./dom.ts";
import { isLogin, toLogin } from "./leave.ts";
import { parse, swap } from "./htmx-layer.ts";
import { toastsFrom } from "./toast.ts";

export interface Change { interaction: string | null; customer: string | null; kind: string }

/** A module may take over what happens with fresh markup of an element (the feed does). */
type Taker = (old: HTMLElement, fresh: HTMLElement) => Promise<void> | void;
const takers = new Map<string, Taker>();
export const takeRefresh = (id: string, taker: Taker): void => { takers.set(id, taker); };

/** What is told together arrives within so many milliseconds … */
const TOGETHER = 5;
/** … what one looks at, [data-first], is asked for so long before the rest of what has changed with it … */
const AHEAD = 30;
/** … and an element is fetched once in so many at most. */
const PAUSE = 40;

const waiting = new Map<string, number>();
const running = new Set<string>();
/** When each element was asked for last. */
const asked = new Map<string, number>();

const tokensOf = (change: Change): string[] => {
  const tokens: string[] = [];
  if (change.interaction) tokens.push(`interaction:${change.interaction}`, "rail");
  if (change.customer) tokens.push(`customer:${change.customer}`);
  if (change.kind) tokens.push(`kind:${change.kind}`);
  return tokens;
};

export const refreshFor = (change: Change): void => refreshWhere(tokensOf(change));

export function refreshWhere(tokens: string[] | "all"): void {
  const found = $$("[data-on][data-refresh]").filter((element) => {
    const on = element.dataset["on"]?.split(/\s+/) ?? [];
    return tokens === "all" || on.some((token) => tokens.includes(token));
  });
  const isFirst = (element: HTMLElement): boolean => element.hasAttribute("data-first");
  const ahead = found.some(isFirst) ? AHEAD : 0;
  for (const element of found) refresh(element, isFirst(element) ? 0 : ahead);
}

/** `after`: how many milliseconds to wait for what matters more. */
export function refresh(element: HTMLElement, after = 0): void {
  const id = element.id;
  if (!id) { console.error("data-refresh needs an id", element); return; }
  if (waiting.has(id)) return;
  // [data-calm="2000"]: what changes all the time is read anew no more often than this, in milliseconds.
  const least = Math.max(PAUSE, Number(element.dataset["calm"] ?? 0));
  const pause = Math.max(TOGETHER + after, (asked.get(id) ?? -least) + least - performance.now());
  waiting.set(id, window.setTimeout(() => { waiting.delete(id); void load(id); }, pause));
}

async function load(id: string, attempt = 0): Promise<void> {
  if (running.has(id)) { const e = document.getElementById(id); if (e) setTimeout(() => refresh(e), 60); return; }
  const element = document.getElementById(id);
  const url = element?.dataset["refresh"];
  if (!element || !url) return;
  running.add(id);
  asked.set(id, performance.now());
  let again = false;
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": id } });
    if (isLogin(response)) { toLogin(); return; }
    again = response.status >= 500;
    if (response.ok) {
      const fresh = parse(await response.text()).getElementById(id);
      const old = document.getElementById(id);
      // One may have gone to another card while this was on its way: its element has another address.
      if (fresh && old && old.dataset["refresh"] === url) await apply(old, fresh);
    }
  } catch { again = true; } finally { running.delete(id); }
  if (again && attempt < 3) setTimeout(() => void load(id, attempt + 1), 1000 * 2 ** attempt);
}

/** A form that is being written keeps what it began with, which its answer is compared with; one that was refused says why. */
const KEPT = "form.in-place, form:has([aria-invalid='true'])";
const same = (form: HTMLElement, fresh: HTMLElement): HTMLElement | undefined => {
  const name = form.hasAttribute("id") ? "id" : "action";
  return $$("form", fresh).find((one) => one.getAttribute(name) === form.getAttribute(name));
};

async function apply(old: HTMLElement, fresh: HTMLElement): Promise<void> {
  const taker = takers.get(old.id);
  const facts = factsOf(old);
  for (const form of $$(KEPT, old)) same(form, fresh)?.replaceWith(form.cloneNode(true));
  if (taker) await taker(old, fresh); else await swap(old, fresh.outerHTML, "outerMorph");
  const now = document.getElementById(old.id);
  // What somebody else changed is tinted for two seconds (an animation of the class).
  if (now) for (const [label, [fact, text]] of factsOf(now)) if ((facts.get(label)?.[1] ?? "") !== text) tint(fact);
  // The state of the contact decides whether the next pop may replace this card.
  const state = now?.dataset["mainState"], main = document.getElementById("main");
  if (state && main) main.dataset["state"] = state;
  if (now) toastsFrom(now);
}

type Fact = [element: HTMLElement, text: string];
const factsOf = (root: HTMLElement): Map<string, Fact> => new Map($$(".fact", root)
  .filter((fact) => !fact.querySelector("time[data-since], time[data-until]"))
  .map((fact, at) => [`${fact.querySelector("dt")?.textContent}${at}`, [fact, fact.textContent ?? ""]]));

function tint(fact: HTMLElement): void {
  fact.classList.add("is-fresh");
  setTimeout(() => fact.classList.remove("is-fresh"), 2100);
}
