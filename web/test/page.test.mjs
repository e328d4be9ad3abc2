// What the modules do, seen from the outside: pop, drafts, keys, filter, feed, copy, palette, stream.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { open, until } from "./browser.mjs";
import { start } from "./server.mjs";

let browser, server, context, page, errors;
before(async () => { browser = await open(); });
after(() => browser.close());
beforeEach(async () => {
  server = await start();
  context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: server.url });
  page = await watch(await context.newPage());
});
afterEach(async () => {
  await context.close();
  await server.stop();
  assert.deepEqual(errors, []);
});

async function watch(p) {
  errors = [];
  p.on("pageerror", (error) => errors.push(error.message));
  p.on("console", (message) => { if (/content security|refused to/i.test(message.text())) errors.push(message.text()); });
  return p;
}
const go = async (path, p = page) => { await p.goto(server.url + path); await p.waitForSelector("html[data-ready]"); };
const live = () => until(() => server.connected() > 0, "stream open");
const at = (path) => until(() => new URL(page.url()).pathname === path, `at ${path}, is ${page.url()}`);
const active = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.tagName);
const toastText = () => page.locator("#toasts .toast").allInnerTexts();
const POP = { url: "/none", interaction: "13", text: "Call from +49 30 23125 118" };

test("a pop opens the card, keeps focus and words in the rail, and is announced", async () => {
  await go("/idle"); await live();
  await page.focus("#rail-q");
  await page.keyboard.type("bra");
  server.emit("pop", POP);
  await at("/none");
  await page.waitForSelector("main[data-interaction='13']");
  assert.equal(await active(), "rail-q");
  await page.keyboard.type("nd");
  assert.equal(await page.inputValue("#rail-q"), "brand");
  await until(async () => (await page.textContent("#announcer")) === POP.text, "announced");
});

test("a second contact never replaces unsaved words, nor a live call; F2 goes to it", async () => {
  await go("/form"); await live();
  await page.fill("#note", "half a sentence");
  server.waiting.push({ id: 13, url: "/none", since: "2026-11-19T14:00:00Z", name: "+49 30 23125 118" });
  server.emit("pop", POP);
  await page.waitForSelector("#toasts .toast kbd");
  await page.waitForSelector("#rail [data-waiting]");
  assert.equal(new URL(page.url()).pathname, "/form");
  assert.equal(await page.inputValue("#note"), "half a sentence");
  await page.keyboard.press("F2");
  await at("/none");
  await go("/card"); await live();
  server.emit("pop", POP);
  await page.waitForSelector("#toasts .toast kbd");
  assert.equal(new URL(page.url()).pathname, "/card");
});

test("drafts come back after going elsewhere and after a reload, the rail shows a pencil, saving forgets them", async () => {
  await go("/card"); await live();
  await page.fill("#rd", "Unplugged, smells warm");
  await page.click("#rail a[href='/chat']");
  await at("/chat");
  await until(() => page.isVisible("#rail a[href='/card'] [data-draft-sign]"), "pencil");
  await page.click("#rail a[href='/card']");
  await at("/card");
  await until(async () => (await page.inputValue("#rd")) === "Unplugged, smells warm", "restored");
  assert.ok(await page.isVisible("[data-draft-note]"));
  await page.reload();
  await until(async () => (await page.inputValue("#rd")) === "Unplugged, smells warm", "restored after reload");
  await page.focus("#rd");
  await page.keyboard.press("Control+Enter");
  await at("/idle");
  assert.equal(server.posts.at(-1).body.text, "Unplugged, smells warm");
  assert.equal(server.posts.at(-1).csrf, "token-1");
  await until(async () => (await toastText()).some((t) => t.includes("Saved åäö")), "toast");
  await go("/card");
  assert.match(await page.inputValue("#rd"), /^Stops after ten seconds/);
});

test("a refused form keeps the words, shows the errors, and still counts as unsaved", async () => {
  await go("/form"); await live();
  await page.fill("#ph1", "12");
  await page.fill("#note", "call later");
  await page.click("button.solid");
  await page.waitForSelector(".errors");
  assert.equal(await page.inputValue("#ph1"), "12");
  assert.equal(await page.getAttribute("#ph1", "aria-invalid"), "true");
  server.emit("pop", POP);
  await page.waitForSelector("#toasts .toast kbd");
  assert.equal(new URL(page.url()).pathname, "/form");
});

