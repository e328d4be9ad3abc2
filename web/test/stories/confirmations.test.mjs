// Is it them? One key says so, one says that it is not; who else has the number is on the card, one press away.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, card, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const whose = async (call) => (await house.api("GET", `/interactions/${call.id}`)).customer_id;

/** Two who share a number. */
async function household() {
  const phone = newMobile();
  const [ida, per] = [
    await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone, label: "mobile" }] }),
    await house.customer({ given_name: "Per", family_name: "Nyberg", phones: [{ value: phone, label: "home", do_not_contact: true }] }),
  ];
  return { phone, ida, per };
}

for (const language of ["en", "de"]) {
  test(`one match: confirmed by a key, taken back, denied by a key, with nothing typed lost (${language})`, async () => {
    const phone = newMobile();
    const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone, label: "mobile" }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active" });
    await shown(page, `${card(call)}[data-customer="${ida.id}"] .is-it`);
    await has(page, ".is-it", t(language, "confirm-is", { name: "Ida" }));
    await page.keyboard.press("v");
    await has(page, ".toast", t(language, "done-confirmed"));
    await has(page, ".matched", "Anna Sjöberg");
    await until(async () => (await page.locator(".is-it [data-key=v]").count()) === 0, "what is confirmed is not asked again");
    assert.equal((await house.api("GET", `/interactions/${call.id}/confirmation`)).confirmed, true);
    await undo(page);
    await shown(page, ".is-it [data-key=v]");
    assert.equal((await house.api("GET", `/interactions/${call.id}/confirmation`)).confirmed, false);
    // In a text field the keys are letters.
    await page.locator("#now-comment").focus();
    await page.keyboard.type("vu Kaffee");
    assert.equal(await whose(call), ida.id);
    await page.keyboard.press("Escape");
    await page.keyboard.press("u");
    await has(page, ".toast", t(language, "done-rejected"));
    await shown(page, `${card(call)}:not([data-customer])`);
    await has(page, ".because", t(language, "because-not-them", { name: "Ida Nyberg" }));
    await shown(page, "form[action='/customers'][method=post]");
    assert.equal(await whose(call), null);
    await undo(page);
    await shown(page, `${card(call)}[data-customer="${ida.id}"]`);
    assert.equal(await whose(call), ida.id);
    await until(async () => (await page.inputValue("#now-comment")) === "vu Kaffee", "the words are there again");
    // Denied for good: the next call warns.
    await page.keyboard.press("u");
    await shown(page, `${card(call)}:not([data-customer])`);
    await house.state(call, "closed");
    const next = await house.ring(agent, phone, { state: "active" });
    await page.goto(`/interactions/${next.id}`);
    await has(page, ".matched", "Anna Sjöberg");
    await shown(page, ".matched > .icon.part");
  });

  test(`a shared number: said on the pop, the other is one press away, who was picked is known next time (${language})`, async () => {
    const { phone, ida, per } = await household();
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active" });
    await shown(page, `${card(call)} #candidates`);
    const place = await page.locator("#candidates [role=option]").evaluateAll((all, id) => all.findIndex((one) => one.id === id) + 1, `match-${ida.id}`);
    await page.keyboard.press(String(place));
    await shown(page, `${card(call)}[data-customer="${ida.id}"]`);
    await has(page, ".matched", "Anna Sjöberg");
    const warning = await text(page, ".lines .shared");
    assert.match(warning, /2/);
    assert.match(warning, /Per Nyberg/);
    assert.ok(warning.includes(t(language, "flag-do-not-contact")), warning);
    await has(page, ".shared-with", "Per Nyberg");
    // By keys alone: the name is a button among the others.
    await page.locator(".sharers button").focus();
    await page.keyboard.press("Enter");
    await shown(page, `${card(call)}[data-customer="${per.id}"]`);
    await has(page, ".toast", t(language, "done-moved"));
    await undo(page);
    await shown(page, `${card(call)}[data-customer="${ida.id}"]`);
    // None of the two either: the other one is offered first.
    await page.keyboard.press("u");
    await shown(page, `${card(call)} #candidates`);
    await until(async () => (await page.locator("#candidates [role=option]").first().getAttribute("id")) === `match-${per.id}`, "who was denied comes last");
    await undo(page);
    await shown(page, `${card(call)}[data-customer="${ida.id}"]`);
    await house.state(call, "closed");
    const next = await house.ring(agent, phone, { state: "active" });
    await page.goto(`/interactions/${next.id}`);
    await has(page, `#match-${ida.id} .why`, "Anna Sjöberg");
    assert.equal(await page.locator("#candidates [role=option]").first().getAttribute("id"), `match-${ida.id}`);
  });
}

test("axe finds nothing: asked, confirmed, denied, shared", async () => {
  const { phone, ida } = await household();
  const agent = await house.agent("de");
  const { page } = agent;
  const call = await house.ring(agent, phone, { state: "active" });
  const found = [];
  const look = async (name) => { found.push(...await scan(page, name)); await page.setViewportSize({ width: 1440, height: 900 }); };
  await shown(page, `${card(call)} #candidates`);
  await house.api("PUT", `/interactions/${call.id}/customer`, { customer_id: ida.id });
  await page.goto(`/interactions/${call.id}`);
  await look("asked and shared");
  await page.keyboard.press("v");
  await until(async () => (await page.locator(".is-it [data-key=v]").count()) === 0, "confirmed");
  await look("confirmed");
  await page.keyboard.press("u");
  await shown(page, "#candidates");
  await look("denied, of several");
  await page.goto(`/customers/${ida.id}`);
  await look("card with a shared number");
  await page.keyboard.press("?");
  await has(page, "#keys", t("de", "keys-deny"));
  assert.deepEqual(found, []);
});

test("without scripts both answers are buttons", async () => {
  const phone = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
  const agent = await house.agent("sv", { at: null, javaScriptEnabled: false });
  const { page } = agent;
  const call = await house.ring(agent, phone, { state: "active" });
  await page.goto(`/interactions/${call.id}`);
  await page.click(".is-it [data-key=v]");
  await has(page, ".matched", "Anna Sjöberg");
  await page.click(".is-it [data-key=u]");
  await page.waitForSelector("main[data-page=none]");
  assert.equal(await whose(call), null);
  await page.click(".strip.info form button");
  await page.waitForSelector(`main[data-customer="${ida.id}"]`);
});
