// The pop: a contact is offered to this person, and its card opens by itself. It never moves the focus and
// never replaces unsaved words or a live call; then the contact only gets its tab and a word about it.
import { $$, isTextField, main } from "./dom.ts";
import { announce } from "./announcer.ts";
import { hasUnsaved } from "./guard.ts";
import { idle, visit } from "./navigate.ts";
import { toast } from "./toast.ts";
import { word } from "./words.ts";
import { quiet } from "./keys.ts";

export interface Pop { url: string; interaction: string; text: string }

const MARK = "● ";
let marked = false;

/** May the card be replaced without asking? */
export function busyWith(interaction: string): boolean {
  const root = main();
  if (!root) return false;
  if (hasUnsaved(root)) return true;
  return root.dataset["state"] === "active" && root.dataset["interaction"] !== interaction;
}

export async function pop({ url, interaction, text }: Pop): Promise<void> {
  if (document.hidden) mark();
  await idle(); // what the person is just doing comes first, and may change the answer
  if (main()?.dataset["interaction"] === interaction) { announce(text); return; }
  if (busyWith(interaction)) {
    announce(text);
    toast(text || word("waiting"), { kind: "waiting", name: "waiting", action: { label: word("open"), key: "F2", href: url } });
    return;
  }
  const field = document.activeElement;
  const typing = isTextField(field) && main()?.contains(field);
  await visit(url, { focus: "keep" });
  // The field one was about to type in is gone with the old card: the next letters must not act as keys.
  if (typing && !field?.isConnected) quiet(1000);
  announce(text);
}

/** F2: to the contact that has waited longest. */
export function oldestWaiting(): HTMLElement | undefined {
  return $$("#rail [data-waiting]").sort((a, b) => (a.dataset["waiting"] ?? "").localeCompare(b.dataset["waiting"] ?? ""))[0];
}

function mark(): void {
  marked = true;
  if (!document.title.startsWith(MARK)) document.title = MARK + document.title;
}

export function startPop(): void {
  // A swap sets the title anew; while nobody has looked, the mark stays.
  new MutationObserver(() => { if (marked && document.hidden && !document.title.startsWith(MARK)) mark(); })
    .observe(document.head, { subtree: true, childList: true, characterData: true });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden || !marked) return;
    marked = false;
    if (document.title.startsWith(MARK)) document.title = document.title.slice(MARK.length);
  });
}
