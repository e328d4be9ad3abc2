// One house for the stories of a file: the real server on a folder of its own, people, a telephone system that rings,
// and a browser in which nothing may go wrong unnoticed (script errors, the content policy, other origins, answers 5xx).
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Transform } from "node:stream";
import { fileURLToPath } from "node:url";
import { open, until } from "../browser.mjs";

export { until };
const BIN = process.env.VISAVI_BIN ?? fileURLToPath(new URL("../../../target/debug/visavi", import.meta.url));
export const PASSWORD = "granit sommar 1482";
export const WIDE = { width: 1440, height: 900 };
/** Answers that a story asks for on purpose; the browser reports them as if they were faults. */
const MEANT = /Failed to load resource: the server responded with a status of (401|403|404|409|412|422|423|429)/;

/** VISAVI_JITTER=300: what is sent on a connection, either way, waits for up to so many milliseconds, so that answers overtake one another. */
const JITTER = Number(process.env.VISAVI_JITTER ?? 0);
/** What is written arrives in its order, each part a while later. */
const late = () => new Transform({ transform(part, _, done) { setTimeout(done, Math.random() * JITTER, null, part); } });

/** A page whose scripts have begun, or that has none of ours: of the provider, or of a file. */
const READY = "html[data-ready], html:not(:has(script[type=module]))";

async function run(args, { input = "", env = {} } = {}) {
  const child = spawn(BIN, args, { env: { ...process.env, ...env, RUST_LOG: "error" } });
  const [out, err] = [child.stdout, child.stderr].map((stream) => { const read = []; stream.on("data", (part) => read.push(part)); return read; });
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => { child.on("error", reject); child.on("close", resolve); });
  assert.equal(code, 0, `visavi ${args.join(" ")}: ${Buffer.concat(err)}`);
  return Buffer.concat(out).toString().trim();
}

export class House {
  faults = [];
  #contexts = new Set();
  #cables = new Set();
  #count = 0;

  /** `agents: false`: nobody can log in yet, and `invitation` is where the first administrator is made. */
  static async open({ env = {}, empty = false } = {}) {
    const house = new House();
    house.folder = await mkdtemp(join(tmpdir(), "visavi-stories-"));
    house.env = { VISAVI_DATA: house.folder, VISAVI_LISTEN: "127.0.0.1:0", VISAVI_COUNTRY: "SE", VISAVI_TIME_ZONE: "Europe/Stockholm", VISAVI_ORGANISATION: "Lindholm kundtjänst", ...env };
    if (!empty) {
      await house.#person("admin", "Maja Ek", "administrator");
      house.token = await run(["token", "create", "--name", "Switchboard", "--role", "administrator"], { env: house.env });
    }
    await house.#serve();
    house.browser = await open();
    return house;
  }

