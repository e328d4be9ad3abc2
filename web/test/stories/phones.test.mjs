// Telephone fields: groups of digits while one types, a country beside them, and a warning of who has the number.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, at, has, newMobile, shown, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const is = (page, value) => until(async () => (await page.inputValue("#phone-0")) === value, `the field says ${value}`);

test("digits fall into groups while one types, and nobody's caret jumps", async () => {
  const { page } = await house.agent("sv", { at: "/customers/new" });
  await shown(page, "select.prefix");
  await page.focus("#phone-0");
  await page.keyboard.type("07017406", { delay: 20 });
  await is(page, "070-174 06");
  await page.keyboard.type("05", { delay: 20 });
  await is(page, "070-174 06 05");
  // In the middle nothing moves until one leaves.
  for (let n = 0; n < 3; n++) await page.keyboard.press("ArrowLeft");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("7");
  await page.waitForTimeout(400);
  assert.deepEqual(await page.evaluate(() => [document.activeElement.value, document.activeElement.selectionStart]), ["070-174 07 05", 10]);
  // What is pasted in another spelling.
  await page.fill("#phone-0", "");
  await page.evaluate(() => { const field = document.getElementById("phone-0"); field.focus(); document.execCommand("insertText", false, "0046\u00a0(0)70 1740605"); });
  await is(page, "+46 70 174 06 05");
  // Backspace is not fought.
  for (let n = 0; n < 3; n++) await page.keyboard.press("Backspace");
  await page.waitForTimeout(400);
  assert.equal(await page.inputValue("#phone-0"), "+46 70 174 06");
});

test("a country is chosen by its name in the reader's language", async () => {
  const { page } = await house.agent("pl", { at: "/customers/new" });
  await shown(page, "select.prefix");
  const chosen = () => page.evaluate(() => document.querySelector("select.prefix").selectedOptions[0].text);
  assert.equal(await chosen(), "+46 Szwecja");
  assert.equal(await page.getAttribute("select.prefix", "aria-label"), t("pl", "phone-country"));
  await page.fill("#given-name", "Ewa");
  await page.selectOption("select.prefix", "DE");
  assert.equal(await page.inputValue("#phone-0"), "+49 ");
  await page.keyboard.type("03023125000".slice(1), { delay: 10 });
  await is(page, "+49 30 23125000");
  await page.selectOption("select.prefix", "PL");
  await until(async () => (await page.inputValue("#phone-0")).startsWith("+48 "), "another prefix");
  await page.fill("#phone-0", "");
  await page.focus("#phone-0");
  await page.keyboard.type("+4930231250", { delay: 10 });
  await until(async () => (await chosen()) === "+49 Niemcy", "the country follows the number");
  assert.deepEqual(await scan(page, "form with countries"), []);
  await page.keyboard.press("Control+Enter");
  await until(() => /customers\/[0-9a-f-]{36}$/.test(new URL(page.url()).pathname), "saved");
});

test("who has the number already is told, and saving goes on", async () => {
  const phone = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
  const { page } = await house.agent("de", { at: "/customers/new" });
  await page.fill("#given-name", "Bo");
  await page.focus("#phone-0");
  await page.keyboard.type(phone);
  await has(page, "#duplicates", "Ida Nyberg");
  assert.equal(await page.getAttribute("#duplicates a", "href"), `/customers/${ida.id}`);
  assert.deepEqual(await scan(page, "form with a warning"), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  // A look at the other card, and the words are still there.
  await page.click("#duplicates a");
  await at(page, `/customers/${ida.id}`);
  await house.go(page, "/customers/new");
  await until(async () => (await page.inputValue("#given-name")) === "Bo", "the words are back");
  await page.keyboard.press("Control+Enter");
  await has(page, "#person h1", "Bo");
  // Of the customer at hand it is no news.
  await page.keyboard.press("e");
  await shown(page, "#family-name");
  await page.fill("#family-name", "Berg");
  await page.waitForTimeout(900);
  assert.equal((await page.innerText("#duplicates")).trim(), "");
});

test("without scripts the field is a field", async () => {
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto("/customers/new");
  assert.equal(await page.locator("select.prefix").count(), 0);
  await page.fill("#given-name", "Bo");
  await page.fill("#phone-0", "0046 (0)70-174 06 05");
  await page.click(".customer-form .foot button.solid >> nth=0");
  await has(page, "#details", "070-174 06 05");
});
