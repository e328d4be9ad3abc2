// The demo telephone (src/demo/telephone.rs): plays the telephone system and the chat of the website through the
// public API. A page and an entry of its own: it shares nothing with main.ts, so that main.ts stays one chunk.

export {}; // a module, although it gives nothing to others

type State = "offered" | "active" | "wrap_up" | "closed";

interface Line { ours: boolean; text: string }

interface Contact {
  ref: string;
  id: string;
  channel: string;
  from: string;
  to: string;
  queue: string;
  agent: string;
  agentName: string;
  name: string;
  outcome: string;
  state: State;
  since: number; // when it came to this state
  subject?: string;
  said: (Line & { at: number })[];
  next: Line[]; // what could be said next
}

const WRAP_UP = 60_000;
const KEY = "visavi-demo-telephone";

const main = document.getElementById("main") as HTMLElement;
const at = <T extends Element = HTMLElement>(selector: string, root: ParentNode = document): T =>
  root.querySelector<T>(selector) as T;
const text = (name: string): string => main.dataset[name] ?? "";

let contacts: Contact[] = load();

function load(): Contact[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? "[]") as Contact[];
  } catch {
    return []; // storage may be forbidden, or hold another version's contacts
  }
}

function keep(): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(contacts));
  } catch {
    // without storage a reload forgets them
  }
}

// crypto.randomUUID exists on secure origins only, and a demo may be shown over plain http.
const newRef = (): string => `telephone-${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 10)}`;

class Refused extends Error {}

