// The main job: a contact is offered and the right card stands there by itself.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, at, card, has, newBerlin, newMobile, said, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

/** Notes in the page when the card of a contact first stands there: the clock of the page, not of the test. */
const watchFor = (page, id) => page.evaluate((selector) => {
  const look = () => { if (document.querySelector(selector)) globalThis.shownAt ??= Date.now(); };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true });
  look();
}, `main[data-interaction${id ? `="${id}"` : ""}] h1`);

for (const language of ["en", "sv", "de", "pl"]) {
  test(`one match pops by itself within a second, says why, and leaves the focus (${language})`, async () => {
    const phone = newMobile();
    const karolina = await house.customer({ given_name: "Karolina", family_name: "Wierzbicka", phones: [{ value: phone, label: "mobile" }], pinned_note: "Ring efter 15." });
    const agent = await house.agent(language);
    const { page } = agent;
    await page.focus("#rail-q");
    await page.keyboard.type("bra");
    await watchFor(page, "");
    const call = await house.ring(agent, phone, { topic: "Bokning" });
    await shown(page, card(call));
    const took = (await page.evaluate("shownAt")) - call.told;
    assert.ok(took < 1000, `${took} ms`);
    assert.equal(await active(page), "rail-q");
    await page.keyboard.type("nd");
    assert.equal(await page.inputValue("#rail-q"), "brand");
    await at(page, `/interactions/${call.id}`);
    assert.equal(await page.getAttribute("main", "data-customer"), karolina.id);
    assert.equal(await text(page, "#person h1"), "Karolina Wierzbicka");
    await has(page, "#brief .lines", t(language, "matched-phone-labelled", { label: t(language, "label-mobile") }));
    await has(page, "#brief .pinned", "Ring efter 15.");
    await said(page, t(language, "pop-call-from", { who: "Karolina Wierzbicka" }));
    assert.equal(await page.getAttribute("html", "lang"), language);
    await has(page, "#now", t(language, "state-ringing"));
    await house.state(call, "active");
    await page.waitForSelector("main[data-state=active]");
    await has(page, "#now", t(language, "state-active"));
    await house.state(call, "closed");
    await page.waitForSelector("main[data-state=closed]");
  });
}

for (const language of ["en", "pl"]) {
  test(`a second call while words are unsaved: they stay, the rail gets a tab, F2 goes there, and they are there again (${language})`, async () => {
    const [first, second] = [newMobile(), newMobile()];
    const kept = await house.customer({ given_name: "Erika", family_name: "Norén", phones: [{ value: first }] });
    await house.customer({ given_name: "Łukasz", family_name: "Brzoza", phones: [{ value: second }] });
    const agent = await house.agent(language, { at: `/customers/${kept.id}/edit` });
    const { page } = agent;
    await page.fill("[name=family_name]", "half a sent");
    await page.focus("[name=family_name]");
    const call = await house.ring(agent, second);
    await shown(page, "#toasts .toast kbd");
    await said(page, t(language, "pop-call-from", { who: "Łukasz Brzoza" }));
    await shown(page, `#rail a[href="/interactions/${call.id}"][data-waiting]`);
    await page.keyboard.type("ence");
    assert.equal(await page.inputValue("[name=family_name]"), "half a sentence");
    await at(page, `/customers/${kept.id}/edit`);
    await page.keyboard.press("F2");
    await shown(page, card(call));
    assert.equal(await page.locator("#rail [data-waiting]").count(), 0);
    await page.goBack();
    await at(page, `/customers/${kept.id}/edit`);
    await until(async () => (await page.inputValue("[name=family_name]")) === "half a sentence", "the words are back");
    assert.ok(await page.isVisible("#restored") || await page.isVisible("[data-draft-note]"));
  });
}

test("a live call is never replaced: the next contact waits in the rail with a word about it (de)", async () => {
  const [first, second] = [newMobile(), newBerlin()];
  await house.customer({ given_name: "Jürgen", family_name: "Falk", phones: [{ value: first }] });
  const agent = await house.agent("de");
  const { page } = agent;
  const talk = await house.ring(agent, first);
  await shown(page, card(talk));
  await house.state(talk, "active");
  await page.waitForSelector("main[data-state=active]");
  const next = await house.ring(agent, second, { channel: "sms", messages: [{ from: second, text: "Sind Sie da?" }] });
  await shown(page, `#rail a[href="/interactions/${next.id}"][data-waiting]`);
  await shown(page, "#toasts .toast kbd");
  await at(page, `/interactions/${talk.id}`);
  await page.click("#toasts .toast-do");
  await shown(page, card(next));
  await page.click(`#rail a[href="/interactions/${talk.id}"]`);
  await shown(page, card(talk));
});

