// Filters of the list of customers, and lists that are kept under a name: by keyboard, in the address, and back.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, has, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => {
  house = await House.open();
  await house.customer({ given_name: "Ida", family_name: "Lind", tags: ["stories"], vip: true });
  await house.customer({ given_name: "Bo", family_name: "Lind", tags: ["stories"] });
});
after(() => house.close());
afterEach(() => house.tidy());

const names = (page) => text(page, ".results-list b");

for (const language of ["en", "de"]) {
  test(`a filter is chosen, stands over the list, and is taken away (${language})`, async () => {
    const { page } = await house.agent(language, { at: "/customers" });
    await page.keyboard.press("f");
    await shown(page, ".filter-form");
    await page.fill("#filter-tag", "stories");
    await page.selectOption("#filter-vip", "true");
    await page.focus("#filter-tag");
    await page.keyboard.press("Enter");
    await has(page, ".chips", t(language, "filter-vip-true"));
    // What was left empty does not stand in the address.
    await until(() => new URL(page.url()).search === "?tag=stories&vip=true", `the address, is ${page.url()}`);
    assert.equal(await names(page), "Ida Lind");
    assert.equal(await page.locator(".filters[open]").count(), 0, "the form is out of the way");
    await page.locator(".chips a", { hasText: t(language, "filter-vip-true") }).click();
    await has(page, ".results-list", "Bo Lind");
    assert.equal(new URL(page.url()).search, "?tag=stories");
    await page.goBack();
    await until(async () => (await names(page)) === "Ida Lind", "back to the list before");
  });
}

test("a list is kept under a name, found in the palette, and deleted after a question", async () => {
  const { page } = await house.agent("en", { at: "/customers?tag=stories" });
  await page.click(".list-new summary");
  await page.click(".list-new button.solid");
  await shown(page, "#list-name[aria-invalid=true]");
  await page.fill("#list-name", "People of stories");
  await page.keyboard.press("Enter");
  await has(page, "h1", "People of stories");
  const kept = page.url();
  await page.goto("/");
  await page.keyboard.press("Control+k");
  await page.fill("#palette input", "of stories");
  await has(page, "#palette-list", "People of stories");
  await page.keyboard.press("Enter");
  await has(page, "h1", "People of stories");
  assert.equal(page.url(), kept);
  assert.match(await names(page), /Bo Lind\nIda Lind/);
  await page.click(".list-deletion summary");
  await page.click(".list-deletion form button");
  await has(page, "h1", t("en", "customers-title"));
  await page.goto(kept);
  await has(page, "main", "404");
});

test("without scripts the same", async () => {
  const { page } = await house.agent("en");
  const cookies = await page.context().cookies();
  const plain = await house.window({ javaScriptEnabled: false });
  await plain.addCookies(cookies);
  const bare = await plain.newPage();
  await bare.goto("/customers");
  await bare.click(".filters summary");
  await bare.fill("#filter-tag", "stories");
  await bare.click(".filter-form button");
  await has(bare, ".results-list", "Bo Lind");
  assert.equal(new URL(bare.url()).search, "?tag=stories");
  await bare.click(".list-new summary");
  await bare.fill("#list-name", "Plain");
  await bare.click(".list-new button.solid");
  await has(bare, "h1", "Plain");
});
