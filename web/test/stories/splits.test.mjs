// A card that was one by mistake is taken apart by keys: what is chosen goes with what hangs on it, the line at the foot says
// what would go, other parts of the list lose nothing that is chosen, and undoing it makes them one again.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, at, has, newMobile, shown, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

/** Two people on one card: a number each, two contacts of the second, and more notes than a part of the list holds. */
async function both(family_name, notes = 3) {
  const [one, other] = [newMobile(), newMobile()];
  const card = await house.customer({ given_name: "Ingrid", family_name, phones: [{ value: one, label: "mobile" }, { value: other, label: "private" }] });
  for (const from of [one, other, other]) await house.api("POST", "/interactions", { channel: "call", from, state: "closed", topic: "Kontakt mit der Werkstatt" });
  for (let n = 0; n < notes; n++) await house.api("POST", `/customers/${card.id}/notes`, { text: `Notiz ${n}` });
  return { card, one, other };
}

const total = async (id) => Object.values((await house.api("GET", `/customers/${id}/card`)).counts).reduce((sum, count) => sum + count, 0);

for (const language of ["en", "de"]) {
  test(`a card is taken apart by keys, and is one again (${language})`, async () => {
    const { card, other } = await both(`Lindholm${language}`, 55);
    const agent = await house.agent(language, { at: `/customers/${card.id}` });
    const { page } = agent;
    // By the palette, as any command.
    await page.keyboard.press("Control+k");
    await shown(page, "#palette");
    await page.keyboard.type(t(language, "split-menu"));
    await until(async () => (await page.locator("#palette [role=option]:visible").count()) > 0, "the command is offered");
    await page.keyboard.press("Enter");
    await at(page, `/customers/${card.id}/split`);
    await has(page, "#split-sum", t(language, "split-nothing"));
    // The name has the keys; what goes is said as one chooses.
    await page.keyboard.type("Bo");
    await page.locator(`#split [name=identifiers][value="phone:${other}"]`).focus();
    await page.keyboard.press("Space");
    const contacts = t(language, "split-interactions", { n: 2 });
    const number = t(language, "split-identifiers", { n: 1 });
    await has(page, "#split-sum", t(language, "split-goes", { name: "Bo", what: `${number}, ${contacts}` }));
    // A note, and then another part of the list: the note stays chosen above it.
    const note = page.locator("#split-entries [name=notes]").first();
    const id = await note.getAttribute("value");
    await note.focus();
    await page.keyboard.press("Space");
    await page.locator("#split-entries button[name=more]").focus();
    await page.keyboard.press("Enter");
    await has(page, "#split-entries", t(language, "split-elsewhere"));
    assert.ok(await page.locator(`#split-entries [name=notes][value="${id}"]`).isChecked());
    assert.equal(await page.inputValue("#given-name"), "Bo");
    await has(page, "#split-sum", t(language, "split-notes", { n: 1 }));
    await page.keyboard.press("Control+Enter");
    await until(async () => !page.url().includes("/split") && !page.url().includes(card.id), "the new card");
    await has(page, "#toasts", t(language, "done-split"));
    await has(page, "#main", "Bo");
    const created = new URL(page.url()).pathname.split("/").at(-1);
    const made = await house.api("GET", `/customers/${created}`);
    assert.deepEqual([made.name, made.phones.map((phone) => [phone.value, phone.label])], ["Bo", [[other, "private"]]]);
    assert.deepEqual([await total(created), await total(card.id)], [2, 1]);
    await undo(page);
    await until(async () => (await house.api("GET", `/customers/${created}`)).id === card.id, "one again");
    assert.equal(await total(card.id), 3);
  });
}

test("whoever has the card open is told, and what cannot stand is said where it is", async () => {
  const { card, other } = await both("Modrzewski");
  const agent = await house.agent("pl", { at: `/customers/${card.id}` });
  const { page } = agent;
  const second = await house.agent("en", { at: `/customers/${card.id}/split` });
  await second.page.keyboard.press("Control+Enter");
  await has(second.page, "#split-identifiers", t("en", "invalid-split-nothing"));
  await second.page.fill("#family-name", "Wrona");
  const note = second.page.locator("#split-entries [name=notes]").first();
  await note.focus();
  await second.page.keyboard.press("Space");
  await second.page.fill("#family-name", "");
  await second.page.keyboard.press("Control+Enter");
  await shown(second.page, "#given-name-wrong");
  assert.ok(await second.page.locator("#split-entries [name=notes]").first().isChecked());
  const stands = async () => (await page.textContent("#main")).replace(/\s/g, "").includes(other.slice(-6));
  assert.ok(await stands());
  await house.api("POST", "/splits", { customer: card.id, identifiers: [{ kind: "phone", value: other }] });
  await until(async () => !(await stands()), "the number has left the open card");
});

test("the page without scripts", async () => {
  const { card, other } = await both("Skogsberg", 55);
  const agent = await house.agent("sv", { at: null, javaScriptEnabled: false });
  const { page } = agent;
  await page.goto(`/customers/${card.id}/split`);
  await page.fill("#given-name", "Bo");
  await page.check(`#split [name=identifiers][value="phone:${other}"]`);
  await page.click("#split-entries button[name=more]");
  assert.ok(await page.isChecked(`#split [name=identifiers][value="phone:${other}"]`));
  assert.match(await page.textContent("#split-sum"), /Bo/);
  await page.click(".bench-foot button.solid");
  assert.match(page.url(), /\/customers\/[^/]+\?done=/);
  assert.match(await page.textContent("#main"), /Bo/);
});

test("the page in every state: axe finds nothing, nothing scrolls sideways", async () => {
  const { card, other } = await both("Sägewerk-Lüdenscheidt-Oberbrügge", 55);
  const bare = await house.customer({ name: "Ohne alles" });
  const agent = await house.agent("de", { at: `/customers/${card.id}/split` });
  const { page } = agent;
  const found = [];
  await page.setViewportSize({ width: 1440, height: 900 });
  found.push(...await scan(page, "fresh"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.check(`#split [name=identifiers][value="phone:${other}"]`);
  await page.locator("#split-entries [name=notes]").first().check();
  await page.locator("#split-entries button[name=more]").click();
  await has(page, "#split-entries", t("de", "split-elsewhere"));
  found.push(...await scan(page, "chosen"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/customers/${bare.id}/split`);
  await page.keyboard.press("Control+Enter");
  await shown(page, "#split-identifiers .wrong");
  found.push(...await scan(page, "faults"));
  assert.deepEqual(found, []);
});