for (const language of ["sv", "de"]) {
  test(`a chat grows on the card, also while one scrolls, and keeps its place (${language})`, async () => {
    const guest = `gast-${language}@example.org`;
    await house.customer({ given_name: "Olof", family_name: "Hägg", emails: [{ value: guest }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const chat = await house.ring(agent, guest, { channel: "chat", messages: [{ from: guest, text: "Hej, är någon där?" }] });
    await shown(page, card(chat));
    await has(page, "#now .messages", "Hej, är någon där?");
    await page.evaluate("globalThis.mark = 1");
    await house.state(chat, "active");
    for (let n = 1; n <= 30; n++) await house.message(chat, `Rad ${n} som är så lång att den behöver mer än en rad i panelen för samtalet.`);
    await has(page, "#now .messages", "Rad 30");
    const list = page.locator("#now .messages li");
    assert.equal(await list.count(), 31);
    const seen = () => page.locator("#now .messages li:last-child").evaluate((li) => {
      const box = li.getBoundingClientRect();
      for (let up = li.parentElement; up; up = up.parentElement) if (up.scrollHeight > up.clientHeight + 1 && getComputedStyle(up).overflowY !== "visible") return box.bottom <= up.getBoundingClientRect().bottom + 2;
      return box.bottom <= innerHeight;
    });
    await until(seen, "the newest message is in sight");
    // One reads further up: nothing may move, and the new one is there all the same.
    const scroller = await page.locator("#now .messages li:last-child").evaluateHandle((li) => {
      for (let up = li.parentElement; up; up = up.parentElement) if (up.scrollHeight > up.clientHeight + 1 && getComputedStyle(up).overflowY !== "visible") return up;
      return document.scrollingElement;
    });
    await scroller.evaluate((box) => box.scrollTo(0, 40));
    await house.message(chat, "Är ni kvar?", { ref: `again-${language}` });
    await house.message(chat, "Är ni kvar?", { ref: `again-${language}` }); // delivered twice, shown once
    await has(page, "#now .messages", "Är ni kvar?");
    assert.equal(await list.count(), 32);
    assert.equal(await scroller.evaluate((box) => box.scrollTop), 40);
    assert.equal(await page.evaluate("globalThis.mark"), 1, "the page was not loaded anew");
  });
}

test("a window in the background pops too, and its title says so until one looks", async () => {
  const phone = newMobile();
  await house.customer({ given_name: "Vera", family_name: "Asp", phones: [{ value: phone }] });
  const agent = await house.agent("sv");
  const { page, context } = agent;
  const other = await context.newPage();
  await other.goto("about:blank");
  await other.bringToFront();
  // Headless windows are never hidden; the page is told that it is.
  const hidden = (value) => page.evaluate((now) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => now });
    document.dispatchEvent(new Event("visibilitychange"));
  }, value);
  await hidden(true);
  const call = await house.ring(agent, phone);
  await page.waitForSelector(card(call), { state: "attached" });
  await until(async () => (await page.title()).startsWith("●"), "marked");
  await hidden(false);
  await until(async () => !(await page.title()).startsWith("●"), "looked at");
});

test("two windows of one agent both pop; one that is opened later is not sent to what is over", async () => {
  const [first, second] = [newMobile(), newMobile()];
  const vera = await house.customer({ given_name: "Vera", family_name: "Lund", phones: [{ value: first }] });
  const agent = await house.agent("en");
  const { page, context } = agent;
  const other = await context.newPage();
  await house.go(other, "/customers");
  const call = await house.ring(agent, first);
  await shown(page, card(call));
  await shown(other, card(call));
  await house.state(call, "closed");
  const third = await context.newPage();
  await house.go(third, `/customers/${vera.id}`);
  // A later pop reaches the new window, and was the first that did.
  await third.evaluate(() => { globalThis.been = []; new MutationObserver(() => { const id = document.querySelector("main")?.dataset.interaction; if (id && globalThis.been.at(-1) !== id) globalThis.been.push(id); }).observe(document.querySelector(".frame"), { subtree: true, childList: true, attributes: true }); });
  const next = await house.ring(agent, second);
  await shown(third, card(next));
  assert.deepEqual(await third.evaluate("been"), [next.id]);
});
