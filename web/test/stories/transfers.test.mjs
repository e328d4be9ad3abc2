// A contact changes hands between two people at work, with what was typed; pins and marks of the rail; who talks with whom.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, at, card, has, newMobile, said, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const clean = async (page, name, options) => assert.deepEqual(await scan(page, name, options), []);

for (const language of ["en", "pl"]) {
  test(`half a comment and half a note go over by keys alone, pop at the other, and are taken (${language})`, async () => {
    const phone = newMobile();
    const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
    const anna = await house.agent(language, { name: "Anna Sjöberg" });
    const piotr = await house.agent(language, { name: "Piotr Wrona" });
    const call = await house.ring(anna, phone);
    await shown(anna.page, card(call));
    await house.state(call, "active");
    await anna.page.waitForSelector("main[data-state=active]");
    await anna.page.fill("#now-comment", "The grinder is broken and");
    await anna.page.keyboard.press("Tab");
    await anna.page.evaluate("document.activeElement.blur()");
    await anna.page.keyboard.press("w");
    await shown(anna.page, "#transfer-whom");
    await until(() => anna.page.evaluate(() => document.activeElement?.id === "transfer-whom"), "the choice has the focus");
    await clean(anna.page, "transfer open");
    await anna.page.setViewportSize({ width: 1440, height: 900 });
    const option = anna.page.locator(`#transfer-whom option[value="agent:${piotr.login}"]`);
    assert.equal(await option.textContent(), `Piotr Wrona: ${t(language, "doing-free")}`);
    await anna.page.selectOption("#transfer-whom", { value: `agent:${piotr.login}` });
    await anna.page.keyboard.press("Tab");
    await anna.page.keyboard.type("wants the refund, is upset");
    await anna.page.keyboard.press("Enter");
    // It pops at Piotr by itself, with the line.
    await shown(piotr.page, card(call));
    await said(piotr.page, t(language, "pop-handed", { who: "Anna Sjöberg", text: "" }).trim());
    await has(piotr.page, "#now .handed", "wants the refund, is upset");
    await has(piotr.page, "#now .handed", t(language, "transfer-words-comment"));
    // Hers no more.
    await has(anna.page, "#now .handed", t(language, "transfer-given", { who: "Piotr Wrona" }));
    await has(anna.page, "#rail .recents", "Ida Nyberg");
    await has(anna.page, "#rail .me .state", t(language, "me-free"));
    assert.equal(await anna.page.inputValue("#now-comment"), "");
    await anna.page.waitForSelector("main[data-state=closed]");
    await clean(piotr.page, "handed over", { sheets: true });
    await piotr.page.setViewportSize({ width: 1440, height: 900 });
    // Taken by a key: the words are in the same form, unsaved.
    await piotr.page.evaluate("document.activeElement.blur()");
    await piotr.page.keyboard.press("a");
    await until(async () => (await piotr.page.inputValue("#now-comment")) === "The grinder is broken and", "the words are there");
    assert.equal(await piotr.page.locator("[action$='/transfer/taking']").count(), 0);
    await until(async () => (await anna.page.locator("[action$='/transfer/undoing']").count()) === 0, "she cannot take it back any more");
    await piotr.page.focus("#now-comment");
    await piotr.page.keyboard.press("End");
    await piotr.page.keyboard.type(" smells");
    await piotr.page.keyboard.press("Control+Enter");
    await has(piotr.page, "#now .comments", "The grinder is broken and smells");
    const done = await house.api("GET", `/interactions/${call.id}`);
    assert.deepEqual([done.agent, done.comments.map((one) => one.by), done.transfers.length], [piotr.login, ["Piotr Wrona"], 1]);
    await house.state(call, "closed");
    await piotr.page.goto(`/customers/${ida.id}`);
    await has(piotr.page, "#feed .entry", "Anna Sjöberg");
  });
}

test("taken back before it was taken, words and all; who is second is told (sv)", async () => {
  const phone = newMobile();
  await house.customer({ given_name: "Olof", family_name: "Hägg", phones: [{ value: phone }] });
  const anna = await house.agent("sv"), bo = await house.agent("sv", { name: "Bo Ek", at: null });
  const call = await house.ring(anna, phone, { queue: "Returer" });
  await house.state(call, "active");
  await shown(anna.page, card(call));
  await anna.page.fill("#now-comment", "halv");
  await anna.page.click(".hand-over summary");
  await shown(anna.page, "#transfer-whom");
  // Another window of hers was faster.
  const other = await anna.context.newPage();
  await other.goto(`/interactions/${call.id}/transfer`);
  await anna.page.selectOption("#transfer-whom", { value: "queue:Returer" });
  await anna.page.fill("#transfer-note", "arg");
  await anna.page.keyboard.press("Enter");
  await has(anna.page, "#now .handed", "Returer");
  await other.selectOption("#transfer-whom", { value: `agent:${bo.login}` });

  await other.click(".hand-over-form button.solid");
  await has(other, "body", t("sv", "conflict-transfer-elsewhere", { who: "Returer" }));
  await other.close();
  await anna.page.click("[action$='/transfer/undoing'] button");
  await until(async () => (await anna.page.inputValue("#now-comment")) === "halv", "her words are back");
  await shown(anna.page, `#rail .opens a[href="/interactions/${call.id}"]`);
  assert.deepEqual((await house.api("GET", `/interactions/${call.id}`)).transfers, []);
});

