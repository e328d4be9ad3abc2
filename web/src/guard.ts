// Draft guard: which words exist only on this screen, and may therefore not be replaced by anybody.

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;
const CONTROLS = "input, textarea, select";
const NEVER = new Set(["hidden", "submit", "button", "reset", "image", "password", "file"]);

export const isControl = (node: unknown): node is Control =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;

/** Does the control hold something else than the server sent? */
export function isChanged(control: Control): boolean {
  if (control instanceof HTMLSelectElement) {
    const options = [...control.options];
    if (!options.some((option) => option.defaultSelected)) return control.multiple ? control.selectedIndex >= 0 : control.selectedIndex > 0;
    return options.some((option) => option.selected !== option.defaultSelected);
  }
  if (control instanceof HTMLInputElement) {
    if (NEVER.has(control.type)) return false;
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
  }
  return control.value !== control.defaultValue;
}

export const controlsOf = (root: ParentNode): Control[] => [...root.querySelectorAll<Control>(CONTROLS)];

/** Controls whose words were just sent: the answer may replace them, unless one typed on meanwhile. */
const sent = new WeakMap<Control, string>();
const stateOf = (control: Control): string =>
  control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio") ? String(control.checked) : control.value;

export function release(form: HTMLFormElement): void {
  for (const control of form.elements) if (isControl(control)) sent.set(control, stateOf(control));
}
export function unrelease(form: HTMLFormElement): void {
  for (const control of form.elements) if (isControl(control)) sent.delete(control);
}
const isSent = (control: Control): boolean => sent.get(control) === stateOf(control);

/** Asked by the morph for every node: true keeps the node as it is. */
export const isHeld = (node: unknown): boolean => isControl(node) && isChanged(node) && !isSent(node);

/** After a successful answer that morphed the form in place: show what the server says now. */
export function settle(form: HTMLFormElement): void {
  for (const control of form.elements) {
    if (!isControl(control) || !isChanged(control) || !isSent(control)) continue;
    if (control instanceof HTMLSelectElement) for (const option of control.options) option.selected = option.defaultSelected;
    else if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) control.checked = control.defaultChecked;
    else control.value = control.defaultValue;
  }
  unrelease(form);
}

/** Refused once and shown again by the server: the words are its defaults now, but still not saved. */
export const isDirty = (form: HTMLFormElement): boolean =>
  form.hasAttribute("data-dirty") || controlsOf(form).some((control) => isHeld(control));

/** Unsaved words below `root`, in a guarded form or in any text area. Searching and filtering is not writing. */
export function hasUnsaved(root: ParentNode): boolean {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-guard]")) if (isDirty(form)) return true;
  for (const area of root.querySelectorAll("textarea")) if (!area.closest("[data-no-guard]") && isHeld(area)) return true;
  return false;
}
