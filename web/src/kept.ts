// What is typed is kept by the server too, so that a crash, a log-out or another computer loses none of it.
// The server keeps one draft a form; requests of one form go one after another, the newest words last.
import { csrf } from "./htmx-layer.ts";

export type Entry = [name: string, nth: number, value: string];
type Words = { entries: Entry[]; body: string } | null;

/** Forms whose last request is under way, and what is to be told after it. */
const under = new Map<string, Words | undefined>();
/** Forms of which the server keeps something. */
const there = new Set<string>();

async function tell(key: string, words: Words, keepalive: boolean): Promise<void> {
  under.set(key, undefined);
  try {
    const response = await fetch(`/drafts/${encodeURIComponent(key)}`, {
      method: words ? "PUT" : "DELETE", keepalive,
      headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf() },
      ...(words && { body: JSON.stringify(words) }),
    });
    if (words && response.ok) there.add(key);
    if (!words && response.ok) there.delete(key);
  } catch { /* Offline: sessionStorage has it, and the next letter tries again. */ }
  const next = under.get(key);
  under.delete(key);
  if (next !== undefined) await tell(key, next, false);
}

/** Resolves when the server has heard everything that was to be told. */
export async function quiet(): Promise<void> {
  while (under.size) await new Promise((resolve) => setTimeout(resolve, 30));
}

/** Keeps words; null gives them up. `last`: the page is about to go. */
export function keepThere(key: string, words: Words, last = false): void {
  if (!words && !there.has(key) && !under.has(key)) return;
  // A browser lets at most 64 kB outlive a page.
  const keepalive = last && (words ? words.body.length * 2 : 0) < 60_000;
  if (under.has(key) && !last) under.set(key, words);
  else void tell(key, words, keepalive);
}

/** What the server keeps of this agent. */
export async function readThere(): Promise<[key: string, entries: Entry[]][]> {
  try {
    const response = await fetch("/drafts", { headers: { Accept: "application/json" } });
    if (!response.ok || !(response.headers.get("Content-Type") ?? "").includes("json")) return [];
    const drafts: { key: string; entries: Entry[] }[] = await response.json();
    for (const { key } of drafts) there.add(key);
    return drafts.map(({ key, entries }) => [key, entries]);
  } catch { return []; }
}
