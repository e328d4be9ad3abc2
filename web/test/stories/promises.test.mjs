// Promises: given by keys while one still speaks, on top of the card for everybody, told when they are due.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, active, has, newMobile, shown, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

for (const language of ["en", "pl"]) {
  test(`given in a call, kept, taken back, withdrawn, by keys alone (${language})`, async () => {
    const phone = newMobile();
    const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active" });
    await page.goto(`/interactions/${call.id}`);
    await shown(page, "#brief a[data-key=d]");
    await page.keyboard.press("d");
    await until(async () => (await active(page)) === "promise-text", "one can write at once");
    await page.keyboard.type("Call back about the parcel");
    await page.keyboard.press("Control+Enter");
    await has(page, "#brief .promises", "Call back about the parcel");
    await has(page, "#toasts", t(language, "done-promise-new"));
    await has(page, "#now .promised", "Call back about the parcel");
    await has(page, "#rail-promises", "1");
    const [one] = (await house.api("GET", `/promises?customer_id=${ida.id}`)).items;
    assert.equal(one.interaction_id, call.id);
    assert.equal(one.owner, agent.login);
    // Everybody who opens the card sees it; what one does is on the other's page at once.
    const other = await house.agent(language, { at: `/customers/${ida.id}` });
    await has(other.page, "#brief .promises", "Call back about the parcel");
    await page.focus("#brief .promise-acts > form button");
    await page.keyboard.press("Enter");
    await has(page, "#toasts", t(language, "done-promise-kept"));
    await until(async () => (await other.page.locator("#brief .promises").count()) === 0, "gone for the other too");
    await undo(page);
    await has(page, "#brief .promises", "Call back about the parcel");
    await page.focus("#brief .promise-acts summary");
    await page.keyboard.press("Enter");
    await page.focus(`#withdrawal-${one.id}`);
    await page.keyboard.type("Not needed any more");
    await page.keyboard.press("Enter");
    await has(page, "#toasts", t(language, "done-promise-withdrawn"));
    assert.equal((await house.api("GET", `/promises/${one.id}`)).how, "Not needed any more");
  });
}

test("when it is due its owner is told once, and it turns red where it is shown", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Ask", phones: [{ value: newMobile() }] });
  const agent = await house.agent("en", { at: `/customers/${ida.id}` });
  const other = await house.agent("en", { at: `/customers/${ida.id}` });
  const due_at = new Date(Date.now() + 3000).toISOString();
  await house.api("POST", "/promises", { customer_id: ida.id, text: "Send the papers", owner: agent.login, due_at });
  await has(agent.page, "#brief .promises", "Send the papers");
  await until(async () => (await agent.page.locator(".toast", { hasText: "Due now for Ida Ask: Send the papers" }).count()) === 1, "told", 30_000);
  await shown(agent.page, "#brief .promise.is-overdue");
  await has(agent.page, "#brief .promise", "Overdue");
  await has(agent.page, "#rail-promises", "1 overdue");
  await shown(other.page, "#brief .promise.is-overdue");
  assert.equal(await other.page.locator(".toast").count(), 0, "it is not theirs");
  await agent.page.keyboard.press("g");
  await agent.page.keyboard.press("v");
  await shown(agent.page, "#promises-list .promise");
  await agent.page.selectOption("#promises-state", "overdue");
  await agent.page.press("#promises-filter button", "Enter");
  await has(agent.page, "#promises-list", "Send the papers");
  await agent.page.keyboard.press("j");
  await agent.page.keyboard.press("Enter");
  await shown(agent.page, "#person");
});

test("what is refused says why, and the words stay", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Ek", phones: [{ value: newMobile() }] });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}` });
  await page.keyboard.press("d");
  await shown(page, "#promise-text");
  await page.fill("#promise-text", "Call");
  await page.fill("#promise-exact", "2020-01-01T10:00");
  await page.press("#promise-text", "Control+Enter");
  await has(page, "#promise-exact-wrong", "This time is over");
  assert.equal(await page.inputValue("#promise-text"), "Call");
});

test("axe finds nothing, and nothing scrolls sideways", async () => {
  const phone = newMobile(), ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
  const agent = await house.agent("de");
  const { page } = agent;
  const long = "Donaudampfschifffahrtsgesellschaftsvertragsverlängerung bestätigen und zurückrufen";
  for (const [text, hours] of [[long, 2], ["Papiere schicken", 200]]) await house.api("POST", "/promises", { customer_id: ida.id, text, owner: agent.login, due_at: new Date(Date.now() + hours * 3_600_000).toISOString() });
  const call = await house.ring(agent, phone, { state: "active" });
  const found = [];
  for (const [name, at] of [["card with promises", `/customers/${ida.id}`], ["promise in a call", `/interactions/${call.id}`], ["promises", "/promises"], ["promise form", `/customers/${ida.id}/promises/new`]]) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(at);
    found.push(...await scan(page, name));
  }
  assert.deepEqual(found, []);
});
