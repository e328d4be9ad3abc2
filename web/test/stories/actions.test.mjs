// The menu of the card: by keys, taken back at once; the red band over whoever is blocked; hiding, deleting, owner, link.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, at, card, has, newBerlin, newMobile, said, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }], ...more });
const read = (customer) => house.api("GET", `/customers/${customer.id}`);
const gone = (page, selector) => until(async () => (await page.locator(selector).count()) === 0, `${selector} is gone`);
const item = (page, words) => page.locator("#actions .menu-list :is(a, button)", { hasText: words });

for (const language of ["en", "pl"]) {
  test(`a VIP by keys alone, and back (${language})`, async () => {
    const ida = await someone();
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await page.keyboard.press(".");
    await shown(page, "#actions .menu-list");
    await page.keyboard.press("Escape");
    await until(async () => !(await page.isVisible("#actions .menu-list")), "Esc closes the menu");
    await page.keyboard.press(".");
    await page.keyboard.press("ArrowDown");
    assert.equal((await page.evaluate(() => document.activeElement.innerText)).trim(), t(language, "vip-mark"));
    await page.keyboard.press("End");
    assert.equal((await page.evaluate(() => document.activeElement.innerText)).trim(), t(language, "customer-delete"));
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await has(page, "#brief", t(language, "vip"));
    await has(page, "#toasts", t(language, "done-vip"));
    await undo(page);
    await until(async () => !(await text(page, "#brief")).includes(t(language, "vip")), "no VIP any more");
    assert.equal((await read(ida)).vip, false);
  });
}

test("an owner is chosen in a dialog, the link is copied", async () => {
  const ida = await someone();
  const { page } = await house.agent("sv", { at: `/customers/${ida.id}`, permissions: ["clipboard-read", "clipboard-write"] });
  await page.keyboard.press(".");
  await item(page, t("sv", "owner-set")).click();
  await shown(page, "#sheet select");
  assert.equal(await active(page), "act-owner");
  await page.selectOption("#act-owner", "admin");
  await page.locator("#sheet button.solid").click();
  await has(page, "#brief", "Maja Ek");
  await undo(page);
  await until(async () => (await read(ida)).owner === null, "nobody is the owner");
  await page.keyboard.press(".");
  await item(page, t("sv", "link-copy")).click();
  await has(page, "#toasts", t("sv", "link-copied"));
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), `${house.url}/customers/${ida.id}`);
});

test("one of several numbers is blocked: a red band on the card and on the pop, until it is unblocked", async () => {
  const [first, second] = [newMobile(), newMobile()];
  const ida = await someone({ phones: [{ value: first }, { value: second }] });
  const agent = await house.agent("en", { at: `/customers/${ida.id}` });
  const { page } = agent;
  await page.keyboard.press(".");
  await item(page, t("en", "block-one")).click();
  await shown(page, "#sheet #block-reason");
  await page.selectOption("#block-identifier", second);
  await page.locator("#sheet button.solid").click();
  // Refused without a reason: the form comes as a page, with what was chosen.
  await shown(page, "main [aria-invalid=true]");
  assert.equal(await page.inputValue("#block-identifier"), second);
  await page.fill("#block-reason", "Threatens us");
  await page.fill("#block-until", "2050-01-31");
  await page.press("#block-until", "Control+Enter");
  await has(page, ".blocked", "Threatens us");
  await has(page, ".blocked", "2050");
  const call = await house.ring(agent, second);
  await shown(page, card(call));
  await has(page, ".blocked", "Threatens us");
  await said(page, "Blocked: Call from Ida Nyberg");
  // Somebody else takes it off: the band goes by itself.
  const { items: [block] } = await house.api("GET", "/blocks");
  const etag = (await fetch(`${house.url}/api/v1/blocks/${block.id}`, { headers: { Authorization: `Bearer ${house.token}` } })).headers.get("etag");
  await house.api("DELETE", `/blocks/${block.id}`, undefined, { "If-Match": etag });
  await gone(page, ".blocked");
});

