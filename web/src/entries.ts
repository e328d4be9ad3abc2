// What a row of the history opens to, when it does not come: a sentence in its place, and another try.
import { $, delegate } from "./dom.ts";
import { parse, swap } from "./htmx-layer.ts";

function failed(inside: HTMLElement): void {
  const words = document.getElementById("entry-failed");
  inside.ariaBusy = null;
  if (words instanceof HTMLTemplateElement && !$(".failed", inside)) inside.prepend(words.content.cloneNode(true));
}

async function load(details: HTMLElement, inside: HTMLElement): Promise<void> {
  const url = details.getAttribute("hx-get");
  if (!url) return;
  inside.ariaBusy = "true";
  try {
    const response = await fetch(url, { credentials: "same-origin", headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": inside.id || "inside" } });
    const fresh = response.ok ? $(".inside", parse(await response.text())) : null;
    if (!fresh) { failed(inside); return; }
    await swap(inside, fresh.outerHTML, "outerHTML");
    $("summary", details)?.focus();
  } catch { failed(inside); }
}

export function startEntries(): void {
  // htmx tells of answers that are errors, and of requests that got none.
  for (const type of ["htmx:response:error", "htmx:error"]) {
    document.addEventListener(type, (event) => {
      const details = event.target instanceof Element ? event.target.closest<HTMLElement>(".more-inside") : null;
      const inside = details && $(".inside", details);
      if (inside) failed(inside);
    });
  }
  delegate("click", ".more-inside [data-load-again]", (_, button) => {
    const details = button.closest<HTMLElement>(".more-inside"), inside = button.closest<HTMLElement>(".inside");
    if (details && inside) void load(details, inside);
  });
}
