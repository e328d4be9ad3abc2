// Navigation: links and forms fetch the whole page, of which only the parts below .shell are swapped, so the
// live stream, the toasts and whoever listens stay. Without this module the same links and forms simply work.
import { delegate, $, main } from "./dom.ts";
import { tellLeave } from "./bus.ts";
import { csrf, parse, swap } from "./htmx-layer.ts";
import { release, settle, unrelease } from "./guard.ts";
import { forget, forgetAll, handOn, readAnew } from "./drafts.ts";
import { setLeaving } from "./leave.ts";
import { announce } from "./announcer.ts";
import { word } from "./words.ts";
import { toast, toastsFrom } from "./toast.ts";

export interface Visit {
  /** "move" for what the person asked for; a pop keeps the focus where it is. */
  focus?: "move" | "keep";
  history?: "push" | "none";
  form?: HTMLFormElement;
  init?: RequestInit;
}

let visiting: AbortController | null = null; // a newer GET replaces an older one
let sending = 0; // writes are never dropped
let settled: Promise<unknown> = Promise.resolve();
/** Resolves when no swap and no write is on its way. */
export const idle = (): Promise<unknown> => settled;

const shellKey = (): string => document.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute("src") ?? "";

export function visit(url: string, how: Visit = {}): Promise<void> {
  const run = go(new URL(url, location.href), how);
  settled = run.catch(() => undefined);
  return run;
}

async function go(url: URL, how: Visit): Promise<void> {
  const write = how.init?.method !== undefined && how.init.method !== "GET";
  const abort = new AbortController();
  if (!write) { visiting?.abort(); visiting = abort; } else sending++;
  if (how.form?.hasAttribute("data-logout")) setLeaving(true);
  const late = setTimeout(() => document.documentElement.setAttribute("data-loading", ""), 150);
  try {
    const headers = new Headers({ Accept: "text/html", "HX-Request": "true", "HX-Boosted": "true" });
    if (write) headers.set("X-CSRF-Token", csrf());
    const response = await fetch(url, { credentials: "same-origin", ...how.init, headers, signal: write ? null : abort.signal });
    if (!response.ok) setLeaving(false);
    if (!/text\/html/.test(response.headers.get("Content-Type") ?? "")) { notAPage(response, url, write); return; }
    const html = await response.text();
    if (abort.signal.aborted) return;
    await show(response, html, url, how, write);
  } catch (error) {
    if (abort.signal.aborted) return;
    if (how.form) unrelease(how.form);
    setLeaving(false);
    const again = how.form;
    toast(word("failed"), { kind: "error", action: { label: word("retry"), run: () => (again?.isConnected ? again.requestSubmit() : void visit(url.href, how)) } });
    if (!(error instanceof TypeError)) console.error(error);
  } finally {
    clearTimeout(late);
    if (write) sending--;
    if (!sending && (visiting === abort || write)) document.documentElement.removeAttribute("data-loading");
  }
}

/** A file, a problem document or nothing at all. */
function notAPage(response: Response, url: URL, write: boolean): void {
  const text = response.headers.get("X-Toast");
  if (text) toast(decodeURIComponent(text), { kind: response.ok ? "status" : "error" });
  else if (!response.ok) toast(word("failed"), { kind: "error" });
  else if (!write) location.assign(url.href);
}

/** A button named "take" asks the server to fill in the form: what it answers counts, not what was sent. */
const fills = ({ init }: Visit): boolean => init?.body instanceof URLSearchParams && init.body.has("take");

async function show(response: Response, html: string, url: URL, how: Visit, write: boolean): Promise<void> {
  const page = parse(html);
  const target = new URL(response.url || url.href);
  target.hash = url.hash;
  const scriptNow = page.querySelector<HTMLScriptElement>('script[type="module"][src]')?.getAttribute("src") ?? "";
  const elsewhere = (page.body.dataset["agent"] ?? "") !== (document.body.dataset["agent"] ?? "");
  // Logged in or out, or a new version of the program: start afresh.
  if (elsewhere || !page.getElementById("main") || (response.ok && scriptNow && scriptNow !== shellKey())) {
    if (elsewhere && !page.body.dataset["agent"] && how.form?.hasAttribute("data-logout")) forgetAll();
    if (how.form?.dataset["guard"] && response.ok) forget(how.form.dataset["guard"]);
    if (response.ok && (!write || response.redirected)) { location.assign(target.href); return; }
  }
  const form = how.form;
  if (form) {
    if (response.ok) {
      form.removeAttribute("data-dirty");
      if (form.dataset["guard"]) forget(form.dataset["guard"]);
    } else if (!fills(how)) unrelease(form);
  }
  const old = main(), moved = response.ok && form?.matches("[data-hands-words], [data-takes-words]") ? form : null;
  if (moved?.hasAttribute("data-hands-words")) handOn();
  if (old) tellLeave(old);
  copyRoot(page);
  // The browser itself follows `autofocus` in fresh markup while nothing has the focus; a pop must not move it.
  if (how.focus === "keep") for (const field of page.querySelectorAll("[autofocus]")) field.removeAttribute("autofocus");
  if (how.history !== "none" && target.href !== location.href && (!write || response.redirected)) history.pushState({ visavi: 1 }, "", target);
  await place(page, write && !response.ok);
  // As a browser does by itself: words stay in a form that was refused, passwords do not.
  if (write) for (const field of document.querySelectorAll<HTMLInputElement>("main input[type=password]")) field.value = "";
  if (page.title) document.title = page.title;
  if (moved) void readAnew();
  if (form?.isConnected && (response.ok || fills(how))) settle(form);
  const text = response.headers.get("X-Toast");
  if (text) toast(decodeURIComponent(text), { kind: response.ok ? "status" : "error" });
  toastsFrom(document);
  if (!response.ok && form?.dataset["guard"]) $(`form[data-guard="${CSS.escape(form.dataset["guard"])}"]`)?.setAttribute("data-dirty", "");
  if (how.focus !== "keep") focusNew(target.hash);
}