test("an unknown caller is blocked from the pop, and unblocked with undo", async () => {
  const number = newBerlin();
  const { page } = await house.agent("de", { at: `/pop?tel=${encodeURIComponent(number)}` });
  await page.locator("a[data-sheet]").click();
  await shown(page, "#sheet #block-reason");
  await page.fill("#block-reason", "Belästigt");
  await page.press("#block-reason", "Control+Enter");
  await has(page, ".blocked", "Belästigt");
  await page.locator(".blocked button").click();
  await gone(page, ".blocked");
  // Both can be taken back: what was done last is.
  await has(page, "#toasts", "aufgehoben");
  assert.equal(await page.locator("#toasts .toast").count(), 2);
  await undo(page);
  await has(page, ".blocked", "Belästigt");
});

test("whoever is hidden says so, and is shown again", async () => {
  const ida = await someone({ family_name: "Gömd" });
  const { page } = await house.agent("sv", { at: `/customers/${ida.id}` });
  await page.keyboard.press(".");
  await item(page, t("sv", "customer-hide")).click();
  await shown(page, ".is-hidden");
  await house.go(page, "/customers?q=Gömd");
  assert.equal(await page.locator(`main [href*="${ida.id}"]`).count(), 0);
  await house.go(page, `/customers/${ida.id}`);
  await page.locator(".is-hidden button").click();
  await gone(page, ".is-hidden");
  await house.go(page, "/customers?q=Gömd");
  assert.equal(await page.locator(`main [href*="${ida.id}"]`).count(), 1);
});

test("a customer is deleted by name, and is back with z", async () => {
  const ida = await someone();
  await house.api("POST", `/customers/${ida.id}/notes`, { text: "Leveransen" });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}?tab=notes` });
  await page.keyboard.press(".");
  await item(page, t("en", "customer-delete")).click();
  await has(page, "#sheet", "Ida Nyberg");
  await page.keyboard.press("Enter");
  await at(page, "/customers/deleted");
  await has(page, "#toasts", "Ida Nyberg");
  await undo(page);
  await gone(page, "main tbody tr");
  await house.go(page, `/customers/${ida.id}?tab=notes`);
  await has(page, ".note", "Leveransen");
});

test("the list of what is blocked: filtered, changed, unblocked", async () => {
  const number = newBerlin();
  await house.api("POST", "/blocks", { kind: "phone", value: number, reason: "Spam" });
  const { page } = await house.agent("en", { role: "supervisor", at: "/blocklist" });
  await page.fill("#blocklist-q", "finns inte");
  await page.press("#blocklist-q", "Enter");
  await has(page, "main", t("en", "blocklist-none-such"));
  await page.fill("#blocklist-q", number.slice(-6));
  await page.press("#blocklist-q", "Enter");
  await has(page, "main tbody", "Spam");
  await page.locator("main a[data-open]").click();
  await page.fill("#block-reason", "Spam every day");
  await page.press("#block-reason", "Control+Enter");
  await has(page, "main tbody", "Spam every day");
  await page.locator("main tr", { hasText: "Spam every day" }).locator("form button").click();
  await until(async () => !(await text(page, "main")).includes("Spam every day"), "unblocked");
  await undo(page);
  await has(page, "main tbody", "Spam every day");
});

test("without scripts everything is a form or a link", async () => {
  const ida = await someone();
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}`);
  const choose = async (words) => { await page.click("#actions > summary"); await item(page, words).click(); };
  await page.click("#actions > summary");
  assert.equal(await page.locator("#actions .by-script:visible").count(), 0);
  await item(page, t("en", "vip-mark")).click();
  await has(page, "#brief", t("en", "vip"));
  await page.click("#brief .strip button");
  assert.equal((await read(ida)).vip, false);
  await choose(t("en", "owner-set"));
  await page.selectOption("#act-owner", "admin");
  await page.click("main button.solid");
  await has(page, "#brief", "Maja Ek");
  await choose(t("en", "block-one"));
  await page.fill("#block-reason", "No scripts");
  await page.click("main button.solid");
  await has(page, ".blocked", "No scripts");
  await choose(t("en", "customer-delete"));
  await page.click("main button.solid");
  await has(page, "main tbody", "Ida Nyberg");
  await page.click("main tbody form button");
  await has(page, ".blocked", "No scripts");
});
