// Household and related people: added by keys, read from both cards, changed, removed and taken back; suggestions answered.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, answered, card, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = (given_name, more = {}) => house.customer({ given_name, family_name: "Nyberg", phones: [{ value: newMobile() }], ...more });
const group = "#g-relations";

for (const [language, daughter] of [["sv", "Evelina"], ["pl", "Malwina"]]) {
  test(`the daughter who holds a power of attorney, by keys alone (${language})`, async () => {
    const [ida, eva] = [await someone("Ida"), await someone(daughter)];
    const agent = await house.agent(language, { at: `/customers/${ida.id}` });
    const { page } = agent;
    await page.focus(`${group} .group-head a`);
    await page.keyboard.press("Enter");
    await until(async () => (await active(page)) === "relation-q", "the search has the focus");
    await page.keyboard.type(daughter.toLowerCase());
    await has(page, "#relation-hits", eva.family_name);
    // There is one only: it is her.
    await page.locator("#relation-hits [type=radio]:checked").focus();
    await page.keyboard.press("Tab");
    await until(async () => (await active(page)) === "relation-kind", "what she is comes next");
    await page.keyboard.type(t(language, "relation-representative").slice(0, 5));
    await page.keyboard.press("Tab");
    await page.keyboard.type("Bank");
    await page.keyboard.press("Control+Enter");
    await has(page, group, t(language, "relation-representative"));
    await has(page, group, "Bank");
    await has(page, "#toasts", t(language, "done-relation"));
    assert.match(await page.getAttribute(`${group} a[href^="tel:"]`, "href"), new RegExp(eva.phones[0].value.slice(1)));
    await undo(page);
    await until(async () => (await page.locator(`${group} .related`).count()) === 0, "taken back");
    // Over the API it comes to the open card by itself; on hers stands the other word.
    const made = await house.api("POST", `/customers/${ida.id}/relations`, { other_id: eva.id, kind: "child" });
    await has(page, group, t(language, "relation-child"));
    await page.click(`${group} .related-who a`);
    await shown(page, `main[data-customer="${eva.id}"]`);
    await has(page, group, t(language, "relation-parent"));
    await page.focus(`${group} a[href*="${made.id}"]`);
    await page.keyboard.press("Enter");
    await shown(page, "#sheet #relation-note");
    await page.fill("#relation-note", "Mamma");
    await page.press("#relation-note", "Control+Enter");
    await has(page, group, "Mamma");
    await answered(page);
    await page.click(`${group} a[href*="${made.id}"]`);
    await page.click("#sheet .related-delete button");
    await has(page, "#toasts", t(language, "relation-deleted"));
    assert.equal(await page.locator(`${group} .related`).count(), 0);
    await undo(page);
    await has(page, group, "Mamma");
  });

  test(`who shares a number is suggested; one is added, one refused (${language})`, async () => {
    const phone = newMobile();
    const [ida, bo, eva] = [await someone("Ida", { phones: [{ value: phone }] }), await someone("Bo", { phones: [{ value: phone }] }), await someone("Eva", { phones: [{ value: phone }] })];
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await has(page, ".suggested", "Bo Nyberg");
    await page.getByRole("button", { name: t(language, "relation-hint-add-of", { name: "Bo Nyberg" }) }).press("Enter");
    await has(page, group, t(language, "relation-household"));
    await page.getByRole("button", { name: t(language, "relation-hint-refuse-of", { name: "Eva Nyberg" }) }).press("Enter");
    await has(page, "#toasts", t(language, "done-unrelated"));
    assert.equal(await page.locator(".suggested").count(), 0);
    await undo(page);
    await has(page, ".suggested", "Eva Nyberg");
    await page.goto(`/customers/${bo.id}`);
    await has(page, group, "Ida Nyberg");
    assert.match(await text(page, ".suggested"), new RegExp(eva.given_name));
  });
}

test("during a call one comes back to the call, and what cannot be is said beside its field", async () => {
  const [ida, bo] = [await someone("Ida"), await someone("Bosse")];
  const agent = await house.agent("en");
  const { page } = agent;
  const call = await house.ring(agent, ida.phones[0].value);
  await shown(page, card(call));
  await page.click(`${group} .group-head a`);
  await page.fill("#relation-q", "bosse");
  await has(page, "#relation-hits", "Bosse");
  await page.click("#sheet button.solid");
  await has(page, "#relation-kind-wrong", t("en", "invalid-relation-missing"));
  assert.equal(await page.inputValue("#relation-q"), "bosse");
  await page.selectOption("#relation-kind", "partner");
  await page.fill("#relation-to", "2020-01-01");
  await page.click("main form button.solid");
  await shown(page, card(call));
  await has(page, group, "Bosse Nyberg");
  await has(page, `${group} .mark.error`, "2020");
  assert.equal((await house.api("GET", `/customers/${bo.id}/relations`)).items[0].kind, "partner");
});

test("without scripts it is searched, written, changed and removed by forms", async () => {
  const [ida] = [await someone("Ida"), await someone("Formulina")];
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}`);
  await page.click(`${group} .group-head a`);
  await page.fill("#relation-q", "formulina");
  await page.selectOption("#relation-kind", "sibling");
  await page.click("main .related-look button");
  await has(page, "#relation-hits", "Formulina");
  assert.equal(await page.inputValue("#relation-kind"), "sibling");
  await page.click("main form button.solid");
  await has(page, group, "Formulina Nyberg");
  await page.click(`${group} .related > a.icon-button`);
  await page.fill("#relation-note", "Twin");
  await page.click("main form button.solid");
  await has(page, group, "Twin");
  await page.click(`${group} .related > a.icon-button`);
  await page.click(".related-delete button");
  assert.equal(await page.locator(`${group} .related`).count(), 0);
  await page.click("#brief .strip button");
  await has(page, group, "Twin");
});
