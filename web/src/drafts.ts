// Drafts: unsaved words are kept by form[data-guard] while one goes elsewhere, and put back when the form
// shows again. Memory is the store; sessionStorage lets them survive a reload at once (it may be forbidden), the
// server everything else.
import { onLeave, onSwap } from "./bus.ts";
import { $$, agent, delegate, within } from "./dom.ts";
import { controlsOf, isDirty, isHeld } from "./guard.ts";
import { type Entry, keepThere, quiet, readThere } from "./kept.ts";

const drafts = new Map<string, Entry[]>();
const prefix = (): string => `visavi-draft:${agent()}:`;
const storage = <T>(use: (store: Storage) => T): T | undefined => { try { return use(sessionStorage); } catch { return undefined; } };

function entriesOf(form: HTMLFormElement): Entry[] {
  const seen = new Map<string, number>();
  const entries: Entry[] = [];
  const all = form.hasAttribute("data-dirty");
  for (const control of controlsOf(form)) {
    if (!control.name) continue;
    const nth = seen.get(control.name) ?? 0;
    seen.set(control.name, nth + 1);
    if (control.type === "hidden" || control.type === "password" || control.type === "file") continue;
    if (!all && !isHeld(control)) continue;
    const tick = control.type === "checkbox" || control.type === "radio";
    entries.push([control.name, nth, tick ? String((control as HTMLInputElement).checked) : control.value]);
  }
  return entries;
}

/** The form as it would be sent, without what only this session knows. */
function bodyOf(form: HTMLFormElement): string {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (name !== "csrf" && typeof value === "string" && form.querySelector(`[name="${CSS.escape(name)}"][type=password]`) === null) body.append(name, value);
  }
  return body.toString();
}

function put(form: HTMLFormElement, entries: Entry[]): void {
  const seen = new Map<string, number>();
  for (const control of controlsOf(form)) {
    const nth = seen.get(control.name) ?? 0;
    seen.set(control.name, nth + 1);
    const entry = entries.find(([name, at]) => name === control.name && at === nth);
    if (!entry) continue;
    if (control.type === "checkbox" || control.type === "radio") (control as HTMLInputElement).checked = entry[2] === "true";
    else control.value = entry[2];
  }
}

/** The words of this page went to somebody else: they are not ours to keep. */
export function handOn(): void {
  for (const form of $$<HTMLFormElement>("main form[data-guard]")) form.reset();
}

/** What the server keeps is what there is: words may have gone to somebody else, or come from them. */
export async function readAnew(): Promise<void> {
  const kept = new Map(await readThere());
  for (const key of [...drafts.keys()]) {
    if (kept.has(key)) continue;
    drafts.delete(key);
    storage((store) => store.removeItem(prefix() + key));
  }
  for (const [key, entries] of kept) drafts.set(key, entries);
  restore(document);
}

let over = false;
/** Forms whose words were given up: leaving must not keep them after all. */
const discarded = new WeakSet<HTMLFormElement>();

function keep(form: HTMLFormElement, last = false): void {
  const key = form.dataset["guard"];
  if (!key || over || discarded.has(form)) return;
  const entries = isDirty(form) ? entriesOf(form) : [];
  if (!entries.length) { forget(key); return; }
  drafts.set(key, entries);
  storage((store) => store.setItem(prefix() + key, JSON.stringify(entries)));
  keepThere(key, { entries, body: bodyOf(form) }, last);
  markTabs();
}

export function forget(key: string): void {
  drafts.delete(key);
  keepThere(key, null);
  storage((store) => store.removeItem(prefix() + key));
  markTabs();
}

/** Log-out: nothing typed by this person stays in this browser for the next one. */
export function forgetAll(): void {
  over = true; // the page is about to go, and leaving keeps words otherwise
  drafts.clear();
  storage((store) => { for (const key of Object.keys(store)) if (key.startsWith("visavi-draft:")) store.removeItem(key); });
}

/** The pencil on a tab of the rail: the server draws it hidden, with its word in the person's language. */
function markTabs(root: ParentNode = document): void {
  for (const tab of within(root, "[data-guard-prefix]")) {
    const starts = (tab.dataset["guardPrefix"] ?? "").split(" ").filter(Boolean);
    const has = [...drafts.keys()].some((key) => starts.some((start) => key.startsWith(start)));
    tab.classList.toggle("has-draft", has);
    for (const sign of $$("[data-draft-sign]", tab)) sign.hidden = !has;
  }
}

function restore(root: ParentNode): void {
  for (const form of within<HTMLFormElement>(root, "form[data-guard]")) {
    const entries = drafts.get(form.dataset["guard"] ?? "");
    if (!entries || isDirty(form)) continue;
    put(form, entries);
    for (const note of $$("[data-draft-note]", form)) note.hidden = false;
    form.dispatchEvent(new CustomEvent("visavi:restored", { bubbles: true }));
  }
  markTabs(root);
}

export function startDrafts(): void {
  storage((store) => {
    for (const key of Object.keys(store)) {
      if (!key.startsWith(prefix())) continue;
      try { drafts.set(key.slice(prefix().length), JSON.parse(store.getItem(key) ?? "[]")); } catch { store.removeItem(key); }
    }
  });
  let timer = 0;
  const pending = new Set<HTMLFormElement>();
  const flush = (last = false) => { clearTimeout(timer); for (const form of pending) if (form.isConnected) keep(form, last); pending.clear(); };
  const note = (_: Event, form: HTMLElement) => {
    discarded.delete(form as HTMLFormElement);
    pending.add(form as HTMLFormElement);
    clearTimeout(timer);
    timer = window.setTimeout(flush, 400);
  };
  delegate("input", "form[data-guard]", note);
  delegate("change", "form[data-guard]", note);
  // Discard: the form says so itself, and its words are gone.
  delegate("reset", "form[data-guard]", (_, form) => { form.removeAttribute("data-dirty"); forget(form.dataset["guard"] ?? ""); });
  delegate("click", "[data-discard]", (_, element) => {
    const keys = (element.dataset["discard"] || element.closest<HTMLElement>("form[data-guard]")?.dataset["guard"] || "").split(" ");
    for (const form of $$<HTMLFormElement>("form[data-guard]")) if (keys.includes(form.dataset["guard"] ?? "")) { discarded.add(form); pending.delete(form); }
    keys.forEach(forget);
  });
  // A contact is handed over with what was typed: the server has to have it before it hears of the transfer.
  delegate<SubmitEvent>("submit", "form[data-hands-words]:not([data-kept])", (event, form) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    for (const one of $$<HTMLFormElement>("main form[data-guard]")) if (isDirty(one)) keep(one);
    // A form that is being sent takes no second sending: this one has to end first.
    void quiet().then(() => setTimeout(() => { form.setAttribute("data-kept", ""); (form as HTMLFormElement).requestSubmit(); }));
  });
  addEventListener("online", () => { for (const form of $$<HTMLFormElement>("form[data-guard]")) if (isDirty(form)) keep(form); });
  addEventListener("pagehide", () => flush(true));
  onLeave((root) => { flush(); for (const form of within<HTMLFormElement>(root, "form[data-guard]")) keep(form); });
  onSwap((root) => restore(root));
  restore(document);
  if (agent()) void readThere().then((kept) => {
    // What this browser knows is newer: it is told to the server a moment later.
    for (const [key, entries] of kept) if (!drafts.has(key)) drafts.set(key, entries);
    restore(document);
  });
}
