// <button data-copy-link="/customers/12"> copies the whole address.
// <button data-copy="+46701740605" data-copied="Copied +46 70 174 06 05">
import { delegate } from "./dom.ts";
import { toast } from "./toast.ts";
import { word } from "./words.ts";

async function write(text: string): Promise<boolean> {
  try { await navigator.clipboard.writeText(text); return true; } catch { /* plain http on a local network, or a frame without the permission */ }
  const area = document.createElement("textarea");
  area.value = text;
  area.readOnly = true;
  area.className = "sr";
  const focused = document.activeElement;
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}

export function startCopy(): void {
  delegate<MouseEvent>("click", "[data-copy], [data-copy-link]", async (event, element) => {
    event.preventDefault();
    const link = element.dataset["copyLink"];
    if (!(await write(link ? new URL(link, location.href).href : element.dataset["copy"] ?? ""))) return;
    element.classList.add("is-done");
    setTimeout(() => element.classList.remove("is-done"), 1500);
    toast(element.dataset["copied"] ?? word("copied"), { name: "copied", icon: "copy" });
  });
}