/** Language, theme, density and keys may have been changed by what was just saved. */
function copyRoot(page: Document): void {
  const [from, to] = [page.documentElement, document.documentElement];
  for (const name of ["lang", "data-theme", "data-density", "data-keys"]) {
    const value = from.getAttribute(name);
    if (value === null) to.removeAttribute(name); else to.setAttribute(name, value);
  }
  const token = page.querySelector<HTMLMetaElement>('meta[name="csrf"]')?.content;
  if (token) $<HTMLMetaElement>('meta[name="csrf"]')?.setAttribute("content", token);
}

/** Swaps the children of .shell one by one. The rail is always morphed: somebody may be typing in its search. */
async function place(page: Document, refused: boolean): Promise<void> {
  const shell = $(".shell"), next = page.querySelector<HTMLElement>(".shell");
  if (!shell || !next) {
    const frame = $(".frame"), nextFrame = page.querySelector(".frame");
    if (frame && nextFrame) await swap(frame, nextFrame.outerHTML, "outerHTML");
    return;
  }
  shell.className = next.className;
  const wanted = new Set([...next.children].map((child) => child.id));
  for (const child of [...shell.children]) if (!wanted.has(child.id)) child.remove();
  let before: HTMLElement | null = null;
  for (const child of [...next.children] as HTMLElement[]) {
    const there: HTMLElement | null = child.id ? shell.querySelector<HTMLElement>(`:scope > #${CSS.escape(child.id)}`) : null;
    if (there) await swap(there, child.outerHTML, child.id === "main" && !refused && !sameMain(there, child) ? "outerHTML" : "outerMorph");
    else if (before) await swap(before, child.outerHTML, "afterend");
    else await swap(shell, child.outerHTML, "afterbegin");
    before = child.id ? shell.querySelector<HTMLElement>(`:scope > #${CSS.escape(child.id)}`) : before;
  }
}

/** The same card again (saved, commented): morph, so that scroll, open entries and other words stay. */
function sameMain(old: HTMLElement, now: HTMLElement): boolean {
  const [a, b] = [old.dataset, now.dataset];
  return old.className === now.className && a["page"] === b["page"] && a["interaction"] === b["interaction"]
    && a["customer"] === b["customer"] && Boolean(b["page"] ?? b["interaction"] ?? b["customer"]);
}

function focusNew(hash: string): void {
  const root = main();
  if (!root) return;
  const wrong = $("[aria-invalid='true'], .errors [href], .errors", root);
  const to = wrong ?? $("[autofocus]", root) ?? (hash ? document.getElementById(hash.slice(1)) : null);
  if (to) {
    // What is at fault may be folded away: the morph leaves open what is open, and closed what is closed.
    for (let fold = to.closest("details:not([open])"); fold; fold = fold.closest("details:not([open])")) (fold as HTMLDetailsElement).open = true;
    if (to.tabIndex < 0) to.setAttribute("tabindex", "-1");
    to.focus();
  } else if (!document.activeElement || document.activeElement === document.body) {
    // The element one came from is gone: go on from the start of the new content, silently for the eye.
    root.setAttribute("tabindex", "-1");
    root.focus({ preventScroll: true });
  }
  if (document.title) announce(document.title);
}

export function startNavigation(): void {
  delegate<MouseEvent>("click", ".frame a[href], .toast a[href], dialog a[href], .preview a[href]", (event, element) => {
    const link = element as HTMLAnchorElement;
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    if (link.target && link.target !== "_self") return;
    if (link.hasAttribute("download") || link.closest("[data-native]") || link.origin !== location.origin) return;
    if (link.getAttribute("href")?.startsWith("#")) return;
    event.preventDefault();
    const dialog = link.closest("dialog");
    dialog?.close();
    void visit(link.href);
  });
  delegate<SubmitEvent>("submit", ".frame form, .toast form, dialog form, .preview form", (event, element) => {
    const form = element as HTMLFormElement;
    const submitter = event.submitter as HTMLButtonElement | HTMLInputElement | null;
    const method = (submitter?.getAttribute("formmethod") ?? form.getAttribute("method") ?? "get").toUpperCase();
    if (event.defaultPrevented || method === "DIALOG" || form.closest("[data-native]") || form.target) return;
    const action = new URL(submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href, location.href);
    if (action.origin !== location.origin) return;
    event.preventDefault();
    if (form.ariaBusy === "true") return; // pressed twice
    const data = new FormData(form, submitter);
    form.closest("dialog")?.close();
    if (method === "GET") {
      action.search = new URLSearchParams(data as unknown as Record<string, string>).toString();
      void visit(action.href);
      return;
    }
    form.ariaBusy = "true";
    release(form);
    const body = form.enctype === "multipart/form-data" ? data : new URLSearchParams(data as unknown as Record<string, string>);
    void visit(action.href, { form, init: { method, body } }).finally(() => { form.ariaBusy = null; });
  });
  history.replaceState({ visavi: 1 }, "");
  addEventListener("popstate", (event) => { if (event.state?.visavi) void visit(location.href, { history: "none", focus: "keep" }); });
}
