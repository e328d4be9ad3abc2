// Search fields that are also forms: a page that came by a link says itself what is searched for. A morph leaves what
// was typed in a field, so that "show all" would stand below the words that it took back.
import { $$ } from "./dom.ts";
import { onLeave, onSwap } from "./bus.ts";

/** Whoever is in the field goes on typing. */
const fields = (root: HTMLElement): HTMLInputElement[] =>
  $$<HTMLInputElement>("input[name=q]", root).filter((field) => field !== document.activeElement);

export function startSearch(): void {
  // What was searched for is no unsaved word: the field may take what the next page says.
  onLeave((root) => { for (const field of fields(root)) field.defaultValue = field.value; });
  onSwap((root) => { if (root.id === "main") for (const field of fields(root)) field.value = field.defaultValue; });
}
