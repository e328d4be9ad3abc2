// The workbench: two cards are laid beside each other by keys, chosen from, made one, and undone; two agents are told; who is
// not the same is suggested no more.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, at, card, has, newMobile, shown, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

/** Two cards of one person, with a number, a name and a day in common. */
async function twice(family_name) {
  const phones = [{ value: newMobile() }];
  const one = await house.customer({ given_name: "Karolina", family_name, birth_date: "1980-02-29", language: "pl", phones });
  const other = await house.customer({
    given_name: "Karolina", family_name, birth_date: "1980-02-29", language: "en", job_title: "Joiner", phones: [...phones, { value: newMobile() }], tags: ["web shop"],
  });
  return [one, other];
}

for (const language of ["en", "de"]) {
  test(`two cards become one by keys, and two again (${language})`, async () => {
    const [one, other] = await twice(`Lipowska${language}`);
    const agent = await house.agent(language, { at: `/customers/${one.id}` });
    const { page } = agent;
    await page.keyboard.press("Shift+M");
    await at(page, "/merges/new");
    // Who may be the same stands there with the reasons.
    await has(page, ".bench-hits.is-why", other.family_name);
    await page.locator(`.bench-hits.is-why a[href*="${other.id}"]`).focus();
    await page.keyboard.press("Enter");
    await shown(page, "#merge .compare");
    await page.locator(`[name="choices.language"][value="${other.id}"]`).focus();
    await page.keyboard.press("Space");
    await until(async () => (await page.textContent('[data-result="choices.language"]')).trim() === (await page.textContent(`label:has([name="choices.language"][value="${other.id}"]) .value`)).trim(), "the result follows the choice");
    await page.keyboard.press("Control+Enter");
    await at(page, `/customers/${one.id}`);
    await has(page, "#toasts", t(language, "done-merge", { what: other.name, card: one.name }));
    await has(page, "#main", "Joiner");
    const joined = await house.api("GET", `/customers/${other.id}`);
    assert.deepEqual([joined.id, joined.language, joined.merged_from], [one.id, "en", [other.id]]);
    await undo(page);
    await until(async () => (await house.api("GET", `/customers/${other.id}`)).id === other.id, "undone");
    assert.equal((await house.api("GET", `/customers/${one.id}`)).language, "pl");
  });
}

test("who stands twice among the matches of a call becomes one by keys (sv)", async () => {
  const phones = [{ value: newMobile() }];
  const [one, other] = [await house.customer({ name: "Saga Tallund", phones }), await house.customer({ name: "S. Tallund", phones })];
  await house.customer({ name: "Viggo Askmo", phones });
  // It is in the queue a moment later.
  const pairs = async () => (await house.api("GET", "/duplicates?limit=200")).items;
  await until(async () => (await pairs()).some((pair) => pair.customers.some((each) => each.id === one.id)), "the pair is found", 8000);
  const agent = await house.agent("sv");
  const { page } = agent;
  const call = await house.ring(agent, phones[0].value);
  await shown(page, `${card(call)} #candidates`);
  await has(page, ".alike", t("sv", "matches-alike-likely"));
  const option = (id) => `#match-${id}`;
  await page.locator("#candidates").focus();
  // The one by the keys, the other by the pointer.
  for (let step = 0; step < 3; step++) {
    if ((await page.getAttribute("#candidates", "aria-activedescendant")) === `match-${one.id}`) await page.keyboard.press("x");
    await page.keyboard.press("j");
  }
  assert.equal(await page.getAttribute(option(one.id), "aria-checked"), "true");
  assert.equal(await page.locator("#same [data-checked]").isVisible(), false, "one alone is not merged");
  await page.locator(`${option(other.id)} .tick`).click();
  assert.equal(await page.getAttribute(option(other.id), "aria-checked"), "true");
  assert.deepEqual(await scan(page, "matches, two marked"), []);
  await page.keyboard.press("Shift+M");
  await at(page, "/merges/new");
  await has(page, "#merge", "Saga Tallund");
  await has(page, "#merge", "S. Tallund");
  await page.keyboard.press("Control+Enter");
  await until(async () => (await house.api("GET", `/customers/${other.id}`)).id === (await house.api("GET", `/customers/${one.id}`)).id, "merged");
  // The caller is still on the line: back to the list, in which they stand once, and to their card by a key.
  await at(page, `/interactions/${call.id}/matches`);
  await until(async () => (await page.locator("#candidates [role=option]").count()) === 2, "one fewer");
  const { id, name } = await house.api("GET", `/customers/${one.id}`);
  const [kept, joined] = id === one.id ? [one, other] : [other, one];
  await has(page, "#toasts", t("sv", "done-merge", { what: joined.name, card: kept.name }));
  await page.keyboard.press((await page.getAttribute(option(id), "data-key")));
  await at(page, `/interactions/${call.id}`);
  await has(page, `${card(call)} #brief`, name);
});

test("whoever has the other card open is told, and an old address leads to the card", async () => {
  const [one, other] = await twice("Modrzewska");
  const agent = await house.agent("en", { at: `/customers/${other.id}` });
  const { page } = agent;
  const merge = await house.api("POST", "/merges", { keep: one.id, merge: [other.id] });
  await has(page, "#brief", t("en", "merges-of", { n: 2 }));
  await page.reload();
  await at(page, `/customers/${one.id}`);
  await page.click(`#brief a[href$="/merges"]`);
  await shown(page, ".merges");
  await page.click(`form[action="/merges/${merge.id}/undoing"] button`);
  await at(page, `/customers/${one.id}`);
  assert.equal((await house.api("GET", `/customers/${other.id}`)).id, other.id);
});

test("who is not the same is suggested no more", async () => {
  const [one, other] = await twice("Odrzucona");
  const agent = await house.agent("en", { at: `/merges/new?keep=${one.id}&with=${other.id}` });
  const { page } = agent;
  await page.click(`form[action$="/rejections"] button`);
  await until(async () => !page.url().includes("with="), "back at the one card");
  assert.equal(await page.locator(`a[href*="${other.id}"]`).count(), 0);
  const { items } = await house.api("GET", `/customers/${one.id}/duplicates`);
  assert.ok(items.every((item) => item.customer.id !== other.id), JSON.stringify(items));
});

test("the workbench in every state: axe finds nothing, nothing scrolls sideways", async () => {
  const [one, other] = await twice("Sägewerk-Lüdenscheidt");
  const third = await house.customer({ given_name: "K.", family_name: "Sägewerk", phones: one.phones });
  const agent = await house.agent("de", { at: `/merges/new?keep=${one.id}` });
  const { page } = agent;
  const found = [];
  for (const [name, path] of [
    ["alone", `/merges/new?keep=${one.id}`],
    ["searched", `/merges/new?keep=${one.id}&q=karolina`],
    ["two", `/merges/new?keep=${one.id}&with=${other.id}`],
    ["three", `/merges/new?keep=${one.id}&with=${other.id}&with=${third.id}`],
  ]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    found.push(...await scan(page, name));
  }
  await house.api("POST", "/merges", { keep: one.id, merge: [other.id, third.id] });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/customers/${one.id}/merges`);
  found.push(...await scan(page, "merges"));
  assert.deepEqual(found, []);
});
