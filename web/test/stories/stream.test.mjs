// The stream is lost and comes back: nothing that happened meanwhile is lost, and the page says how it is.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, at, card, has, newBerlin, newMobile, said, shown, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

for (const language of ["sv", "pl"]) {
  test(`lost and resumed: what was missed pops, a strip shows meanwhile (${language})`, async () => {
    const phone = newMobile();
    await house.customer({ given_name: "Tova", family_name: "Rask", phones: [{ value: phone }] });
    const line = await house.cable();
    const agent = await house.agent(language, { base: line.url });
    const { page } = agent;
    assert.ok(!(await page.isVisible("#stream-lost")));
    line.cut();
    const call = await house.ring(agent, phone);
    await shown(page, "#stream-lost");
    await has(page, "#stream-lost", t(language, "stream-lost"));
    line.join();
    await shown(page, card(call));
    await said(page, t(language, "pop-call-from", { who: "Tova Rask" }));
    await until(async () => !(await page.isVisible("#stream-lost")), "the strip is gone");
  });
}

test("a short cut is not worth a word, and what changed in it is on the card (de)", async () => {
  const guest = "kurz@example.org";
  await house.customer({ given_name: "Heike", family_name: "Tann", emails: [{ value: guest }] });
  const line = await house.cable();
  const agent = await house.agent("de", { base: line.url });
  const { page } = agent;
  const chat = await house.ring(agent, guest, { channel: "chat", messages: [{ from: guest, text: "Guten Tag" }] });
  await shown(page, card(chat));
  await page.evaluate(() => { globalThis.strips = 0; new MutationObserver(() => { if (!document.querySelector("#stream-lost").hidden) globalThis.strips++; }).observe(document.body, { subtree: true, attributes: true, attributeFilter: ["hidden"] }); });
  for (let n = 1; n <= 3; n++) {
    line.cut();
    await house.message(chat, `Während der Lücke ${n}`);
    line.join();
    await has(page, "#now .messages", `Während der Lücke ${n}`);
  }
  assert.equal(await page.locator("#now .messages li").count(), 4);
  assert.equal(await page.evaluate("strips"), 0);
});

test("the button of the strip tries at once; words that were being typed stay", async () => {
  const phone = newMobile();
  const kept = await house.customer({ given_name: "Nils", family_name: "Berg", phones: [{ value: phone }] });
  const line = await house.cable();
  const agent = await house.agent("en", { base: line.url, at: `/customers/${kept.id}/edit` });
  const { page } = agent;
  await page.fill("[name=family_name]", "Bergström");
  line.cut();
  await shown(page, "#stream-lost");
  const call = await house.ring(agent, newBerlin());
  line.join();
  // Not by the mouse, which waits until the strip lies still: the page tries by itself as well, and may be faster.
  await page.$eval("#stream-lost [data-retry]", (button) => button.click());
  await shown(page, `#rail a[href="/interactions/${call.id}"]`);
  await until(async () => !(await page.isVisible("#stream-lost")), "the strip is gone");
  assert.equal(await page.inputValue("[name=family_name]"), "Bergström");
  await at(page, `/customers/${kept.id}/edit`);
});

test("no connection while saving: a word about it, the words stay, and the same button saves them later", async () => {
  const kept = await house.customer({ given_name: "Nora", family_name: "Vik" });
  const line = await house.cable();
  const { page } = await house.agent("sv", { base: line.url, at: `/customers/${kept.id}/edit` });
  await page.fill("[name=family_name]", "Viksten");
  line.cut();
  await page.keyboard.press("Control+Enter");
  await shown(page, "#toasts .toast.is-error");
  assert.equal(await page.inputValue("[name=family_name]"), "Viksten");
  line.join();
  await page.click("#toasts .toast.is-error .toast-do");
  await at(page, `/customers/${kept.id}`);
  await has(page, "#person h1", "Nora Viksten");
});

test("logged out elsewhere: every window of that session leaves, drafts are gone", async () => {
  const { page, context } = await house.agent("en", { at: "/customers/new" });
  await page.fill("[name=given_name]", "Secret");
  const other = await context.newPage();
  await house.go(other, "/");
  await other.click("#rail details.menu summary");
  await other.click("form[data-logout] button");
  await at(other, "/login");
  await at(page, "/login");
  assert.equal(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith("visavi-draft")).length), 0);
});
