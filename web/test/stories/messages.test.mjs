// Finding what was written: in the history of the card while one types, and in all messages, from wherever one is.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, at, has, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house, karolina, mails;
before(async () => {
  house = await House.open();
  karolina = await house.customer({ given_name: "Karolina", family_name: "Wierzbicka", phones: [{ value: newMobile() }], emails: [{ value: "karolina@modrzew.example" }] });
  mails = [];
  const written = ["Fakturan för Müller kom två gånger.", "När kommer leveransen till Malmö?", "Tack för hjälpen!"];
  for (const [n, words] of written.entries()) {
    mails.push(await house.ring({ login: undefined }, karolina.emails[0].value, { channel: n === 2 ? "chat" : "email", state: "closed", started_at: `2026-03-0${n + 1}T09:00:00Z`, ended_at: `2026-03-0${n + 1}T09:05:00Z`, messages: [{ from: karolina.emails[0].value, subject: n ? undefined : "Dubbel faktura", text: words, at: `2026-03-0${n + 1}T09:00:00Z` }] }));
  }
  await house.ring({ login: undefined }, "nobody@example.org", { channel: "email", state: "closed", started_at: "2026-03-05T09:00:00Z", ended_at: "2026-03-05T09:00:00Z", messages: [{ text: "Er faktura 4711 är betald.", at: "2026-03-05T09:00:00Z" }] });
});
after(() => house.close());
afterEach(() => house.tidy());

const rows = (page, selector) => page.locator(selector).count();

test("the history narrows while one types, in any channel, and comes back", async () => {
  const { page } = await house.agent("sv", { at: `/customers/${karolina.id}` });
  assert.equal(await rows(page, "#feed .entry"), 3);
  await page.keyboard.press("g");
  await page.keyboard.press("s");
  await page.keyboard.type("mueller fakt");
  await until(async () => (await rows(page, "#feed .entry")) === 1, "in any order, the last one begun");
  await page.fill("#history-q", "fakturan mue");
  await has(page, "#feed", t("sv", "history-found", { words: "fakturan mue" }));
  assert.deepEqual(await page.locator("#feed mark").allInnerTexts(), ["Fakturan", "Müller"]);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "history-q", "one goes on typing");
  // The tabs lead on with the words.
  await page.click("#history-channels a[href*='channel=chat']");
  await shown(page, "#feed .empty");
  assert.equal(await page.inputValue("#history-q"), "fakturan mue");
  await page.click("#history-channels a[href*='channel=email']");
  await shown(page, "#feed mark");
  // Back to all of the channel, and the field is empty again.
  await page.click("#feed .searched a");
  await until(async () => (await rows(page, "#feed .entry")) === 2, "all e-mails");
  assert.equal(await page.inputValue("#history-q"), "");
  // Nothing found says so, and leads back.
  await page.fill("#history-q", "finnsinte");
  await has(page, "#feed", t("sv", "history-not-found"));
  await page.click("#feed .empty a");
  await until(async () => (await rows(page, "#feed .entry")) === 3, "everything");
  assert.equal(await page.inputValue("#history-q"), "");
});

test("what arrives while one searches shows if it has the words", async () => {
  const { page } = await house.agent("en", { at: `/customers/${karolina.id}?q=faktura` });
  assert.equal(await rows(page, "#feed .entry"), 1);
  const from = karolina.emails[0].value;
  await house.ring({ login: undefined }, from, { channel: "sms", direction: "in", from: karolina.phones[0].value, state: "closed", messages: [{ text: "Ny faktura, tack" }] });
  await until(async () => (await rows(page, "#feed .entry")) === 2, "the new one is there");
  await house.ring({ login: undefined }, from, { channel: "sms", from: karolina.phones[0].value, state: "closed", messages: [{ text: "Hej" }] });
  await page.waitForTimeout(400);
  assert.equal(await rows(page, "#feed .entry"), 2);
});

for (const language of ["en", "de"]) {
  test(`all messages: from the palette, by channel, to the card and back (${language})`, async () => {
    const { page } = await house.agent(language);
    await page.keyboard.press("Control+k");
    await page.fill("#palette input", "betald");
    const offer = t(language, "messages-search-for", { words: "betald" });
    await has(page, "#palette", offer);
    await page.locator("#palette-messages").click();
    await shown(page, "#found .written mark");
    assert.match(await text(page, "#found"), new RegExp(t(language, "messages-nobody")));
    await page.fill("#messages-q", "faktura dubbel");
    await has(page, "#found", "Dubbel");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "messages-q");
    await page.fill("#messages-q", "leveransen malmo");
    await has(page, "#found", "Malmö");
    assert.deepEqual(await page.locator("#found mark").allInnerTexts(), ["leveransen", "Malmö"]);
    await page.click("#messages-channels a[href*='channel=chat']");
    await shown(page, "#found .empty");
    await page.click("#messages-channels a[href*='channel=email']");
    await shown(page, "#found .written");
    assert.equal(await page.inputValue("#messages-q"), "leveransen malmo");
    // The rows are walked by keys; a row leads to the contact, with the words in its history.
    await page.locator("h1").click();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await at(page, `/interactions/${mails[1].id}`);
    await shown(page, "#feed mark");
    assert.equal(await page.inputValue("#history-q"), "leveransen malmo");
    await page.goBack();
    await shown(page, "#found .written");
  });
}

test("without scripts the fields are forms", async () => {
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${karolina.id}`);
  await page.fill("#history-q", "fakturan");
  await page.press("#history-q", "Enter");
  await shown(page, "#feed mark");
  await page.goto("/customers?q=betald");
  await page.locator(".page-head a[href^='/messages']").click();
  await shown(page, "#found mark");
  await page.fill("#messages-q", "\"två gånger\"");
  await page.press("#messages-q", "Enter");
  await has(page, "#found mark", "två gånger");
});
