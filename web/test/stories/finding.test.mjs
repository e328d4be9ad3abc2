// Several customers, none, or nobody to ask for: the way to the right card, by contact and by /pop.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, at, card, has, newBerlin, newMobile, said, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

/** Three who share a number. */
async function household() {
  const phone = newMobile();
  const made = [];
  for (const [given_name, family_name, city] of [["Łucja", "Sosna", "Łódź"], ["Örjan", "Sosna", "Malmö"], ["Greta", "Müller", "Köln"]]) {
    made.push(await house.customer({ given_name, family_name, phones: [{ value: phone, label: "home" }], addresses: [{ kind: "home", city }] }));
  }
  return { phone, made };
}

for (const language of ["en", "pl"]) {
  test(`many: nothing is attached before one picks; filter, digit, and back to the list (${language})`, async () => {
    const { phone, made } = await household();
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone);
    await shown(page, `${card(call)} #candidates`);
    assert.equal(call.match.outcome, "many");
    await said(page, t(language, "pop-several", { text: "" }).slice(-12));
    assert.equal(await active(page), "BODY", "the focus stays");
    const visible = () => page.locator("#candidates [role=option]:visible").allInnerTexts();
    assert.equal((await visible()).length, 3);
    await page.keyboard.press("f");
    assert.equal(await active(page), "matches-filter");
    await page.keyboard.type("lodz");
    await until(async () => (await visible()).length === 1, "one is left");
    assert.match((await visible())[0], /Łucja Sosna/);
    await page.fill("#matches-filter", "nobody like this");
    await shown(page, "[data-filter-none]");
    await page.fill("#matches-filter", "");
    await page.keyboard.press("Escape");
    const second = await page.locator("[data-key='2']").getAttribute("id");
    await page.keyboard.press("2");
    await shown(page, `${card(call)}[data-customer="${second.replace("match-", "")}"]`);
    assert.equal((await house.api("GET", `/interactions/${call.id}`)).customer_id, second.replace("match-", ""));
    await page.keyboard.press("b");
    await shown(page, "#candidates");
    assert.equal(await page.getAttribute("#candidates", "aria-activedescendant"), second);
    await page.keyboard.press("j");
    await until(async () => (await page.locator("#glimpse h2").count()) === 1, "the pane shows somebody");
    await page.keyboard.press("Enter");
    await until(async () => ![null, second.replace("match-", "")].includes(await page.getAttribute("main", "data-customer")), "another one was picked");
    assert.ok(made.some(({ id }) => page.url().includes(call.id) && id));
  });
}

test("many: none of these makes a new customer with the number (sv)", async () => {
  const { phone } = await household();
  const agent = await house.agent("sv");
  const { page } = agent;
  const call = await house.ring(agent, phone);
  await shown(page, `${card(call)} #candidates`);
  await page.keyboard.press("n");
  await shown(page, "form[action='/customers'][method=post]");
  assert.notEqual(await page.inputValue("form[action='/customers'][method=post] [name^=phone]"), "");
  await page.fill("[name=given_name]", "Fjärde");
  await page.fill("[name=family_name]", "Personen");
  await page.keyboard.press("Control+Enter");
  await shown(page, `${card(call)}[data-customer]`);
  await has(page, "#person h1", "Fjärde Personen");
  // She shares the number: the list is still one key away, now with her.
  await page.keyboard.press("b");
  await has(page, "#candidates", "Fjärde Personen");
});

for (const language of ["en", "de"]) {
  test(`none: the number in large type, its history, and a customer is made of it (${language})`, async () => {
    const phone = newBerlin();
    const agent = await house.agent(language);
    const { page } = agent;
    const before = await house.ring({ login: undefined }, phone, { state: "closed", topic: "Frühere Frage", started_at: "2026-01-07T08:00:00Z", ended_at: "2026-01-07T08:04:00Z" });
    const call = await house.ring(agent, phone);
    await shown(page, `${card(call)} h1.number`);
    await has(page, "h1.number", phone.replace(/^\+49(30)(23125)(\d{3})$/, "+49 $1 $2$3"));
    const size = await page.locator("h1.number").evaluate((h1) => parseFloat(getComputedStyle(h1).fontSize));
    assert.ok(size >= 22, `${size} px`);
    await has(page, ".beside", "Frühere Frage");
    assert.equal(await page.locator(`#entry-${before.id}`).count(), 1);
    await page.fill("[name=given_name]", "Anton");
    await page.fill("[name=family_name]", "Beispiel");
    assert.match(await page.inputValue("form[action='/customers'][method=post] [name^=phone]"), /23125/);
    await page.click("form[action='/customers'][method=post] button.solid");
    await shown(page, `${card(call)}[data-customer]`);
    await has(page, "#person h1", "Anton Beispiel");
    const saved = await house.api("GET", `/interactions/${call.id}`);
    const anton = await house.api("GET", `/customers/${saved.customer_id}`);
    assert.deepEqual(anton.phones.map((one) => one.value), [phone]);
  });
}

