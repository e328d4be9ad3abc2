// The live stream of this browser: one tab leads (Web Locks) and relays to the others (BroadcastChannel).
// Every tab remembers what it has seen, so a new leader resumes without loss and nothing is told twice.
import { $, agent } from "./dom.ts";
import { forgetAll } from "./drafts.ts";
import { toLogin } from "./leave.ts";
import { pop, type Pop } from "./pop.ts";
import { refreshFor, refreshWhere, type Change } from "./refresh.ts";
import { Stream, type Message } from "./stream.ts";
import { toast } from "./toast.ts";
import { word } from "./words.ts";

type Relay = { kind: "message"; message: Message } | { kind: "state"; up: boolean } | { kind: "hello"; after: string };

const LOST_AFTER = 1500;
const seen = new Set<string>();
const recent: Message[] = []; // what the leader can tell a tab that has just been opened
let cursor = "";
let channel: BroadcastChannel | null = null;
let leads = false, up = false, heard = 0, lostTimer = 0;
let stream: Stream | null = null;

/** Cursors are numbers joined by "-", the weightier first; of others one only knows whether they differ. */
function newer(a: string, b: string): boolean {
  const known = /^\d+(-\d+)*$/;
  if (!known.test(a) || !known.test(b)) return a !== b;
  const [left, right] = [a.split("-").map(BigInt), b.split("-").map(BigInt)];
  for (const [at, part] of left.entries()) if (part !== (right[at] ?? 0n)) return part > (right[at] ?? 0n);
  return false;
}

function tell(relay: Relay): void { if (leads) channel?.postMessage(relay); }

function take(message: Message): void {
  heard = Date.now();
  if (message.event === "ping") { tell({ kind: "message", message }); return; }
  if (message.id) {
    if (seen.has(message.id)) return;
    seen.add(message.id);
    if (seen.size > 1000) seen.delete(seen.values().next().value ?? "");
    cursor = message.id;
    recent.push(message);
    if (recent.length > 200) recent.shift();
  }
  tell({ kind: "message", message });
  handle(message);
}

function handle({ event, data }: Message): void {
  let body: unknown;
  try { body = JSON.parse(data || "{}"); } catch { return; }
  if (event === "change") refreshFor(body as Change);
  else if (event === "due") remind(body as Due);
  else if (event === "pop") { refreshWhere(["rail"]); void pop(body as Pop); }
  else if (event === "reset") refreshWhere("all"); // the server could not resume from our cursor
  else if (event === "session") {
    stream?.close();
    if ((body as { reason?: string }).reason !== "expired") forgetAll();
    toLogin();
  }
}

interface Due extends Change { due: { id: string; url: string; text: string }[] }

/** What one promised is due: told once, and everything that shows it is read anew. */
function remind(told: Due): void {
  refreshFor(told);
  for (const one of told.due) toast(one.text, { kind: "waiting", name: `due-${one.id}`, action: { label: word("open"), href: one.url } });
}

/** Shows the strip only when the cut lasts: a blink would frighten for nothing. */
function state(now: boolean): void {
  up = now;
  heard = Date.now();
  tell({ kind: "state", up });
  const strip = $("#stream-lost");
  // The browser tries again every second: only the first failure starts the clock.
  if (!up && lostTimer && navigator.onLine) return;
  clearTimeout(lostTimer);
  lostTimer = 0;
  if (up) { document.documentElement.removeAttribute("data-lost"); if (strip) strip.hidden = true; return; }
  lostTimer = window.setTimeout(() => {
    document.documentElement.setAttribute("data-lost", "");
    const strip = $("#stream-lost"); // the rail may have been morphed meanwhile
    if (strip) strip.hidden = false;
  }, navigator.onLine ? LOST_AFTER : 0);
}

const makeStream = (): Stream => new Stream(() => cursor, take, state);

function lead(): Promise<void> {
  leads = true;
  stream?.close();
  stream = makeStream();
  stream.open();
  return new Promise((resolve) => {
    addEventListener("pagehide", () => { leads = false; stream?.close(); stream = null; resolve(); }, { once: true });
  });
}

function join(): void {
  heard = Date.now();
  const name = `visavi-live:${agent()}`;
  if (!("locks" in navigator) || !("BroadcastChannel" in window)) { stream = makeStream(); stream.open(); return; }
  channel = new BroadcastChannel(name);
  channel.onmessage = ({ data }: MessageEvent<Relay>) => {
    if (data.kind === "hello") {
      if (!leads) return;
      for (const message of recent) if (data.after && newer(message.id, data.after)) tell({ kind: "message", message });
      tell({ kind: "state", up });
      return;
    }
    if (leads) return;
    if (stream) { stream.close(); stream = null; } // the leader is back, our own stream is not needed
    if (data.kind === "state") state(data.up); else take(data.message);
  };
  channel.postMessage({ kind: "hello", after: cursor } satisfies Relay);
  // Rejected when the page goes away while waiting, or where locks are forbidden (some partitioned frames).
  navigator.locks.request(name, lead).catch(() => { if (!leads && !stream) { stream = makeStream(); stream.open(); } });
}

export function startLive(): void {
  if (!agent()) return; // nobody is logged in
  cursor = document.body.dataset["cursor"] ?? "";
  join();
  // A leader that is asleep or hung relays nothing: then listen ourselves until it does.
  setInterval(() => {
    if (!leads && !stream && Date.now() - heard > 60_000) { stream = makeStream(); stream.open(); }
  }, 10_000);
  const wake = () => { stream?.check(); stream?.retryNow(); };
  addEventListener("online", wake);
  addEventListener("offline", () => state(false));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) wake(); });
  addEventListener("pagehide", () => { channel?.close(); channel = null; });
  addEventListener("pageshow", (event) => { if (event.persisted) join(); });
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("button[data-retry]")) { event.preventDefault(); wake(); }
  });
}

/** After the rail was swapped: its strip must show what is true now. */
export function showState(): void {
  const strip = $("#stream-lost");
  if (strip) strip.hidden = !document.documentElement.hasAttribute("data-lost");
}
