// Closing with unsaved words asks: save, keep, discard; a contact of nobody: create, attach, leave. By keys and by forms.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, active, at, card, has, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = () => house.customer({ given_name: "Ida", family_name: "Nyberg", department: "Lager" });
const read = (customer) => house.api("GET", `/customers/${customer.id}`);
const line = (page, customer) => page.locator(`#rail li:has(a[href="/customers/${customer.id}"])`);
const kept = (page) => page.evaluate(async () => (await (await fetch("/drafts")).json()).length);

test("Esc with unsaved words asks; go on, keep, discard, save", async () => {
  const ida = await someone();
  const { page } = await house.agent("en", { at: `/customers/${ida.id}/edit` });
  const edit = async (name) => { await page.fill("[name=family_name]", name); await page.focus("[name=family_name]"); await page.keyboard.press("Escape"); await shown(page, ".asking"); };
  await edit("Berg");
  assert.equal(await page.evaluate(() => document.activeElement.innerText.trim()), t("en", "closing-save"));
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.name), "family_name", "back to writing");
  await edit("Berg");
  await page.click(`.asking a:has-text("${t("en", "closing-keep")}")`);
  await at(page, `/customers/${ida.id}`);
  await shown(page, `#rail a[href="/customers/${ida.id}"] [data-draft-sign]`);
  await house.go(page, `/customers/${ida.id}/edit`);
  await until(async () => (await page.inputValue("[name=family_name]")) === "Berg", "the words are back");
  await page.keyboard.press("Escape");
  await shown(page, ".asking");
  await page.click(`.asking a:has-text("${t("en", "closing-discard")}")`);
  await at(page, `/customers/${ida.id}`);
  await until(async () => (await kept(page)) === 0, "given up");
  await house.go(page, `/customers/${ida.id}/edit`);
  await edit("Lund");
  await page.keyboard.press("Enter");
  await at(page, `/customers/${ida.id}`);
  assert.equal((await read(ida)).family_name, "Lund");
  // Nothing typed: nothing asked.
  await house.go(page, `/customers/${ida.id}/edit`);
  await page.click(".foot a[data-leaves]");
  await at(page, `/customers/${ida.id}`);
});

test("a line of the rail with unsaved words is closed by a bar", async () => {
  const ida = await someone();
  const { page } = await house.agent("sv", { at: `/customers/${ida.id}` });
  await house.go(page, `/customers/${ida.id}/edit`);
  const close = async () => { await line(page, ida).locator(".shut button").click({ force: true }); await shown(page, ".toast.is-asking"); };
  await page.fill("[name=family_name]", "Berg");
  await shown(page, `#rail a[href="/customers/${ida.id}"] [data-draft-sign]`);
  await close();
  await has(page, "#toasts", "Ida Nyberg");
  assert.deepEqual(await scan(page, "bar"), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  // It stops nobody from writing on; and asked again, with an answer that comes late, the bar that is there is not taken away
  // from whoever uses it.
  await page.fill("[name=family_name]", "Bergström");
  const late = (ms) => async (route) => { await new Promise((resolve) => setTimeout(resolve, ms)); await route.continue().catch(() => undefined); };
  await page.route("**/closing?*", late(200));
  await page.route((url) => url.pathname.startsWith(`/customers/${ida.id}`), late(600));
  await close();
  await page.click(".toast.is-asking a[data-save]");
  await at(page, "/");
  await page.unrouteAll({ behavior: "wait" });
  assert.equal(await page.locator(".toast.is-asking").count(), 0);
  assert.equal((await read(ida)).family_name, "Bergström");
  assert.equal(await page.locator(`#rail .opens a[href="/customers/${ida.id}"]`).count(), 0);
  // Kept: closed, and the words wait.
  await house.go(page, `/customers/${ida.id}`);
  await house.go(page, `/customers/${ida.id}/edit`);
  await page.fill("[name=family_name]", "Nyberg");
  await shown(page, `#rail a[href="/customers/${ida.id}"] [data-draft-sign]`);
  await close();
  await page.locator(".toast.is-asking form button").first().click();
  await at(page, "/");
  assert.equal(await kept(page), 1);
  await house.go(page, `/customers/${ida.id}`);
  await shown(page, `#rail a[href="/customers/${ida.id}"] [data-draft-sign]`);
  await close();
  await page.locator(".toast.is-asking form button").last().click();
  await at(page, "/");
  await until(async () => (await kept(page)) === 0, "given up");
});

test("a contact of nobody asks: create, attach, leave anonymous", async () => {
  const agent = await house.agent("de");
  const { page } = agent;
  const call = await house.ring(agent, newMobile());
  await shown(page, card(call));
  const close = () => page.locator(`#rail li:has(a[href="/interactions/${call.id}"]) .shut button`).click({ force: true });
  await close();
  await has(page, ".toast.is-asking", t("de", "closing-create"));
  assert.deepEqual(await scan(page, "bar"), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click(`.toast.is-asking a[href$="way=attach"]`);
  await until(() => page.url().endsWith("way=attach"), "the search");
  assert.equal(await page.locator(".toast.is-asking").count(), 0);
  await close();
  await page.click(".toast.is-asking form button");
  await at(page, "/");
  assert.equal((await house.api("GET", `/interactions/${call.id}`)).anonymous, true);
});

test("without scripts the question is a page", async () => {
  const agent = await house.agent("en", { at: null, javaScriptEnabled: false });
  const { page } = agent;
  const call = await house.ring(agent, newMobile());
  await page.goto(`/interactions/${call.id}`);
  await page.locator(`#rail li:has(a[href="/interactions/${call.id}"]) .shut button`).click({ force: true });
  await has(page, "main", t("en", "closing-attach"));
  await page.click(".closing form button");
  await at(page, "/");
  assert.match(await text(page, "#rail"), /Recent/i);
});
