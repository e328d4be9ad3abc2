// Keys: data-key="e" on the element the key stands for, matched by the produced character, so that they sit
// where each keyboard has them. "a b" are alternatives, "g>h" is one after the other. Single characters act
// only outside text fields and can be switched off (<html data-keys="off">, WCAG 2.1.4).
import { $, $$, isTextField, main, visible } from "./dom.ts";
import { oldestWaiting } from "./pop.ts";

let quietUntil = 0, first = "", firstAt = 0;
export const quiet = (ms: number): void => { quietUntil = Date.now() + ms; };

const NAMES: Record<string, string> = { Escape: "Esc", " ": "Space" };

/** "Ctrl+Enter", "F2", "?", "Y"; empty for what cannot be a shortcut. */
export function nameOf(event: KeyboardEvent): string {
  if (event.isComposing || event.key === "Dead" || event.key === "Unidentified") return "";
  const key = NAMES[event.key] ?? event.key;
  if (event.altKey && !event.getModifierState("AltGraph")) return "";
  if (event.ctrlKey && event.getModifierState("AltGraph")) return key; // AltGr shows as Ctrl+Alt on Windows
  if (event.ctrlKey || event.metaKey) return `Ctrl+${key.length === 1 ? key.toUpperCase() : key}`;
  return key;
}

/** The topmost modal dialog, if any: keys of what lies under it do not act. */
const layer = (): ParentNode => $$("dialog:modal").at(-1) ?? document;

function find(name: string, from: Element | null): HTMLElement | undefined {
  // What opens a dialog may be hidden itself: narrow frames have no room for the button, the key still counts. So does that
  // of what stands in a menu that is closed.
  const all = $$(`[data-key]`, layer()).filter((element) => element.dataset["key"]?.split(" ").includes(name) && (element.dataset["opens"] || element.closest("details.menu:not([open])") || visible(element))
    && !(element as HTMLButtonElement).disabled && element.ariaDisabled !== "true");
  // Nearest first: the form one writes in, then the newest toast, the page, and the rail last.
  const form = from?.closest("form");
  return (form && all.find((element) => form.contains(element))) ?? all.filter((element) => element.closest(".toast")).at(-1)
    ?? all.find((element) => main()?.contains(element)) ?? all[0];
}

function act(element: HTMLElement): void {
  if (isTextField(element)) {
    element.focus();
    if (element instanceof HTMLInputElement) element.select();
  } else {
    // From there the arrows, or Tab, walk what opens.
    if (element.matches("summary")) element.focus();
    element.click();
  }
}

function onKey(event: KeyboardEvent): void {
  if (event.defaultPrevented) return;
  const name = nameOf(event);
  if (!name) return;
  const from = event.target instanceof Element ? event.target : null;
  const inField = isTextField(from);
  if (name.length === 1) {
    if (inField || Date.now() < quietUntil || document.documentElement.dataset["keys"] === "off") return;
    if (from?.closest("[data-own-keys]")) return;
  }
  if (name === "F2") {
    // The toast says so before the rail has been read anew.
    const tab = oldestWaiting() ?? $<HTMLElement>(".toast[data-name='waiting'] a");
    if (tab) { event.preventDefault(); tab.click(); }
    return;
  }
  if (event.repeat) return;
  if (inField && !name.startsWith("Ctrl+") && !/^F\d/.test(name) && name !== "Esc") return;
  const sequence = first && Date.now() - firstAt < 1500 ? `${first}>${name}` : "";
  first = "";
  const element = (sequence && find(sequence, from)) || find(name, from);
  if (name === "Esc") {
    if ($("dialog:modal")) return; // closes by itself
    if (inField && !(element && from?.closest("form")?.contains(element))) { (from as HTMLElement).blur(); return; }
  }
  if (element) { event.preventDefault(); act(element); return; }
  if (name.length === 1 && $(`[data-key^="${CSS.escape(name)}>"], [data-key*=" ${CSS.escape(name)}>"]`)) { first = name; firstAt = Date.now(); }
}

export function startKeys(): void {
  document.addEventListener("keydown", onKey);
}
