// Drafts: unsaved words are kept by form[data-guard] while one goes elsewhere, and put back when the form
// shows again. Memory is the store; sessionStorage only lets them survive a reload (it may be forbidden).
import { onLeave, onSwap } from "./bus.ts";
import { $$, agent, delegate, within } from "./dom.ts";
import { controlsOf, isDirty, isHeld } from "./guard.ts";

type Entry = [name: string, nth: number, value: string];
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

let over = false;
/** Forms whose words were given up: leaving must not keep them after all. */
const discarded = new WeakSet<HTMLFormElement>();

function keep(form: HTMLFormElement): void {
  const key = form.dataset["guard"];
  if (!key || over || discarded.has(form)) return;
  const entries = isDirty(form) ? entriesOf(form) : [];
  if (!entries.length) { forget(key); return; }
  drafts.set(key, entries);
  storage((store) => store.setItem(prefix() + key, JSON.stringify(entries)));
  markTabs();
}

export function forget(key: string): void {
  drafts.delete(key);
  storage((store) => store.removeItem(prefix() + key));
  markTabs();
}

/** Log-out: nothing typed by this person stays behind for the next one. */
export function forgetAll(): void {
  over = true; // the page is about to go, and leaving keeps words otherwise
  drafts.clear();
  storage((store) => { for (const key of Object.keys(store)) if (key.startsWith("visavi-draft:")) store.removeItem(key); });
}

/** The pencil on a tab of the rail: the server draws it hidden, with its word in the person's language. */
function markTabs(root: ParentNode = document): void {
  for (const tab of within(root, "[data-guard-prefix]")) {
    const start = tab.dataset["guardPrefix"] ?? "";
    const has = start !== "" && [...drafts.keys()].some((key) => key.startsWith(start));
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
  const flush = () => { clearTimeout(timer); for (const form of pending) if (form.isConnected) keep(form); pending.clear(); };
  const note = (_: Event, form: HTMLElement) => {
    discarded.delete(form as HTMLFormElement);
    pending.add(form as HTMLFormElement);
    clearTimeout(timer);
    timer = window.setTimeout(flush, 300);
  };
  delegate("input", "form[data-guard]", note);
  delegate("change", "form[data-guard]", note);
  // Discard: the form says so itself, and its words are gone.
  delegate("reset", "form[data-guard]", (_, form) => { form.removeAttribute("data-dirty"); forget(form.dataset["guard"] ?? ""); });
  delegate("click", "[data-discard]", (_, element) => {
    const key = element.dataset["discard"] || element.closest<HTMLElement>("form[data-guard]")?.dataset["guard"] || "";
    for (const form of $$<HTMLFormElement>("form[data-guard]")) if (form.dataset["guard"] === key) { discarded.add(form); pending.delete(form); }
    forget(key);
  });
  addEventListener("pagehide", flush);
  onLeave((root) => { flush(); for (const form of within<HTMLFormElement>(root, "form[data-guard]")) keep(form); });
  onSwap((root) => restore(root));
  restore(document);
}
