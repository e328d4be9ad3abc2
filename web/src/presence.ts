// Presence: tells who is before this page what to say of them at the card (#presence[data-presence]): looking, editing
// and in which field, or away from the keys. The fields that others are in get a thin outline and the name.
import { onSwap } from "./bus.ts";
import { $, $$, agent, isTextField, main } from "./dom.ts";
import { isDirty } from "./guard.ts";
import { csrf } from "./htmx-layer.ts";

const AGAIN = 25_000, AWAY = 180_000;
const page = "randomUUID" in crypto ? crypto.randomUUID() : "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (c) => (Number(c) ^ (crypto.getRandomValues(new Uint8Array(1))[0] ?? 0) & 15 >> Number(c) / 4).toString(16));
let at = "", told = "", toldAt = 0, timer = 0, moved = Date.now();

interface Here { page: string; doing: "viewing" | "editing" | "idle"; field: string | null }

function here(): Here {
  const form = $<HTMLFormElement>("form[data-guard]", main() ?? document);
  const focus = document.activeElement;
  const writes = isTextField(focus) && focus instanceof HTMLElement && focus.closest("main form[data-guard]");
  const field = writes && focus.id ? focus.id : null;
  if (document.hidden || Date.now() - moved > AWAY) return { page, doing: "idle", field: null };
  return writes || (form && isDirty(form)) ? { page, doing: "editing", field } : { page, doing: "viewing", field: null };
}

async function send(method: "PUT" | "DELETE", customer: string, body?: Here, last = false): Promise<void> {
  const query = method === "DELETE" ? `?page=${page}` : "";
  try {
    await fetch(`/customers/${customer}/presence${query}`, {
      method, keepalive: last, headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf() }, ...(body && { body: JSON.stringify(body) }),
    });
  } catch { /* Offline: nobody is told, and the row goes by itself. */ }
}

function look(): void {
  clearTimeout(timer);
  timer = window.setTimeout(look, AGAIN);
  const customer = $("#presence")?.dataset["presence"] ?? "";
  if (at && at !== customer) { if (!customer) void send("DELETE", at); told = ""; }
  at = customer;
  if (!customer) return;
  const now = here(), text = JSON.stringify(now);
  if (text === told && Date.now() - toldAt < AGAIN - 1000) return;
  told = text;
  toldAt = Date.now();
  void send("PUT", customer, now);
}

/** A moment later: focus goes through nothing on its way from one field to the next. */
const soon = (): void => { clearTimeout(timer); timer = window.setTimeout(look, 300); };

/** The outlines of the fields that others are in. */
function mark(): void {
  for (const field of $$(".is-others")) { field.classList.remove("is-others"); field.removeAttribute("data-by"); }
  for (const one of $$("#presence [data-field]")) {
    const field = document.getElementById(one.dataset["field"] ?? "")?.closest<HTMLElement>(".field");
    if (!field) continue;
    field.classList.add("is-others");
    field.dataset["by"] = one.dataset["by"] ?? "";
  }
}

export function startPresence(): void {
  if (!agent()) return;
  onSwap(() => { mark(); soon(); });
  const stir = (): void => { const away = Date.now() - moved > AWAY; moved = Date.now(); if (away) soon(); };
  for (const type of ["keydown", "pointerdown", "pointermove"]) document.addEventListener(type, stir, { passive: true });
  for (const type of ["focusin", "focusout", "visibilitychange"]) document.addEventListener(type, soon);
  addEventListener("pagehide", () => { if (at) void send("DELETE", at, undefined, true); at = told = ""; });
  addEventListener("pageshow", (event) => { if (event.persisted) soon(); });
  mark();
  soon();
}
