// Closing with unsaved words, or a contact of nobody, asks what shall become of it, in a bar that stops nobody from
// going on: in the foot of the form one leaves ([data-leaves], .asking), or for a line of the rail (form[data-asks]).
import { $, delegate } from "./dom.ts";
import { isDirty } from "./guard.ts";
import { idle } from "./navigate.ts";
import { ask, close } from "./toast.ts";

const guarded = (key: string): HTMLFormElement | null => $<HTMLFormElement>(`main form[data-guard="${CSS.escape(key)}"]`);

/** What is being asked. Whoever answers the bar that is there wants no other one in its place. */
let asking: AbortController | null = null;

/** Asks the server what has to be decided; closes at once where that is nothing. */
async function closeLine(form: HTMLFormElement): Promise<void> {
  asking?.abort();
  const { signal } = asking = new AbortController();
  const at = new FormData(form).get("at");
  const bar = await fetch(`${form.dataset["asks"]}?at=${encodeURIComponent(String(at ?? ""))}`, { headers: { Accept: "text/html", "HX-Request": "true", "HX-Target": "closing" }, signal })
    .then((response) => response.status === 200 ? response.text() : null).catch(() => null);
  if (signal.aborted) return;
  if (bar !== null) { ask(bar, "closing"); return; }
  form.removeAttribute("data-asks");
  form.requestSubmit();
}

/** Saves the form that is on the page, then closes its line; of another one the link leads to it. */
async function saveFirst(form: HTMLFormElement, bar: HTMLElement): Promise<void> {
  const key = form.dataset["guard"] ?? "";
  form.requestSubmit();
  await idle();
  const still = guarded(key);
  if (still && isDirty(still)) { close(bar); return; }
  $<HTMLInputElement>("input[name=words][value=keep]", bar)?.form?.requestSubmit();
}

export function startClosing(): void {
  let before: Element | null = null;
  delegate("click", ".toast.is-asking a, .toast.is-asking button", () => asking?.abort());
  delegate<SubmitEvent>("submit", "form.shut[data-asks]", (event, element) => {
    const form = element as HTMLFormElement;
    const has = form.previousElementSibling?.classList.contains("has-draft");
    if (!has && !form.hasAttribute("data-nobody")) return;
    event.preventDefault();
    void closeLine(form);
  });
  delegate<MouseEvent>("click", ".toast a[data-save]", (event, link) => {
    const form = guarded(link.dataset["save"] ?? ""), bar = link.closest<HTMLElement>(".toast");
    if (!form || !bar) return;
    event.preventDefault();
    void saveFirst(form, bar);
  });
  delegate<MouseEvent>("click", ".toast.is-asking a", (_, link) => { const bar = link.closest<HTMLElement>(".toast"); if (bar && !link.dataset["save"]) close(bar); });
  delegate<MouseEvent>("click", "a[data-leaves]", (event, link) => {
    const form = link.closest("form"), asking = form && $(".asking", form);
    if (!form || !asking || !isDirty(form)) return;
    event.preventDefault();
    before = document.activeElement;
    asking.hidden = false;
    $("button, a", asking)?.focus();
  });
  delegate("click", "[data-goes-on]", (_, button) => {
    const asking = button.closest<HTMLElement>(".asking");
    if (asking) asking.hidden = true;
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
}