  async #serve() {
    this.server = spawn(BIN, ["serve"], { env: { ...process.env, ...this.env, RUST_LOG: process.env.RUST_LOG ?? "error" }, stdio: ["ignore", "pipe", "inherit"] });
    let said = "";
    this.server.stdout.on("data", (part) => { said += part; });
    const ended = new Promise((_, reject) => { this.server.on("error", reject); this.server.on("exit", (code) => reject(new Error(`the server ended: ${code} ${said}`))); });
    ended.catch(() => undefined);
    await Promise.race([ended, until(async () => {
      this.url = /listens on (http:\S+)/.exec(said)?.[1];
      return this.url && (await fetch(`${this.url}/readyz`).catch(() => null))?.ok;
    }, "the server is ready", 30_000)]);
    // What was set up to return to the server itself does not go by the line.
    this.direct = this.url;
    if (JITTER) {
      this.line = await this.#line((socket, far) => { socket.pipe(late()).pipe(far).pipe(late()).pipe(socket); });
      this.url = this.line.url;
    }
    this.invitation = /\/invitations\/\S+/.exec(said)?.[0];
  }

  async close() {
    await this.browser?.close();
    await this.line?.close();
    if (this.server?.exitCode === null) {
      const ended = new Promise((resolve) => this.server.once("exit", resolve));
      this.server.kill("SIGTERM");
      await ended;
    }
    await rm(this.folder, { recursive: true, force: true });
  }

  /** After each story: its windows close, and nothing went wrong in them. */
  async tidy() {
    for (const context of this.#contexts) await context.close();
    this.#contexts.clear();
    for (const cable of this.#cables) await cable.close();
    this.#cables.clear();
    const faults = this.faults.splice(0);
    assert.deepEqual(faults, []);
  }

  async #person(login, name, role) {
    await run(["user", "create", "--login", login, "--name", name, "--role", role, "--password-stdin"], { input: `${PASSWORD}\n`, env: this.env });
    return { login, name, role };
  }

  /** Somebody new who can log in. Each story has its own people, so that no rail shows another story's contacts. */
  person(login = "anna", { name = "Anna Sjöberg", role = "agent" } = {}) {
    return this.#person(`${login}-${++this.#count}`, name, role);
  }

  /** A window of the browser. `base`: the address it may talk to, if not the server's own; `also`: others beside it. */
  async window({ base = this.url, also = [], ...options } = {}) {
    const context = await this.browser.newContext({ viewport: WIDE, baseURL: base, reducedMotion: "reduce", ...options });
    context.setDefaultTimeout(8000);
    // Keys act as soon as the scripts have begun: a story presses none before.
    context.on("page", (page) => {
      for (const way of ["goto", "reload"]) {
        const load = page[way].bind(page);
        page[way] = async (...how) => {
          const response = await load(...how);
          if (options.javaScriptEnabled !== false) await page.waitForSelector(READY, { state: "attached" });
          return response;
        };
      }
    });
    this.#contexts.add(context);
    const fault = (text) => this.faults.push(text);
    context.on("weberror", (error) => fault(`script: ${error.error().stack}`));
    context.on("dialog", (dialog) => { fault(`dialog: ${dialog.message()}`); void dialog.dismiss(); });
    context.on("console", (message) => {
      if (message.type() === "error" && !MEANT.test(message.text()) && !(this.#cables.size && /net::ERR_|Failed to fetch/.test(message.text()))) fault(`console: ${message.text()} (${message.location().url})`);
    });
    // What shows PDF within the browser loads its own parts.
    context.on("request", (request) => { if (![base, this.direct, ...also].some((one) => request.url().startsWith(`${one}/`)) && !/^(data|blob|about|chrome|chrome-extension):/.test(request.url())) fault(`elsewhere: ${request.url()}`); });
    context.on("response", (response) => { if (response.status() >= 500) fault(`${response.status()}: ${response.request().method()} ${response.url()}`); });
    return context;
  }

  /** A line between browser and server: what goes over it is up to `connected`. */
  async #line(connected) {
    const { port } = new URL(this.url);
    const ends = new Set();
    const server = createServer((socket) => {
      const far = connect(Number(port), "127.0.0.1");
      for (const end of [socket, far]) {
        ends.add(end);
        end.on("error", () => end.destroy());
        end.on("close", () => { ends.delete(end); socket.destroy(); far.destroy(); });
      }
      connected(socket, far);
    });
    await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
    const drop = () => { for (const end of ends) end.destroy(); };
    return { url: `http://127.0.0.1:${server.address().port}`, drop, close() { drop(); return new Promise((resolve) => server.close(resolve)); } };
  }

  /** A line that can be cut, as a network does it. */
  async cable() {
    let down = false;
    const line = await this.#line((socket, far) => { if (down) socket.destroy(); else socket.pipe(far).pipe(socket); });
    const cable = { ...line, cut() { down = true; line.drop(); }, join() { down = false; } };
    this.#cables.add(cable);
    return cable;
  }

  /** The cookie of a session in a language; the form itself is looked at by the stories of the door. */
  async #session(login, language) {
    const body = new URLSearchParams({ login, password: PASSWORD });
    const response = await fetch(`${this.url}/login?lang=${language}`, { method: "POST", body, redirect: "manual" });
    assert.equal(response.status, 303, `log-in of ${login}: ${response.status}`);
    const [pair] = response.headers.get("set-cookie").split(";");
    return { name: pair.split("=")[0], value: pair.slice(pair.indexOf("=") + 1) };
  }

  /** Somebody at work: a person, a window and a page that has loaded. */
  async agent(language = "en", { at = "/", role = "agent", who, login, name, base = this.url, permissions = [], ...options } = {}) {
    const person = who ?? await this.person(login ?? (language === "pl" ? "piotr" : "anna"), { name: name ?? (language === "pl" ? "Piotr Wrona" : "Anna Sjöberg"), role });
    const context = await this.window({ base, ...options });
    if (permissions.length) await context.grantPermissions(permissions, { origin: base });
    await context.addCookies([{ ...await this.#session(person.login, language), url: base }]);
    const page = await context.newPage();
    const agent = { ...person, language, context, page };
    if (at) await this.go(page, at);
    return agent;
  }

  /** Loads a page and waits until its scripts and its stream are ready. */
  async go(page, path) {
    const live = page.waitForRequest((request) => request.url().includes("/live"), { timeout: 5000 }).catch(() => null);
    const response = await page.goto(path);
    if (await page.evaluate("document.body.hasAttribute('data-agent')") && (await page.context().pages()).length === 1) await live;
    return response;
  }

  /** The answer of a call, whatever it is. */
  request(method, path, body, headers = {}) {
    return fetch(`${this.url}/api/v1${path}`, {
      method, body: body && JSON.stringify(body),
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": method === "PATCH" ? "application/merge-patch+json" : "application/json", ...headers },
    });
  }

  async api(method, path, body, headers = {}) {
    const response = await this.request(method, path, body, headers);
    const answer = await response.json().catch(() => null);
    assert.ok(response.ok, `${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  }

  customer(more) { return this.api("POST", "/customers", more); }

  /** Somebody else changes a customer. */
  async change(customer, more) {
    const read = await fetch(`${this.url}/api/v1/customers/${customer.id}`, { headers: { Authorization: `Bearer ${this.token}` } });
    return this.api("PATCH", `/customers/${customer.id}`, more, { "If-Match": read.headers.get("etag") });
  }

  /** A contact is offered to somebody. `told`: when it was sent, to measure how fast it shows. */
  async ring(agent, from, more = {}) {
    const told = Date.now();
    const body = { ref: `switch-${++this.#count}-${process.pid}`, channel: "call", from, to: "+46 31 390 06 00", queue: "Service", agent: agent.login, state: "offered", ...more };
    const interaction = await this.api("POST", "/interactions", body);
    return Object.assign(interaction, { told });
  }

  /** The contact goes on: `active`, `wrap_up`, `closed`. */
  state(interaction, state, more = {}) {
    const now = new Date().toISOString();
    const times = { active: { answered_at: now }, wrap_up: { ended_at: now }, closed: { ended_at: now } }[state] ?? {};
    return this.api("POST", "/interactions", { ref: interaction.ref, channel: interaction.channel, state, ...times, ...more });
  }

  message(interaction, text, more = {}) {
    return this.api("POST", `/interactions/${interaction.id}/messages`, { ref: `m-${++this.#count}`, from: interaction.from, text, at: new Date().toISOString(), ...more });
  }
}

/** The card (or what stands in its place) of a contact. */
export const card = (interaction) => `main[data-interaction="${interaction.id}"]`;
export const shown = (page, selector) => page.waitForSelector(selector, { state: "visible" });
export const at = (page, path) => until(() => new URL(page.url()).pathname === path, () => `at ${path}, is ${page.url()}`);
export const active = (page) => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
export const said = (page, text) => until(async () => (await page.textContent("#announcer"))?.includes(text), `announced: ${text}`);
export const text = async (page, selector) => (await page.locator(selector).allInnerTexts()).join("\n").replace(/[\u00a0\u202f]/g, " ");
export const has = (page, selector, words) => until(async () => (await text(page, selector).catch(() => "")).includes(words), `${selector} says ${words}`);

/** What was sent is answered: the card may know of it before. */
export const answered = (page) => page.waitForFunction(() => !document.querySelector("form[aria-busy=true]"));
/** Takes back by its key what was done last. */
export async function undo(page) {
  await answered(page);
  await shown(page, ".toast [data-key~=z]");
  await page.keyboard.press("z");
}

/** Numbers that nobody has: ranges kept for fiction in Sweden (PTS), Germany (BNetzA) and the United Kingdom (Ofcom). */
let mobile = 605, berlin = 100;
export const newMobile = () => `+4670174${String(mobile++).padStart(4, "0")}`;
export const newBerlin = () => `+493023125${String(berlin++)}`;
