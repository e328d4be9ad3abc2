// Who is on the line: questions asked by keys alone, what they prove, what opens on the card and closes again.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, has, newMobile, shown, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => {
  house = await House.open();
  const set = await house.api("POST", "/field-sets", { entity: "customer", name: "Contract" });
  await house.api("POST", "/fields", { set_id: set.id, key: "door", name: "Door code", kind: "text", masked: true, identity_level: "basic" });
  for (const [text, source, compared, level] of [
    ["When were you born?", "birth_date", "agent", "basic"],
    ["Which postal code?", "postal_code", "server", "basic"],
    ["Which door code?", "field:door", "server", "strong"],
    ["Asked for the code word", "free", "agent", "strong"],
  ]) await house.api("POST", "/identity-questions", { text, source, compared, level });
});
afterEach(() => house.tidy());
after(() => house.close());

/** An agent with somebody on the line. */
async function live(language, options = {}) {
  const phone = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", birth_date: "1962-04-23", phones: [{ value: phone }], addresses: [{ postal_code: "118 46", city: "Stockholm" }], fields: { door: "471100" } });
  const agent = await house.agent(language, options);
  const call = await house.ring(agent, phone, { state: "active" });
  await agent.page.goto(`/interactions/${call.id}`);
  return { ida, call, page: agent.page, agent };
}

const focused = (page) => page.evaluate(() => document.activeElement?.closest("li")?.textContent ?? document.activeElement?.tagName);

for (const language of ["en", "pl"]) {
  test(`proven by keys alone, opened, and closed again (${language})`, async () => {
    const { page, call } = await live(language);
    await has(page, "#identity-check", t(language, "identity-unproven"));
    assert.ok(!(await page.content()).includes("471100"));
    await page.keyboard.press("i");
    await shown(page, ".identity-questions");
    await until(async () => (await page.evaluate(() => document.activeElement?.tagName)) === "SUMMARY", "one goes on from there");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await until(async () => (await focused(page)).includes("Which postal code?"), "the next question has the focus");
    await page.keyboard.type("11846");
    await page.keyboard.press("Enter");
    await has(page, "#identity-check", t(language, "identity-proven-basic"));
    // What is masked is there without anybody asking.
    await has(page, "#own-fields", "471100");
    await until(async () => (await focused(page)).includes("Which door code?"), "and so on");
    await page.keyboard.type("Wrongword");
    await page.keyboard.press("Enter");
    await has(page, ".identity-outcome.is-wrong", t(language, "identity-mark-wrong"));
    assert.ok(!(await page.content()).includes("Wrongword"), "what was typed is gone");
    await has(page, "#identity-check", t(language, "identity-proven-basic"));
    await house.state(call, "closed");
    await until(async () => !(await page.textContent("#own-fields")).includes("471100"), "it closes with the contact");
    await page.waitForSelector(".identity-questions", { state: "detached" });
    await has(page, "#identity-check", t(language, "identity-proven-basic"));
  });
}

test("wrong answers end the trying", async () => {
  const { page } = await live("en");
  await page.keyboard.press("i");
  for (const said of ["1", "2"]) {
    for (const words of ["Which postal code?", "Which door code?"]) {
      const row = page.locator(".identity-questions li", { hasText: words });
      await row.locator("input.input").fill(said);
      await row.locator("input.input").press("Enter");
      // Looked at in one go: the question goes away while one asks.
      await until(() => row.locator("input.input").evaluateAll((all) => all.every((one) => one.value === "")), "it was compared");
    }
    await until(async () => (await page.locator("p.identity-said").count()) === Number(said), "the check has failed");
  }
  await has(page, ".identity-locked", t("en", "identity-locked"));
  await has(page, "#identity-check .mark", "2 wrong");
});

test("without scripts", async () => {
  const { page } = await live("sv", { at: null, javaScriptEnabled: false });
  await page.click(".identity-ask > summary");
  await page.click(".identity-questions li:nth-child(1) button[value=right]");
  await page.waitForLoadState();
  await page.fill(".identity-questions li:nth-child(2) input.input", "118 46");
  await page.press(".identity-questions li:nth-child(2) input.input", "Enter");
  await page.waitForLoadState();
  await has(page, "#identity-check", t("sv", "identity-proven-basic"));
  await has(page, "#own-fields", "471100");
});

test("axe finds nothing while it is asked, when it failed, and on the administrator's page", async () => {
  const found = [];
  for (const language of ["de", "pl"]) {
    const { page } = await live(language);
    await page.keyboard.press("i");
    await shown(page, ".identity-questions");
    found.push(...await scan(page, `asked ${language}`, { widths: [320, 360, 768, 1440] }));
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.locator(".identity-questions li:nth-child(1) button[value=right]").click();
    await has(page, ".identity-outcome", t(language, "identity-mark-right"));
    await page.locator(".identity-questions li:nth-child(4) button[value=wrong]").click();
    await has(page, ".identity-outcome.is-wrong", t(language, "identity-mark-wrong"));
    found.push(...await scan(page, `answered ${language}`));
  }
  const admin = await house.agent("de", { role: "administrator" });
  await admin.page.goto("/identity-checks");
  found.push(...await scan(admin.page, "questions"));
  await admin.page.setViewportSize({ width: 1440, height: 900 });
  await admin.page.locator(".ordered-part form.sheet-form").nth(4).locator("button.solid").click();
  await shown(admin.page, "[aria-invalid=true]");
  found.push(...await scan(admin.page, "a question refused"));
  assert.deepEqual(found, []);
});