test("none: attached to somebody who is known, found by search, with and without the number (sv)", async () => {
  const [known, fresh, other] = [newMobile(), newBerlin(), newBerlin()];
  const who = await house.customer({ given_name: "Hedvig", family_name: "Svartbäck", phones: [{ value: known }] });
  const agent = await house.agent("sv");
  const { page } = agent;
  const call = await house.ring(agent, fresh);
  await shown(page, `${card(call)} h1.number`);
  await page.keyboard.press("/");
  await shown(page, "#attach-q");
  assert.equal(await active(page), "attach-q");
  await page.keyboard.type("svartback");
  await has(page, "#hits", "Hedvig Svartbäck");
  assert.equal(await page.inputValue("#attach-q"), "svartback", "what one types stays");
  await page.click("#hits button[name=add_identifier]");
  await shown(page, `${card(call)}[data-customer="${who.id}"]`);
  assert.deepEqual((await house.api("GET", `/customers/${who.id}`)).phones.map((one) => one.value), [known, fresh]);
  await house.state(call, "closed");
  const again = await house.ring(agent, other);
  await shown(page, `${card(again)} h1.number`);
  await page.goto(`/interactions/${again.id}?way=attach&q=Svartb%C3%A4ck`);
  await page.locator("#hits button:not([name])").first().click();
  await shown(page, `${card(again)}[data-customer="${who.id}"]`);
  assert.equal((await house.api("GET", `/customers/${who.id}`)).phones.length, 2);
});

test("none: left anonymous, and found again in the rail (pl)", async () => {
  const agent = await house.agent("pl");
  const { page } = agent;
  const call = await house.ring(agent, newBerlin());
  await shown(page, `${card(call)} h1.number`);
  await page.click("form[action$='/anonymity'] button");
  await until(async () => (await house.api("GET", `/interactions/${call.id}`)).anonymous, "anonymous");
  await has(page, "main", t("pl", "because-anonymous"));
  assert.equal(await page.locator("form[action$='/anonymity']").count(), 0);
  await shown(page, "form[action='/customers'][method=post]");
});

for (const language of ["en", "sv"]) {
  test(`withheld: said in words, nothing to copy, a customer can be made all the same (${language})`, async () => {
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, "anonymous");
    await shown(page, `${card(call)} h1.number`);
    await has(page, "h1.number", t(language, "withheld"));
    await said(page, t(language, "pop-call-withheld"));
    assert.equal(await page.locator("main [data-copy]").count(), 0);
    await page.keyboard.press("n");
    await page.fill("[name=given_name]", "Okänd");
    await page.fill("[name=family_name]", "Röst");
    await page.click("form[action='/customers'][method=post] button.solid");
    await shown(page, `${card(call)}[data-customer]`);
    await has(page, "#person h1", "Okänd Röst");
  });
}

test("/pop: one, many, none, withheld and nonsense each have their page (all languages)", async () => {
  const phone = newMobile();
  const one = await house.customer({ given_name: "Pop", family_name: "Ett", phones: [{ value: phone }], emails: [{ value: "pop@example.org" }] });
  const { phone: shared } = await household();
  const agent = await house.agent("en");
  const { page } = agent;
  const pop = (query) => page.goto(`/pop?${new URLSearchParams(query)}`);
  for (const spelling of [phone, phone.replace("+46", "0"), `tel:${phone}`, phone.replace("+", "00"), `(${phone.slice(0, 3)}) ${phone.slice(3, 5)}/${phone.slice(5)}`]) {
    assert.equal((await pop({ tel: spelling })).status(), 200, spelling);
    await at(page, `/customers/${one.id}`);
  }
  await pop({ email: "POP@example.org" });
  await at(page, `/customers/${one.id}`);
  await pop({ tel: shared });
  await shown(page, "#candidates");
  await page.keyboard.press("1");
  await shown(page, "main.card[data-customer]");
  const nobody = newBerlin();
  await pop({ tel: nobody, queue: "Försäljning" });
  await shown(page, "h1.number");
  await has(page, "main", "Försäljning");
  assert.match(await page.inputValue("form[action='/customers'][method=post] [name^=phone]"), /23125/);
  await pop({ tel: "anonymous" });
  await has(page, "h1.number", t("en", "withheld"));
  for (const nonsense of ["", "garbage", "+", "'; DROP TABLE customers; --", "<script>", "9".repeat(300)]) {
    const answer = await pop({ tel: nonsense });
    assert.ok(answer.status() < 500, `${nonsense}: ${answer.status()}`);
    await shown(page, "main h1");
    assert.equal(await page.locator("#main").count(), 1);
  }
  for (const lang of ["sv", "de", "pl"]) {
    const other = await house.agent(lang, { at: null });
    await other.page.goto("/pop?tel=anonymous");
    await has(other.page, "h1.number", t(lang, "withheld"));
  }
});
