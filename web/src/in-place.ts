// A part of the card that is changed in its place (form.in-place): Tab in its last field saves it and goes on to the
// next pencil of the card. Enter and Esc are those of every form.
import { $$, delegate, visible } from "./dom.ts";
import { controlsOf } from "./guard.ts";

const isOpen = (control: HTMLElement): boolean => visible(control) && control.tabIndex >= 0 && (control as HTMLInputElement).type !== "hidden";

/** The pencil after the form, in the order of the page. */
const next = (form: HTMLFormElement): HTMLElement | undefined =>
  $$(".pencil[data-part]").find((pencil) => form.compareDocumentPosition(pencil) & Node.DOCUMENT_POSITION_FOLLOWING);

export function startInPlace(): void {
  delegate<KeyboardEvent>("keydown", "form.in-place", (event, element) => {
    if (event.key !== "Tab" || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    const form = element as HTMLFormElement, pencil = next(form);
    const field = form.elements.namedItem("next");
    if (!pencil || !(field instanceof HTMLInputElement) || event.target !== controlsOf(form).filter(isOpen).at(-1)) return;
    event.preventDefault();
    field.value = pencil.dataset["part"] ?? "";
    form.requestSubmit();
  });
}
