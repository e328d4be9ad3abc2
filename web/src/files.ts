// Rows of files: a[data-look] is shown in #look instead of a window of its own; a name that is to be changed has
// its stem selected; after something was done with a row, the focus goes on from there.
import { $, $$, delegate } from "./dom.ts";
import { onSwap } from "./bus.ts";

function look(link: HTMLAnchorElement, dialog: HTMLDialogElement): void {
  const body = $(".look-body", dialog), title = $("h2", dialog), save = $<HTMLAnchorElement>("a[download]", dialog);
  if (!body || !title || !save) return;
  const name = link.textContent ?? "";
  title.textContent = name;
  save.href = link.dataset["file"] ?? link.href;
  save.download = name;
  const picture = link.dataset["look"] === "picture";
  const shown = document.createElement(picture ? "img" : "iframe");
  if (shown instanceof HTMLImageElement) {
    shown.alt = name;
    shown.addEventListener("error", () => { shown.replaceWith(body.dataset["failed"] ?? ""); });
  } else {
    shown.title = name;
  }
  shown.src = link.href;
  body.replaceChildren(shown);
  dialog.showModal();
}

export function startFiles(): void {
  delegate<MouseEvent>("click", "a[data-look]", (event, link) => {
    const dialog = $<HTMLDialogElement>("#look");
    if (!dialog || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    look(link as HTMLAnchorElement, dialog);
  });
  // What was looked at is not kept: it is somebody's.
  document.addEventListener("close", (event) => {
    if (event.target instanceof HTMLDialogElement && event.target.id === "look") $(".look-body", event.target)?.replaceChildren();
  }, { capture: true });
  // At once, and not when the browser tells that it is open: what is typed next belongs to the name and is no key.
  delegate<MouseEvent>("click", "details.file-rename > summary", (event, summary) => {
    const rename = summary.parentElement as HTMLDetailsElement, field = $<HTMLInputElement>("input[data-select-stem]", rename);
    event.preventDefault();
    rename.open = !rename.open;
    if (!rename.open || !field) return;
    field.focus();
    const stem = field.value.lastIndexOf(".");
    field.setSelectionRange(0, stem > 0 ? stem : field.value.length);
  });
  delegate<KeyboardEvent>("keydown", "details.file-rename[open]", (event, element) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    const rename = element as HTMLDetailsElement;
    rename.querySelector("form")?.reset();
    rename.open = false;
    $("summary", rename)?.focus();
  }, { capture: true });
  let place = 0;
  delegate("submit", "#file-list form", (_, form) => {
    const row = form.closest<HTMLElement>(".file-row");
    if (row) place = Math.max(0, $$("#file-list [data-item]").indexOf(row));
  });
  onSwap((root) => {
    if (root.id !== "file-list" || (document.activeElement && document.activeElement !== document.body)) return;
    const rows = $$("[data-item]", root);
    (rows[Math.min(place, rows.length - 1)] ?? root).focus({ preventScroll: true });
  });
}
