// The pane beside several matches: shows the marked one. Below 1200 px it is not there and nothing is fetched.
import { visible } from "./dom.ts";
import { swap } from "./htmx-layer.ts";

let timer = 0, abort: AbortController | null = null;

export function showGlimpse(option: HTMLElement): void {
  const pane = document.getElementById("glimpse");
  const url = option.dataset["preview"];
  if (!pane || !url || pane.dataset["shows"] === url || !visible(pane)) return;
  clearTimeout(timer);
  timer = window.setTimeout(async () => {
    abort?.abort();
    abort = new AbortController();
    try {
      const response = await fetch(url, { headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": "glimpse" }, signal: abort.signal });
      if (!response.ok) return;
      pane.dataset["shows"] = url;
      await swap(pane, await response.text(), "innerMorph");
    } catch { /* a newer one was asked for, or no connection: what stands there stays */ }
  }, 120);
}
