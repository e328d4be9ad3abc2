// Notes on the card: written by keys, kept while one goes elsewhere, warned of, deleted and taken back; others' locked.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, card, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }], ...more });
const rows = (page) => page.locator(".note").count();

for (const language of ["sv", "pl"]) {
  test(`a note from n to undo, by keys alone (${language})`, async () => {
    const ida = await someone();
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await page.keyboard.press("n");
    await until(async () => (await active(page)) === "note-text", "the composer has the focus");
    await page.keyboard.type("Ring efter tre");
    // Elsewhere and back: the words are there.
    await page.keyboard.press("Escape");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.click("#card-tabs a >> nth=0");
    await shown(page, "#feed");
    await page.keyboard.press("n");
    await until(async () => (await page.inputValue("#note-text").catch(() => "")) === "Ring efter tre", "the words are kept");
    await page.focus("#note-text");
    await page.keyboard.press("Control+Enter");
    await has(page, ".note", "Ring efter tre");
    await until(async () => (await page.inputValue("#note-text")) === "", "room for the next one");
    await has(page, "#card-tabs", "1");
    // Changed in its place.
    await page.locator(".note-edit > summary").focus();
    await page.keyboard.press("Enter");
    await shown(page, ".note textarea");
    await page.fill(".note textarea", "Ring före tre");
    await page.press(".note textarea", "Control+Enter");
    await has(page, ".note", "Ring före tre");
    await until(async () => (await page.locator(".note textarea").count()) === 0, "the form is folded away");
    // Pinned: above everything else at once.
    await page.locator(".note footer form").first().locator("button").click();
    await has(page, ".pinned", "Ring före tre");
    await page.locator(".note form[action$=deletion] button").click();
    await has(page, "#toasts", t(language, "note-deleted"));
    assert.equal(await rows(page), 0);
    assert.equal(await page.locator(".pinned").count(), 0);
    await undo(page);
    await has(page, ".note", "Ring före tre");
    await has(page, ".pinned", "Ring före tre");
    assert.ok(!(await text(page, "#toasts")).includes(t(language, "note-deleted")));
  });
}

test("what looks like a card number or health is warned of while one types, and again when it is saved", async () => {
  const ida = await someone();
  const { page } = await house.agent("de", { at: `/customers/${ida.id}?tab=notes&write=true` });
  await page.fill("#note-text", "Karte 4111 1111 1111 1111");
  await has(page, "#note-text-warning", t("de", "note-warning-card"));
  await page.fill("#note-text", "Ruft am Freitag an");
  await until(async () => (await text(page, "#note-text-warning")) === "", "nothing to warn of");
  await page.fill("#note-text", "Ist krankgeschrieben");
  await has(page, "#note-text-warning", "krankgeschrieben");
  await page.press("#note-text", "Control+Enter");
  await has(page, ".note .note-warning", "krankgeschrieben");
});

test("others' notes are locked and say why; what they write comes by itself and leaves my words alone", async () => {
  const ida = await someone();
  const long = `${"En lång anteckning om leveransen. ".repeat(12)}\nSista raden <b>är text</b>.`;
  const one = await house.api("POST", `/customers/${ida.id}/notes`, { text: long });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}?tab=notes` });
  assert.match(await text(page, ".note"), new RegExp(t("en", "note-locked-other", { name: one.by })));
  assert.equal(await page.locator(".note footer :is(form, .note-edit)").count(), 0);
  assert.equal(await page.locator(".note-text").isVisible(), false);
  await page.locator(".note-more > summary").focus();
  await page.keyboard.press("Enter");
  await has(page, ".note-text", "Sista raden <b>är text</b>.");
  await page.fill("#note-text", "I am writing");
  await house.api("POST", `/customers/${ida.id}/notes`, { text: "From elsewhere", pinned: true });
  await until(async () => (await rows(page)) === 2, "the new note is there");
  await has(page, ".pinned", "From elsewhere");
  await has(page, "#card-tabs", "2");
  assert.equal(await page.inputValue("#note-text"), "I am writing");
  assert.equal(await page.locator(".note-text").last().isVisible(), true);
});

test("a pop does not take the card away while one writes a note, and shows the pinned one", async () => {
  const [ida, bo] = [await someone(), await someone({ given_name: "Bo", pinned_note: "Calls about the invoice" })];
  const agent = await house.agent("en", { at: `/customers/${ida.id}?tab=notes` });
  const { page } = agent;
  await page.fill("#note-text", "Half a sen");
  const call = await house.ring(agent, bo.phones[0].value);
  await shown(page, ".toast");
  assert.equal(await page.inputValue("#note-text"), "Half a sen");
  await page.keyboard.press("F2");
  await shown(page, card(call));
  await has(page, ".pinned", "Calls about the invoice");
  // Beside a contact a note is written the same way, and the page stays with the contact.
  await page.keyboard.press("n");
  await until(async () => (await active(page)) === "note-text", "the composer has the focus");
  await page.keyboard.type("Called again");
  await page.keyboard.press("Control+Enter");
  await has(page, ".note", "Called again");
  await shown(page, card(call));
});

test("the search in the history finds notes and leads to them", async () => {
  const ida = await someone();
  await house.api("POST", `/customers/${ida.id}/notes`, { text: "Leveransen till Malmö kommer på tisdag" });
  const { page } = await house.agent("sv", { at: `/customers/${ida.id}` });
  await page.fill("#history-q", "malmo");
  await has(page, "#day-notes mark", "Malmö");
  await page.click("#day-notes a");
  await has(page, ".note", "Malmö");
});

test("without scripts notes are written, changed, deleted and taken back by forms", async () => {
  const ida = await someone();
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}`);
  await page.click("#tab-notes");
  await page.fill("#note-text", "By a form");
  await page.click("#note-new button.solid");
  await has(page, ".note", "By a form");
  await page.click(".note-edit > summary");
  await page.click(".note-edit a");
  await page.fill("textarea", "By another form");
  await page.click(".composer button.solid");
  await has(page, ".note", "By another form");
  await page.click(".note form[action$=deletion] button");
  await page.click("#brief .strip button");
  await has(page, ".note", "By another form");
});