test("the stream resumes with Last-Event-ID after a cut, and with ?after= after an outage; nothing is lost or told twice", async () => {
  server.cursor = "100";
  await go("/idle"); await live();
  assert.equal(server.lives[0].after, "100");
  server.emit("change", { interaction: "9", customer: null, kind: "interaction.updated" });
  await until(() => server.requests.filter((r) => r === "GET /rail").length === 1, "rail refreshed");
  server.cut();
  server.emit("change", { interaction: "9", customer: null, kind: "interaction.updated" }, false);
  await until(() => server.lives.length >= 2, "reconnected");
  assert.equal(server.lives.at(-1).last, "101");
  await until(() => server.requests.filter((r) => r === "GET /rail").length === 2, "missed change told");
  server.down = true;
  server.cut();
  server.emit("pop", POP, false);
  await page.waitForSelector("#stream-lost:not([hidden])", { timeout: 5000 });
  server.down = false;
  const from = Date.now();
  await at("/none").catch(() => until(() => new URL(page.url()).pathname === "/none", "pop after outage", 6000));
  assert.ok(Date.now() - from < 6000);
  assert.ok(server.lives.some((l) => l.after === "102"), JSON.stringify(server.lives));
  await until(async () => !(await page.isVisible("#stream-lost")), "strip gone");
});

test("one stream for all tabs; when the leader goes another takes over where it ended", async () => {
  await go("/idle"); await live();
  const second = await context.newPage();
  await go("/idle", second);
  await page.waitForTimeout(300);
  assert.equal(server.lives.length, 1);
  server.emit("change", { interaction: "9", customer: null, kind: "x" });
  await until(() => server.requests.filter((r) => r === "GET /rail").length === 2, "both refreshed");
  server.emit("pop", POP, false);
  await page.close();
  await until(() => server.lives.length === 2, "new leader");
  assert.equal(server.lives[1].after, "101");
  await until(() => new URL(second.url()).pathname === "/none", "pop that happened in between");
});

test("a pop in a background tab opens the card and marks the title until one looks", async () => {
  await go("/idle"); await live();
  await page.evaluate(() => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => window.away ?? true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  server.emit("pop", POP);
  await at("/none");
  await until(async () => (await page.title()).startsWith("● none"), "mark");
  await page.evaluate(() => { window.away = false; document.dispatchEvent(new Event("visibilitychange")); });
  assert.equal(await page.title(), "none · Visavi");
});

test("a refresh morphs around words one is typing", async () => {
  await go("/chat"); await live();
  server.chat.push("Noch eine Frage");
  server.emit("change", { interaction: "10", customer: null, kind: "message.added" });
  await page.waitForSelector("#m-0");
  await go("/card"); await live();
  await page.fill("#rd", "mine");
  await page.focus("#rd");
  server.emit("change", { interaction: "9", customer: null, kind: "interaction.updated" });
  server.phone = "+46 70 000 00 00";
  server.emit("change", { interaction: null, customer: "12", kind: "customer.updated" });
  await until(async () => (await page.textContent("#details")).includes("+46 70 000 00 00"), "details fresh");
  assert.equal(await page.locator("#details .is-fresh").count(), 1);
  await until(() => server.requests.includes("GET /now"), "now fetched");
  await page.waitForTimeout(150);
  assert.equal(await page.inputValue("#rd"), "mine");
  assert.equal(await active(), "rd");
});

test("keys: search, help, edit, j k, copy, digits; none of them inside fields or when switched off", async () => {
  await go("/card");
  await page.keyboard.press("/");
  assert.equal(await active(), "rail-q");
  await page.keyboard.type("e?jy1");
  assert.equal(await page.inputValue("#rail-q"), "e?jy1");
  await page.keyboard.press("Escape");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  assert.equal(await active(), "entry-998");
  await page.keyboard.press("k");
  assert.equal(await active(), "entry-999");
  await page.keyboard.press("y");
  await until(async () => (await toastText()).some((t) => t.includes("Copied +46 70 174 06 05")), "copied");
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), "+46701740605");
  await page.keyboard.press("Shift+Y");
  await until(async () => (await page.evaluate(() => navigator.clipboard.readText())) === "karolina@modrzew.example", "e-mail copied");
  await page.keyboard.press("?");
  assert.ok(await page.isVisible("#keys"));
  await page.keyboard.press("e"); // under a dialog nothing acts
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#keys")));
  await page.evaluate(() => { document.documentElement.dataset.keys = "off"; });
  await page.keyboard.press("e");
  assert.equal(new URL(page.url()).pathname, "/card");
  await page.evaluate(() => { delete document.documentElement.dataset.keys; });
  await page.keyboard.press("e");
  await at("/edit");
});

