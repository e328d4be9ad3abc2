// The change history on the card: what was changed line by line, chosen by keys, taken back and forth again.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", department: "Inköp", phones: [{ value: newMobile() }], ...more });
const department = async (customer) => (await house.api("GET", `/customers/${customer.id}`)).department;

for (const language of ["sv", "pl"]) {
  test(`one line is taken back and forth again, by keys alone (${language})`, async () => {
    const ida = await someone();
    await house.change(ida, { department: "Service", job_title: "Chef" });
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await page.keyboard.press("g");
    await page.keyboard.press("c");
    await shown(page, "#changes-list");
    await has(page, ".change >> nth=0", "Inköp");
    const back = t(language, "change-revert-what", { member: t(language, "member-department") });
    await page.locator(`.change button[aria-label="${back}"]`).first().focus();
    await page.keyboard.press("Enter");
    await has(page, "#toasts", t(language, "change-reverted"));
    await has(page, ".change >> nth=0", t(language, "change-revert"));
    assert.equal(await department(ida), "Inköp");
    await undo(page);
    await until(async () => (await department(ida)) === "Service", "it is taken back in turn");
    await until(async () => (await page.locator(".change").count()) === 4, "four entries");
  });
}

test("what is asked for stays while others write, and an address shows it again", async () => {
  const ida = await someone();
  await house.api("POST", `/customers/${ida.id}/notes`, { text: "Ring efter tre" });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}?tab=changes` });
  await page.selectOption("#changes-of", "note");
  await until(async () => (await page.locator(".change").count()) === 1, "the note alone");
  await house.api("POST", `/customers/${ida.id}/notes`, { text: "Ring före tre" });
  await has(page, "#changes-list", "Ring före tre");
  assert.equal(await page.locator(".change").count(), 2);
  await page.goto(`/customers/${ida.id}?tab=changes&of=file`);
  await has(page, "#changes-list", t("en", "changes-none"));
  await page.selectOption("#changes-of", "customer");
  await has(page, "#changes-list", "Inköp");
});

test("a deleted note comes back from the history, to who wrote it", async () => {
  const ida = await someone();
  const others = await house.api("POST", `/customers/${ida.id}/notes`, { text: "Inte min" });
  await house.api("DELETE", `/notes/${others.id}`, undefined, { "if-match": "*" });
  const { page } = await house.agent("de", { at: `/customers/${ida.id}?tab=notes` });
  await page.fill("#note-text", "Ring efter tre");
  await page.press("#note-text", "Control+Enter");
  await page.locator(".note form[action$=deletion] button").click();
  await has(page, "#toasts", t("de", "note-deleted"));
  await page.goto(`/customers/${ida.id}?tab=changes`);
  assert.equal(await page.locator(".change header button").count(), 1, "only one's own");
  await page.locator(".change header button").click();
  await has(page, "#toasts", t("de", "change-reverted"));
  await has(page, "#card-tabs", "1");
});

test("without scripts a line is taken back, and the choice is a form", async () => {
  const ida = await someone();
  await house.change(ida, { department: "Service" });
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}?tab=changes`);
  await page.locator(".change-lines button").first().click();
  await page.waitForURL(/tab=changes/);
  assert.equal(await department(ida), "Inköp");
  await page.selectOption("#changes-of", "note");
  await page.locator("#changes-filter button").click();
  assert.match(await text(page, "#changes-list"), new RegExp(t("en", "changes-none")));
});
