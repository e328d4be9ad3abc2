// The privacy tab: everything on one page, consents written by keys and taken back, the export, paper.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, test } from "node:test";
import { House, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", department: "Inköp", phones: [{ value: newMobile() }], ...more });
const consents = async (customer) => (await house.api("GET", `/customers/${customer.id}/consents`)).items;

for (const language of ["sv", "pl"]) {
  test(`a consent from g p to undo, by keys alone (${language})`, async () => {
    const ida = await someone();
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await page.keyboard.press("g");
    await page.keyboard.press("p");
    await shown(page, "#privacy-list");
    await has(page, "#privacy-list", "Inköp");
    await has(page, "#privacy-consents", t(language, "consents-none"));
    await page.locator("#consent-more > summary").focus();
    await page.keyboard.press("Enter");
    await page.selectOption("#consent-channel", "email");
    await page.selectOption("#consent-purpose", "marketing");
    await page.selectOption("#consent-state", "refused");
    await page.fill("#consent-how", "Per telefon");
    await page.press("#consent-how", "Enter");
    await has(page, "#toasts", t(language, "consent-written"));
    await has(page, "#privacy-consents", "Per telefon");
    // The card says it where one looks before one writes.
    await has(page, "#g-contact", t(language, "consent-refused"));
    assert.equal((await consents(ida))[0].state, "refused");
    await undo(page);
    await until(async () => (await consents(ida)).length === 0, "it is taken back");
    await has(page, "#privacy-consents", t(language, "consents-none"));
  });
}

test("the export comes as a file, and paper holds the document alone", async () => {
  const ida = await someone();
  const { page } = await house.agent("en", { at: `/customers/${ida.id}?tab=privacy` });
  const [file] = await Promise.all([page.waitForEvent("download"), page.click(".privacy-acts a[download]")]);
  assert.match(file.suggestedFilename(), /^customer-.*\.zip$/);
  assert.equal((await readFile(await file.path())).subarray(0, 2).toString(), "PK");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#details").isVisible(), false);
  assert.equal(await page.locator("#rail").isVisible(), false);
  assert.ok((await text(page, "#privacy-list")).includes("Inköp"));
});

test("without scripts it is a page, a form and a link", async () => {
  const ida = await someone();
  const { page } = await house.agent("de", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}?tab=privacy`);
  await page.click("#consent-more > summary");
  await page.selectOption("#consent-state", "withdrawn");
  await page.click("#consent-more button");
  await has(page, "#privacy-consents", t("de", "consent-withdrawn"));
});
