// What a row of the history opens to, and earlier messages, when they do not come: a sentence in their place, and
// another try.
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
      const from = event.target instanceof Element ? event.target : null;
      const details = from?.closest<HTMLElement>(".more-inside"), link = from?.closest<HTMLElement>(".earlier-messages a");
      const place = link ?? (details ? $(".inside", details) : null);
      if (!place) return;
      // The page of an error has no place in a row.
      const { ctx } = (event as CustomEvent).detail;
      if (ctx) ctx.status = "failed";
      if (link) link.textContent = link.dataset["failed"] ?? link.textContent; else failed(place);
    });
  }
  delegate("click", ".more-inside [data-load-again]", (_, button) => {
    const details = button.closest<HTMLElement>(".more-inside"), inside = button.closest<HTMLElement>(".inside");
    if (details && inside) void load(details, inside);
  });
}