async function call(method: string, path: string, body?: unknown): Promise<Record<string, unknown>> {
  const answer = await fetch(`/api/v1/interactions${path}`, {
    method,
    headers: {
      authorization: `Bearer ${text("token")}`,
      "accept-language": document.documentElement.lang,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const content = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
  if (answer.ok) return content;
  const faults = (content["errors"] ?? []) as { message: string }[];
  throw new Refused(faults.map((one) => one.message).join(" ") || String(content["detail"] ?? answer.status));
}

function say(message: string): void {
  at("#announcer").textContent = message;
}

/** Runs what talks to the server; a failure is told in words, and nothing else happens. */
async function trying(work: () => Promise<void>): Promise<void> {
  const wrong = at("#wrong");
  wrong.hidden = true;
  try {
    await work();
  } catch (error) {
    wrong.textContent = error instanceof Refused ? error.message : text("failed");
    wrong.hidden = false;
  }
  keep();
  show();
}

async function begin(contact: Contact): Promise<void> {
  const first = contact.next[0];
  const message = first && {
    ref: "1", from: contact.from, to: contact.to, text: first.text,
    ...(contact.subject ? { subject: contact.subject } : {}),
  };
  const answer = await call("POST", "", {
    ref: contact.ref, channel: contact.channel, direction: "in", from: contact.from, to: contact.to,
    queue: contact.queue, agent: contact.agent, state: "offered", ...(message ? { messages: [message] } : {}),
  });
  const match = answer["match"] as { outcome: string; identifier: { display: string } | null };
  contact.id = String(answer["id"]);
  contact.outcome = match.identifier ? match.outcome : "withheld"; // who hides is not looked for
  contact.since = Date.now();
  if (!contact.name) contact.name = match.identifier?.display ?? text("withheld");
  if (first) contact.said.push({ ...first, at: Date.now() });
  contact.next = contact.next.slice(1);
  contacts.unshift(contact);
  say(`${contact.name}: ${status(contact)}`);
}

async function move(contact: Contact, state: State): Promise<void> {
  await call("POST", "", { ref: contact.ref, channel: contact.channel, direction: "in", from: contact.from, to: contact.to, state });
  contact.state = state;
  contact.since = Date.now();
  say(`${contact.name}: ${status(contact)}`);
  if (state === "closed") contacts = contacts.filter((one) => one !== contact);
}

async function write(contact: Contact, line: Line): Promise<void> {
  const [from, to] = line.ours ? [contact.to, contact.from] : [contact.from, contact.to];
  await call("POST", `/${contact.id}/messages`, { ref: String(contact.said.length + 1), from, to, text: line.text });
  contact.said.push({ ...line, at: Date.now() });
  contact.next = contact.next.slice(1);
}

/** What the server knows of the contacts that a reload has kept. */
async function remember(): Promise<void> {
  for (const contact of [...contacts]) {
    const known = await call("GET", `/${contact.id}`).catch(() => ({ state: "closed" }));
    contact.state = known["state"] as State;
    if (contact.state === "closed") contacts = contacts.filter((one) => one !== contact);
  }
}

const written = (contact: Contact): boolean => contact.channel !== "call";

function status(contact: Contact): string {
  const key = { offered: written(contact) ? "waits" : "offered", active: "active", wrap_up: "wrapUp", closed: "closed" }[contact.state];
  return text(key).replace("{agent}", contact.agentName);
}

function span(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const ICONS: Record<string, string> = { call: "phone-incoming", chat: "message-circle", email: "mail", sms: "message-square" };

function clone(id: string): HTMLElement {
  return at<HTMLTemplateElement>(id).content.firstElementChild?.cloneNode(true) as HTMLElement;
}

function show(): void {
  const list = at("#contacts");
  for (const row of [...list.children]) if (!contacts.some((one) => row.id === `row-${one.ref}`)) row.remove();
  for (const contact of [...contacts].reverse()) {
    let row = document.getElementById(`row-${contact.ref}`);
    if (!row) {
      row = clone("#contact");
      row.id = `row-${contact.ref}`;
      at("[data-icon]", row).replaceWith(clone(`template[data-icon-of="${ICONS[contact.channel] ?? "phone-incoming"}"]`));
      at("[data-who]", row).textContent = contact.name;
      for (const button of row.querySelectorAll<HTMLButtonElement>("[data-step]")) {
        if (written(contact)) button.textContent = button.dataset["written"] ?? button.textContent;
        button.setAttribute("aria-label", `${button.textContent}: ${contact.name}`);
        button.onclick = () => void trying(() => {
          // Who hangs up while it rings leaves nothing to wrap up.
          const step = button.dataset["step"] as State;
          return move(contact, step === "wrap_up" && contact.state === "offered" ? "closed" : step);
        });
      }
      list.prepend(row);
    }
    row.classList.toggle("is-live", contact.state === "active");
    at("[data-state]", row).textContent = status(contact);
    at("[data-match]", row).textContent = contact.outcome === "withheld" ? "" : text(contact.outcome);
    const can: Record<string, State[]> = { active: ["offered"], wrap_up: ["offered", "active"], closed: ["wrap_up"] };
    for (const button of row.querySelectorAll<HTMLButtonElement>("[data-step]")) {
      const hidden = !can[button.dataset["step"] ?? ""]?.includes(contact.state);
      if (hidden && document.activeElement === button) queueMicrotask(() => row.querySelector<HTMLElement>("button:not([hidden])")?.focus());
      button.hidden = hidden;
    }
  }
  at("#nothing").hidden = contacts.length > 0;
  showChats();
  showCount();
  tick();
}

function showChats(): void {
  const chats = contacts.filter(written);
  const place = at("#chats");
  at("#chats-part").hidden = chats.length === 0;
  for (const one of [...place.children]) if (!chats.some((chat) => one.id === `chat-${chat.ref}`)) one.remove();
  for (const contact of chats) {
    let part = document.getElementById(`chat-${contact.ref}`);
    if (!part) {
      part = clone("#chat");
      part.id = `chat-${contact.ref}`;
      at("[data-who]", part).textContent = contact.name;
      at("option[value=ours]", part).textContent = contact.agentName;
      for (const label of part.querySelectorAll<HTMLLabelElement>("[data-for]")) {
        const field = at<HTMLInputElement>(`[name=${label.dataset["for"]}]`, part);
        field.id = `${label.dataset["for"]}-${contact.ref}`;
        label.htmlFor = field.id;
      }
      at<HTMLFormElement>("form", part).onsubmit = (event) => {
        event.preventDefault();
        const form = event.currentTarget as HTMLFormElement;
        const words = at<HTMLInputElement>("[name=text]", form);
        const line = { ours: at<HTMLSelectElement>("[name=side]", form).value === "ours", text: words.value.trim() };
        if (line.text) void trying(() => write(contact, line).then(() => propose(contact, form)));
      };
      propose(contact, at<HTMLFormElement>("form", part));
      place.prepend(part);
    }
    at("form", part).hidden = contact.state === "wrap_up";
    const messages = at("ol", part);
    for (const { ours, text: words, at: when } of contact.said.slice(messages.children.length)) {
      const row = document.createElement("li");
      row.className = ours ? "message ours" : "message";
      const [by, said, who, clock] = [document.createElement("p"), document.createElement("p"), document.createElement("b"), document.createElement("time")];
      by.className = "by";
      said.className = "text";
      who.textContent = ours ? contact.agentName : contact.name;
      clock.textContent = new Date(when).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hour12: false });
      said.textContent = words;
      by.append(who, " ", clock);
      row.append(by, said);
      messages.append(row);
      messages.scrollTop = messages.scrollHeight;
    }
  }
}

/** Puts the next words of the story into the field: one need not invent any. */
function propose(contact: Contact, form: HTMLFormElement): void {
  const line = contact.next[0];
  at<HTMLInputElement>("[name=text]", form).value = line?.text ?? "";
  at<HTMLSelectElement>("[name=side]", form).value = line?.ours ? "ours" : "theirs";
}

function showCount(): void {
  const count = at("#count");
  const kind = new Intl.PluralRules(document.documentElement.lang).select(contacts.length);
  const shape = count.dataset[kind] ?? count.dataset["many"] ?? "";
  at("[data-text]", count).textContent = contacts.length ? shape.replace("{n}", String(contacts.length)) : count.dataset["idle"] ?? "";
  count.classList.toggle("success", contacts.length > 0);
  at(".dot", count).classList.toggle("live", contacts.length > 0);
}

function tick(): void {
  for (const contact of contacts) {
    const row = document.getElementById(`row-${contact.ref}`);
    const passed = Date.now() - contact.since;
    const clock = row && at("[data-clock]", row);
    if (clock) clock.textContent = span(contact.state === "wrap_up" ? WRAP_UP - passed : passed);
    if (contact.state === "wrap_up" && passed > WRAP_UP) {
      contact.since = Infinity; // once
      void trying(() => move(contact, "closed"));
    }
  }
}

function contact(channel: string, from: string, button: HTMLElement): Contact {
  const agent = at<HTMLSelectElement>("#agent");
  const data = button.dataset;
  const lines = JSON.parse(data["lines"] ?? "[]") as Line[];
  const first = agent.selectedOptions[0]?.textContent?.split(" ")[0] ?? "";
  return {
    ref: newRef(), id: "", channel, from, to: data["to"] ?? "", queue: data["queue"] ?? "",
    agent: agent.value, agentName: agent.selectedOptions[0]?.textContent ?? agent.value,
    name: data["name"] ?? "", outcome: "none", state: "offered", since: Date.now(),
    ...(data["subject"] ? { subject: data["subject"] } : {}),
    said: [], next: lines.map((line) => ({ ...line, text: line.text.replaceAll("{agent}", first) })),
  };
}

at<HTMLFormElement>("#ring").addEventListener("submit", (event) => {
  event.preventDefault();
  const from = at<HTMLInputElement>("#from");
  const hidden = at<HTMLInputElement>("#withheld").checked;
  void trying(() => begin(contact("call", hidden ? "anonymous" : from.value.trim() || from.placeholder, from)));
});
for (const button of document.querySelectorAll<HTMLElement>("button[data-channel]")) {
  const { channel, from } = button.dataset;
  button.addEventListener("click", () => void trying(() => begin(contact(channel ?? "call", from ?? "", button))));
}
setInterval(tick, 1000);
show();
if (contacts.length) void trying(remember);
document.documentElement.setAttribute("data-ready", "");