test("several matches: filter folds diacritics, arrows move, a digit picks", async () => {
  await go("/many");
  await page.fill("[data-filter]", "lodz prac");
  assert.deepEqual(await page.locator(".candidate:visible").evaluateAll((all) => all.map((e) => e.id)), ["m3"]);
  assert.equal(await page.getAttribute("#candidates", "aria-activedescendant"), "m3");
  await page.fill("[data-filter]", "zzz");
  assert.ok(await page.isVisible("[data-filter-none]"));
  await page.fill("[data-filter]", "");
  await page.focus("#candidates");
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.getAttribute("#candidates", "aria-activedescendant"), "m2");
  await until(async () => (await page.textContent("#glimpse h2")).includes("2"), "glimpse follows");
  await page.keyboard.press("4");
  await at("/idle");
  assert.equal(server.posts.at(-1).body.customer, "4");
});

test("history: new rows come in at the top, wait behind the pill while reading, older rows load, 400 stay", async () => {
  await go("/card"); await live();
  const fresh = (id) => { server.fresh.push(id); server.emit("change", { interaction: null, customer: "12", kind: "interaction.created" }); };
  fresh(5001);
  await page.waitForSelector("#entry-5001");
  await page.locator("#feed").evaluate((feed) => feed.scrollTo(0, 300));
  fresh(5002); fresh(5003);
  await until(async () => (await page.textContent("#new-pill")).includes("2 new"), "pill");
  assert.equal(await page.locator("#entry-5002").count(), 0);
  await page.click("#new-pill");
  await page.waitForSelector("#entry-5003");
  assert.equal(await page.locator("#feed").evaluate((feed) => feed.scrollTop), 0);
  assert.deepEqual(await page.locator("#feed .entry").evaluateAll((all) => all.slice(0, 4).map((e) => e.id)), ["entry-5003", "entry-5002", "entry-5001", "entry-999"]);
  for (let n = 0; n < 9; n++) {
    const had = server.requests.filter((r) => r.includes("before=")).length;
    await page.locator("#feed").evaluate((feed) => feed.scrollTo(0, feed.scrollHeight));
    await until(() => server.requests.filter((r) => r.includes("before=")).length > had, "older asked");
    await page.waitForTimeout(80);
  }
  assert.equal(await page.locator("#feed .entry").count(), 400);
  await page.locator("#feed").evaluate((feed) => feed.scrollTo(0, 0));
  await page.click("[data-newer]");
  await page.waitForSelector("#entry-5003");
});

test("palette: Ctrl+K finds, presses what is on the page, goes where it leads", async () => {
  await go("/card");
  await page.focus("#rd");
  await page.keyboard.press("Control+k");
  await page.waitForSelector("#palette [role=option]");
  assert.equal(await page.locator("#palette [role=option]").count(), 3);
  assert.equal(await page.getAttribute("#palette input", "aria-activedescendant"), "po1");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await at("/admin");
  await page.keyboard.press("Control+k");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#palette")));
});

test("preview shows on focus and hover, Esc dismisses it", async () => {
  await go("/card");
  await page.hover("#rail a[href='/chat']");
  await page.waitForSelector("#preview:popover-open");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#preview")));
});

test("timers tick; the embedded frame switches sections; the server's answer decides about log-in", async () => {
  await page.setViewportSize({ width: 400, height: 800 });
  await go("/card");
  assert.match(await page.textContent(".person time"), /^3:4\d$/);
  assert.ok(!(await page.isVisible("#rd")), "a call is one line");
  assert.ok(await page.isVisible("[data-key='y']"), "phones in sight");
  await page.click("#sections [data-section='#history']");
  assert.ok(!(await page.isVisible("#details")));
  assert.ok(await page.isVisible("#entry-999"));
  await page.click(".now-more");
  assert.ok(await page.isVisible("#rd"));
  await page.click(".now-more");
  assert.ok(await page.isVisible("#details"));
  server.emit("session", { reason: "logout" });
  await at("/login");
});

test("without scripts links and forms work", async () => {
  const plain = await browser.newContext({ javaScriptEnabled: false });
  const p = await plain.newPage();
  await p.goto(server.url + "/many");
  await p.click(".picks form:first-child button");
  assert.equal(new URL(p.url()).pathname, "/idle");
  await p.goto(server.url + "/card");
  await p.click("#rail a[href='/chat']");
  assert.equal(new URL(p.url()).pathname, "/chat");
  await plain.close();
});
