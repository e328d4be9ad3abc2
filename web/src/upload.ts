// form[data-upload="#list"]: files that are picked, or dropped on its [data-drop], are sent one after another, each
// with a row in #uploads that says how far it is. The answer is the list anew. Without scripts it is a plain form.
// Any other form of a [data-drop] takes the one file that is dropped, or with data-paste pasted, and is sent.
import { $, $$, delegate, visible } from "./dom.ts";
import { toLogin } from "./leave.ts";
import { announce } from "./announcer.ts";
import { csrf, parse, swap } from "./htmx-layer.ts";
import { icon } from "./toast.ts";
import { word } from "./words.ts";

interface Waiting { form: HTMLFormElement; file: File; row: HTMLElement; bar: HTMLProgressElement }

const queue: Waiting[] = [];
let sending: { one: Waiting; request: XMLHttpRequest } | null = null;

const say = (form: HTMLFormElement, key: string, name = ""): string => (form.dataset[key] ?? "").replace("{name}", name);

function add(form: HTMLFormElement, files: Iterable<File>): void {
  for (const file of files) {
    const one = { form, file, ...rowOf(form, file) };
    $("#uploads")?.append(one.row);
    if (file.size > Number(form.dataset["largest"] ?? Infinity)) refuse(one, say(form, "tooLarge"));
    else if (!file.size) refuse(one, say(form, "empty"));
    else queue.push(one);
  }
  next();
}

function rowOf(form: HTMLFormElement, file: File): { row: HTMLElement; bar: HTMLProgressElement } {
  const row = document.createElement("li"), text = document.createElement("div"), name = document.createElement("span");
  row.className = "file-row";
  text.className = "file-name";
  name.className = "cut";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.ariaLabel = file.name;
  text.append(name, bar);
  row.append(icon("upload"), text, button(say(form, "cancel", file.name), () => cancel(row)));
  return { row, bar };
}

function button(label: string, run: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "icon-button";
  made.ariaLabel = made.title = label;
  made.append(icon("x"));
  made.addEventListener("click", run);
  return made;
}

function cancel(row: HTMLElement): void {
  const at = queue.findIndex((one) => one.row === row);
  if (at >= 0) queue.splice(at, 1);
  remove(row);
  if (sending?.one.row === row) sending.request.abort();
}

/** The focus goes on to the next row, or back to where files are added. */
function remove(row: HTMLElement): void {
  const had = row.contains(document.activeElement);
  const to = had ? $("button", row.nextElementSibling ?? document.createElement("i")) ?? $("[data-pick]") : null;
  row.remove();
  to?.focus();
}

function refuse(one: Waiting, why: string): void {
  const wrong = document.createElement("p");
  wrong.className = "wrong";
  wrong.setAttribute("role", "alert");
  wrong.append(icon("circle-alert"), why);
  one.bar.replaceWith(wrong);
  one.row.lastElementChild?.replaceWith(button(`${say(one.form, "dismiss")}: ${one.file.name}`, () => remove(one.row)));
}

function next(): void {
  if (sending) return;
  const one = queue.shift();
  if (!one) return;
  const body = new FormData(), request = new XMLHttpRequest();
  body.append("file", one.file);
  sending = { one, request };
  request.open("POST", one.form.action);
  request.setRequestHeader("X-CSRF-Token", csrf());
  request.setRequestHeader("HX-Request", "true");
  request.setRequestHeader("HX-Target", "file-list");
  request.upload.onprogress = (event) => { if (event.lengthComputable) one.bar.value = event.loaded / event.total; };
  request.onloadend = () => {
    sending = null;
    void done(one, request).finally(next);
  };
  request.send(body);
}

async function done(one: Waiting, request: XMLHttpRequest): Promise<void> {
  if (!one.row.isConnected) return; // cancelled, or one has gone to another page
  if (request.status === 401) { toLogin(); return; }
  if (request.status !== 201) {
    const told = /text\/plain/.test(request.getResponseHeader("Content-Type") ?? "");
    refuse(one, (told && request.responseText) || word("failed"));
    return;
  }
  remove(one.row);
  announce(say(one.form, "done", one.file.name));
  const list = $(one.form.dataset["upload"] ?? ""), fresh = list && parse(request.responseText).getElementById(list.id);
  // One may have gone to another customer while it was on its way.
  if (list && fresh && fresh.dataset["on"] === list.dataset["on"]) await swap(list, fresh.outerHTML, "outerMorph");
}

function give(form: HTMLFormElement, files: FileList | undefined): void {
  const input = $<HTMLInputElement>("input[type=file]", form), file = files?.[0];
  if (!input || !file) return;
  const one = new DataTransfer();
  one.items.add(file);
  input.files = one.files;
  form.requestSubmit();
}

const formOf = (zone: HTMLElement): HTMLFormElement | null => $<HTMLFormElement>(zone.dataset["drop"] ?? "");
const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;

export function startUpload(): void {
  delegate<MouseEvent>("click", "form[data-upload] [data-pick]", (event, pick) => {
    event.preventDefault();
    $<HTMLInputElement>("input[type=file]", pick.closest("form") ?? document)?.click();
  });
  delegate("change", "form[data-upload] input[type=file]", (_, element) => {
    const input = element as HTMLInputElement;
    if (!input.form) return;
    add(input.form, [...(input.files ?? [])]);
    input.value = "";
  });
  delegate<DragEvent>("dragover", "[data-drop]", (event, zone) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.add("is-over");
  });
  delegate<DragEvent>("dragleave", "[data-drop]", (event, zone) => {
    if (!(event.relatedTarget instanceof Node && zone.contains(event.relatedTarget))) zone.classList.remove("is-over");
  });
  delegate<DragEvent>("drop", "[data-drop]", (event, zone) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("is-over");
    const form = formOf(zone), files = event.dataTransfer?.files;
    if (form?.dataset["upload"]) add(form, [...(files ?? [])]);
    else if (form) give(form, files);
  });
  addEventListener("paste", (event) => {
    const form = $$<HTMLFormElement>("form[data-paste]").find(visible), files = event.clipboardData?.files;
    if (!form || !files?.length) return;
    event.preventDefault();
    give(form, files);
  });
  // A file beside the zone would replace the page with itself.
  for (const type of ["dragover", "drop"] as const) addEventListener(type, (event) => { if (holdsFiles(event) && !event.defaultPrevented) event.preventDefault(); });
  addEventListener("beforeunload", (event) => { if (sending || queue.length) event.preventDefault(); });
}
