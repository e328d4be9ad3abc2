// The queue of duplicates: a supervisor goes through it by keys, merges, takes it back, keeps apart; the card says who may be
// the same as soon as that is known, and the form does while one types.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, at, has, newMobile, shown, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

/** Two cards of one person, once the queue has them. */
async function twice(given_name, family_name, birth_date) {
  const person = { given_name, family_name, birth_date, phones: [{ value: newMobile() }] };
  const pair = [await house.customer(person), await house.customer({ ...person, job_title: "Joiner" })];
  await until(async () => (await queue()).some((item) => item.customers.some((one) => one.id === pair[0].id)), "it is in the queue", 15_000);
  return pair;
}

const queue = async () => (await house.api("GET", "/duplicates?limit=200")).items;

for (const [language, people] of [
  ["en", [["Karolina", "Lipowska", "1980-02-29"], ["Tuva", "Hällgren", "1957-11-09"]]],
  ["de", [["Jürgen", "Brandauer", "1991-07-30"], ["Ottilie", "Sommerfeld", "1966-12-03"]]],
]) {
  test(`a supervisor goes through the queue by keys (${language})`, async () => {
    const pairs = [await twice(...people[0]), await twice(...people[1])];
    const agent = await house.agent(language, { at: "/duplicates", role: "supervisor" });
    const { page } = agent;
    const before = await page.locator(".pairs > li").count();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await at(page, "/merges/new");
    await has(page, "#h-merge + span", t(language, "duplicates-standing", { n: 1, of: before }));
    await page.keyboard.press("j");
    await has(page, "#h-merge + span", t(language, "duplicates-standing", { n: 2, of: before }));
    await page.keyboard.press("k");
    await has(page, "#h-merge + span", t(language, "duplicates-standing", { n: 1, of: before }));
    const kept = new URL(page.url()).searchParams.get("keep"), joined = new URL(page.url()).searchParams.get("with");
    await page.keyboard.press("Control+Enter");
    await until(async () => (await house.api("GET", `/customers/${joined}`)).id === kept, "merged");
    // On to the next one, which tells of it.
    await has(page, "#h-merge + span", t(language, "duplicates-standing", { n: 1, of: before - 1 }));
    await shown(page, "#toasts .toast");
    await undo(page);
    await until(async () => (await house.api("GET", `/customers/${joined}`)).id === joined, "undone");
    await page.goto("/duplicates");
    await until(async () => (await queue()).length === before, "it is a pair again", 15_000);
    await page.reload();
    const [one, other] = pairs[0];
    await page.click(`.pairs > li:has(a[href$="${one.id}"]) form button`);
    await has(page, "#toasts", t(language, "done-rejection"));
    assert.equal(await page.locator(`.pairs a[href$="${other.id}"]`).count(), 0);
    await undo(page);
    await until(async () => (await queue()).some((item) => item.customers.some((customer) => customer.id === other.id)), "taken back", 15_000);
  });
}

test("the card says who may be the same, as soon as that is known", async () => {
  const person = { given_name: "Wanda", family_name: "Zielonka", birth_date: "1975-06-01", phones: [{ value: newMobile() }] };
  const one = await house.customer(person);
  const agent = await house.agent("sv", { at: `/customers/${one.id}` });
  const { page } = agent;
  const other = await house.customer(person);
  await page.locator(`#brief .alike a[href$="${other.id}"]`).first().waitFor({ timeout: 15_000 });
  await has(page, "#brief .alike", t("sv", "duplicate-birth-date-equal"));
  await page.click("#brief .alike a.button");
  await shown(page, "#merge .compare");
  await page.goBack();
  await page.click(`#brief .alike form button`);
  await has(page, "#toasts", t("sv", "done-rejection"));
  assert.equal(await page.locator("#brief .alike").count(), 0);
  // Whoever makes a card is told before they save it.
  await page.goto("/customers/new");
  await page.click("details:has([name=birth_date]) > summary");
  for (const [name, value] of Object.entries({ given_name: "Wanda", family_name: "Zielonke", birth_date: "1975-06-01" })) await page.fill(`[name=${name}]`, value);
  await has(page, "#duplicates", "Wanda Zielonka");
  await has(page, "#duplicates", t("sv", "duplicate-birth-date-equal"));
});

test("the queue and a card with suggestions: axe finds nothing, nothing scrolls sideways", async () => {
  const [one] = await twice("Sägewerksbesitzerin", "Müller-Lüdenscheidt", "1948-12-10");
  const agent = await house.agent("de", { at: "/duplicates", role: "supervisor" });
  const { page } = agent;
  const found = await scan(page, "queue");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto("/duplicates?tier=likely");
  found.push(...await scan(page, "queue, perhaps"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/customers/${one.id}`);
  await shown(page, "#brief .alike");
  found.push(...await scan(page, "card"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`/duplicates/${(await queue())[0].id}`);
  await shown(page, "#merge .compare");
  found.push(...await scan(page, "pair"));
  assert.deepEqual(found, []);
});

test("an administrator compares all, looks at pairs, merges a stage and undoes it (de)", async () => {
  const [one, other] = await twice("Wiebke", "Fabrikantová", "1971-03-14");
  const agent = await house.agent("de", { at: "/duplicates/laboratory", role: "administrator" });
  const { page } = agent;
  await page.click(`form[action="/duplicates/runs"] button`);
  await has(page, "#laboratory", t("de", "laboratory-runs"));
  await until(async () => await page.locator("#laboratory progress").count() === 0, "compared", 15_000);
  const found = await scan(page, "laboratory");
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click(`a[href$="review?stage=certain"]`);
  await shown(page, ".compare.is-plain");
  found.push(...await scan(page, "review"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press("3");
  await page.goto("/duplicates/laboratory");
  await page.click("#laboratory tbody tr:first-child summary");
  await page.click(`#laboratory tbody tr:first-child form[action="/duplicates/batches"] button`);
  await until(async () => (await house.api("GET", `/customers/${other.id}`)).id === one.id, "merged", 15_000);
  // The page follows by itself.
  await page.locator(`form[action$="/undoing"] button`).waitFor({ timeout: 15_000 });
  found.push(...await scan(page, "laboratory, merged"));
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click(`form[action$="/undoing"] button`);
  await until(async () => (await house.api("GET", `/customers/${other.id}`)).id === other.id, "undone", 15_000);
  await has(page, "#laboratory", t("de", "laboratory-batch-undone"));
  assert.deepEqual(found, []);
});
