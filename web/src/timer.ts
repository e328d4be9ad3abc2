// <time data-since="…"> counts up, <time data-until="…"> counts down, by the clock of the server.
import { $$ } from "./dom.ts";
import { onSwap } from "./bus.ts";

let offset = 0; // server minus this machine, in ms

/** What time it is for the server. */
export const serverNow = (): number => Date.now() + offset;

export function span(seconds: number): string {
  const s = Math.max(0, Math.floor(seconds));
  const two = (n: number) => String(n).padStart(2, "0");
  const h = Math.floor(s / 3600), m = Math.floor(s / 60) % 60;
  return h ? `${h}:${two(m)}:${two(s % 60)}` : `${m}:${two(s % 60)}`;
}

function tick(root: ParentNode = document): void {
  const now = serverNow();
  for (const time of $$("time[data-since], time[data-until]", root)) {
    const { since, until } = time.dataset;
    const ms = since ? now - Date.parse(since) : Date.parse(until ?? "") - now;
    if (Number.isNaN(ms)) continue;
    const text = span(ms / 1000);
    if (time.textContent !== text) time.textContent = text;
    time.classList.toggle("is-over", !since && ms <= 0);
  }
}

export function startTimers(): void {
  const server = Date.parse(document.body.dataset["now"] ?? "");
  // The stamp was made about when the first byte arrived, not when this script runs.
  const page = performance.getEntriesByType("navigation")[0] as PerformanceNavigationTiming | undefined;
  const stamped = performance.timeOrigin + (page?.responseStart ?? performance.now());
  if (!Number.isNaN(server)) offset = server - stamped;
  tick();
  setInterval(tick, 1000);
  onSwap((root) => tick(root));
}
