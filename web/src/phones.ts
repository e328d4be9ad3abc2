// Fields of telephone numbers (input[inputmode=tel] in a form): a choice of the country beside them, with its name in
// the reader's language, and the digits in groups while one types. Only what is added at the end is grouped at once:
// whoever corrects something in the middle, or takes something away, is left alone until they leave the field.
import { onSwap } from "./bus.ts";
import { $$, agent, delegate, main } from "./dom.ts";
import { csrf } from "./htmx-layer.ts";

interface Countries { home: string; prefixes: [country: string, prefix: number][] }
interface Typed { text: string; country: string | null }

const FIELDS = "main form input[inputmode=tel]";
let countries: Promise<Countries | null> | null = null;
const read = (): Promise<Countries | null> =>
  countries ??= fetch("/phones/countries", { headers: { Accept: "application/json" } }).then((response) => (response.ok ? response.json() as Promise<Countries> : null)).catch(() => null);

async function group(text: string): Promise<Typed | null> {
  try {
    const response = await fetch("/phones/groups", { method: "POST", headers: { "X-CSRF-Token": csrf() }, body: new URLSearchParams({ text }) });
    return response.ok ? await response.json() as Typed | null : null;
  } catch { return null; }
}

const pickerOf = (field: HTMLInputElement): HTMLSelectElement | null => field.parentElement?.querySelector<HTMLSelectElement>("select.prefix") ?? null;

/** What the server said is the default now: choosing by itself is no typing. */
function choose(picker: HTMLSelectElement, country: string): void {
  for (const option of picker.options) option.defaultSelected = option.value === country;
  picker.value = country;
}

async function equip(field: HTMLInputElement): Promise<void> {
  const known = await read();
  if (!known || !field.isConnected || pickerOf(field)) return;
  const names = new Intl.DisplayNames([document.documentElement.lang], { type: "region" });
  const named = known.prefixes.map(([country, prefix]) => ({ country, prefix, name: names.of(country) ?? country }))
    .sort((a, b) => Number(b.country === known.home) - Number(a.country === known.home) || a.name.localeCompare(b.name, document.documentElement.lang));
  const picker = document.createElement("select");
  picker.className = "input prefix figures";
  picker.ariaLabel = document.getElementById("toasts")?.dataset["country"] ?? "Country";
  for (const { country, prefix, name } of named) picker.add(new Option(`+${prefix} ${name}`, country));
  for (const option of picker.options) option.dataset["prefix"] = (option.text.split(" ")[0] ?? "").slice(1);
  field.before(picker);
  field.parentElement?.classList.add("has-prefix");
  choose(picker, known.home);
  void show(field, false);
}

/** Groups the field, if nobody has typed on meanwhile, and shows whose number it is. */
async function show(field: HTMLInputElement, change: boolean): Promise<void> {
  const text = field.value;
  if (!text.trim()) return;
  const typed = await group(text);
  if (!typed || field.value !== text) return;
  const picker = pickerOf(field);
  if (picker && typed.country) choose(picker, typed.country);
  if (change && typed.text !== text) {
    field.value = typed.text; // the caret goes to the end, where it was
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

/** Another country: its prefix in the place of the one that stands there, or before a number without one. */
async function prefix(picker: HTMLSelectElement): Promise<void> {
  const field = picker.parentElement?.querySelector<HTMLInputElement>(FIELDS);
  const option = picker.selectedOptions[0], before = picker.querySelector<HTMLOptionElement>("option[selected]") ?? [...picker.options].find((one) => one.defaultSelected);
  if (!field || !option) return;
  const digits = field.value.replace(/[^\d+]/g, "").replace(/^00/, "+");
  const old = `+${before?.dataset["prefix"] ?? ""}`;
  const rest = digits.startsWith(old) ? digits.slice(old.length) : digits.startsWith("+") ? "" : digits.replace(/^0+/, "");
  const home = (await read())?.home;
  choose(picker, option.value);
  if (!rest && option.value === home) field.value = "";
  else field.value = `+${option.dataset["prefix"]} ${rest}`;
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
  if (rest) void show(field, true);
}

export function startPhones(): void {
  if (!agent()) return;
  const timers = new WeakMap<HTMLElement, number>(), touched = new WeakSet<HTMLElement>();
  delegate<InputEvent>("input", FIELDS, (event, element) => {
    const field = element as HTMLInputElement;
    touched.add(field);
    const adds = !event.inputType || event.inputType.startsWith("insert");
    // What the choice of a country wrote is as it should be, with the space before what comes next.
    if (!event.isTrusted || !adds || event.isComposing || field.selectionStart !== field.value.length) return;
    clearTimeout(timers.get(field));
    timers.set(field, window.setTimeout(() => { if (field.selectionStart === field.value.length && document.activeElement === field) void show(field, true); }, 150));
  });
  delegate("focusout", FIELDS, (_, field) => { if (touched.delete(field)) void show(field as HTMLInputElement, true); });
  delegate("change", "select.prefix", (_, picker) => { void prefix(picker as HTMLSelectElement); });
  const all = (): void => { const root = main(); if (root) for (const field of $$<HTMLInputElement>("form input[inputmode=tel]", root)) void equip(field); };
  onSwap(all);
  all();
}