test("pinned customers, marks and previews of the rail", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Ask", phones: [{ value: newMobile() }] });
  const anna = await house.agent("de", { at: `/customers/${ida.id}` });
  const { page } = anna;
  const line = page.locator("#rail .opens li", { hasText: "Ida Ask" });
  await line.hover();
  await line.locator(".pinning button").click();
  await has(page, "#rail .pins", "Ida Ask");
  await clean(page, "pinned");
  await page.setViewportSize({ width: 1440, height: 900 });
  // The same in a narrow frame, behind who is open.
  await page.setViewportSize({ width: 400, height: 800 });
  assert.ok(await page.isVisible("#rail .pins a"));
  await page.setViewportSize({ width: 1440, height: 900 });
  // Space looks in, Escape takes it away, Enter goes there.
  await page.focus("#rail .pins a");
  await page.keyboard.press("Space");
  await has(page, "#preview:popover-open", "Ida Ask");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#preview")));
  // Somebody else changes what one is changing.
  await page.goto(`/customers/${ida.id}/edit`);
  await page.fill("[name=family_name]", "Asklund");
  await shown(page, "#rail .opens [data-draft-sign]:not([hidden])");
  await until(async () => (await page.evaluate("fetch('/drafts').then((answer) => answer.json())")).length === 1, "the draft is kept");
  await house.change(ida, { department: "Service" });
  await has(page, "#rail .opens .is-behind", t("de", "rail-conflict"));
  // Who waits longest has the key, and a contact of nobody a preview.
  const call = await house.ring(anna, "+493023125700", { queue: "Service" });
  await has(page, `#rail a[href="/interactions/${call.id}"] kbd`, "F2");
  await page.hover(`#rail a[href="/interactions/${call.id}"]`);
  await has(page, "#preview:popover-open", "Service");
  await page.mouse.move(900, 400);
  // Unpinned; other windows hear of it.
  const other = await anna.context.newPage();
  await other.goto("/");
  await has(other, "#rail .pins", "Ida Ask");
  await page.locator("#rail .pins li").hover();
  await page.locator("#rail .pins .pinning button").click();
  await until(async () => (await other.locator("#rail .pins li").count()) === 0, "unpinned there as well");
  await other.close();
});

test("a supervisor sees who talks with whom as it happens", async () => {
  const phone = newMobile();
  await house.customer({ given_name: "Vera", family_name: "Lind", phones: [{ value: phone }] });
  const anna = await house.agent("en");
  const heike = await house.agent("en", { login: "heike", name: "Heike Wolf", role: "supervisor", at: "/live-contacts" });
  const { page } = heike;
  await has(page, "#live", t("en", "live-without"));
  await has(page, "#live .live-free", "Anna Sjöberg");
  const call = await house.ring({ login: undefined }, phone, { queue: "Orders" });
  const row = page.locator(`#live-${call.id}`);
  await has(page, "section[aria-labelledby=h-live-waiting]", "Vera Lind");
  await house.api("POST", "/interactions", { ref: call.ref, channel: "call", agent: anna.login, state: "active" });
  await has(page, "section[aria-labelledby=h-live-agents]", "Anna Sjöberg");
  assert.ok((await row.innerText()).includes("Orders"));
  await clean(page, "live contacts", { sheets: true });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/live-contacts");
  await page.selectOption("#live-queue", "Orders");
  await page.click("#live-filter button");
  await has(page, "#live", "Vera Lind");
  await page.selectOption("#live-channel", "chat");
  await page.click("#live-filter button");
  await has(page, "#live", t("en", "live-going-on-none"));
  await page.goto("/live-contacts");
  await row.locator("a").click();
  await at(page, `/interactions/${call.id}`);
  await house.state(call, "closed");
  await page.goto("/live-contacts");
  assert.equal(await row.count(), 0);
});

test("how far a message came, with icon and word", async () => {
  const phone = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Berg", phones: [{ value: phone }] });
  const anna = await house.agent("sv", { at: `/customers/${ida.id}` });
  const { page } = anna;
  const sms = await house.api("POST", "/interactions", { ref: `sms-${process.pid}`, channel: "sms", direction: "out", from: "Norrvik", to: phone, state: "closed", messages: [{ ref: "m", from: "Norrvik", text: "Paketet är på väg", delivery: { state: "sent" } }] });
  await has(page, "#feed .entry", t("sv", "delivery-sent"));
  await house.api("PUT", `/messages/${sms.messages[0].id}/delivery`, { state: "failed", reason: "numret finns inte, och det är en lång förklaring" });
  await has(page, "#feed .entry .mark.error", "numret finns inte");
  await clean(page, "delivery failed");
  assert.ok((await text(page, "#feed .entry")).includes(t("sv", "delivery-failed")));
});
