// Tags of a contact (input[data-tags]): Enter and Tab make one of what is typed, Backspace in the empty field takes the
// last one away. The form does the rest.
import { delegate } from "./dom.ts";

export function startTags(): void {
  delegate("keydown", "input[data-tags]", (event, field) => {
    const key = event as KeyboardEvent, input = field as HTMLInputElement;
    if (key.key === "Tab" && !key.shiftKey && input.value.trim()) {
      key.preventDefault();
      input.form?.requestSubmit();
    } else if (key.key === "Backspace" && !input.value) {
      const buttons = input.closest("section")?.querySelectorAll<HTMLButtonElement>("[data-tag-remove]");
      if (!buttons?.length) return;
      key.preventDefault();
      buttons[buttons.length - 1]?.click();
    }
  });
}
