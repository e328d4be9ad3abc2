// From the pop to the saved card by keys alone, two who edit at once, and the history.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, at, card, has, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

/** What has the focus, and whether a person who sees can tell. */
const focus = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect(), style = getComputedStyle(element);
  const label = element.closest("label");
  // A tick may be drawn by its label.
  const drawn = (one) => one && (getComputedStyle(one).outlineStyle !== "none" || getComputedStyle(one).boxShadow !== "none");
  const at = document.elementFromPoint(Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)), Math.min(innerHeight - 1, Math.max(0, box.top + Math.min(box.height, 20) / 2)));
  return {
    what: element.id || element.getAttribute("href") || element.getAttribute("name") || element.textContent.trim().slice(0, 30),
    place: [...document.querySelectorAll("*")].indexOf(element),
    focusVisible: element.matches(":focus-visible"),
    ring: style.outlineStyle !== "none" || style.boxShadow !== "none" || drawn(label),
    inView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    free: !at || element.contains(at) || at.contains(element) || Boolean(label?.contains(at)),
  };
});

/** Presses Tab until `reached`; every stop on the way must be visible, uncovered and in the order of the page. */
async function walk(page, reached, most = 60) {
  let last = -1;
  for (let n = 0; n < most; n++) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    if (!now) { last = -1; continue; } // out of the page and in again
    assert.ok(now.focusVisible && now.ring, `the focus shows: ${JSON.stringify(now)}`);
    assert.ok(now.inView && now.free, `nothing covers the focus: ${JSON.stringify(now)}`);
    assert.ok(now.place > last, `in the order of the page: ${JSON.stringify(now)} after ${last}`);
    last = now.place;
    if (await page.evaluate((selector) => document.activeElement.matches(selector), reached)) return;
  }
  assert.fail(`Tab never reached ${reached}`);
}

for (const [language, width] of [["en", 1440], ["pl", 768]]) {
  test(`by keys alone, from the pop to the saved card, at ${width} px (${language})`, async () => {
    const phone = newMobile();
    const made = await house.customer({ given_name: "Stina", family_name: "Hall", phones: [{ value: phone, label: "mobile" }], emails: [{ value: "stina@hall.example" }] });
    const agent = await house.agent(language, { viewport: { width, height: 900 } });
    const { page } = agent;
    const call = await house.ring(agent, phone);
    await shown(page, card(call));
    await walk(page, `main a[href^="/customers/${made.id}/edit"]`);
    await page.keyboard.press("Enter");
    await until(async () => new URL(page.url()).pathname === `/customers/${made.id}/edit`, "the form");
    await shown(page, "[name=family_name]");
    // The first field has the focus; the next one is a Tab away.
    assert.equal(await page.evaluate(() => document.activeElement.name), "given_name");
    await walk(page, "[name=family_name]");
    await page.keyboard.press("Control+a");
    await page.keyboard.type("Hall-Nyström");
    await walk(page, "main form button.solid");
    await page.keyboard.press("Enter");
    await has(page, "#person h1", "Stina Hall-Nyström");
    await at(page, `/interactions/${call.id}`); // back to whoever is on the line
    assert.equal((await house.api("GET", `/customers/${made.id}`)).family_name, "Hall-Nyström");
    // And the short way.
    await page.keyboard.press("e");
    await shown(page, "[name=family_name]");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Nyström");
    await page.keyboard.press("Control+Enter");
    await has(page, "#person h1", "Stina Nyström");
  });
}

test("Escape leaves the form without saving; what is not a number is said at its field (de)", async () => {
  const made = await house.customer({ given_name: "Uwe", family_name: "Krug" });
  const { page } = await house.agent("de", { at: `/customers/${made.id}/edit` });
  await page.fill("[name=phone_value] >> nth=0", "12");
  await page.fill("[name=given_name]", "Uwe-Otto");
  await page.keyboard.press("Control+Enter");
  await shown(page, "main [aria-invalid=true]");
  assert.equal(await page.inputValue("[name=phone_value] >> nth=0"), "12");
  assert.equal(await page.inputValue("[name=given_name]"), "Uwe-Otto");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-invalid") ?? document.activeElement.closest(".errors")?.className), "true");
  await has(page, "main form", t("de", "reason-phone-too-short"));
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("Escape");
  await page.click(".asking [data-discard]");
  await at(page, `/customers/${made.id}`);
  await has(page, "#person h1", "Uwe Krug");
});

for (const language of ["sv", "pl"]) {
  test(`a card with everything on it comes out of the form as it went in, also after a refusal (${language})`, async () => {
    const firm = await house.customer({ kind: "company", name: `Modrzew ${language}` });
    const made = await house.customer({
      given_name: "Karolina", family_name: "Wierzbicka", company_id: firm.id, job_title: "Inköpare", department: "Zakupy", birth_date: "1980-02-29", language: "pl", vip: true, owner: "admin",
      phones: [{ value: newMobile(), label: "mobile" }, { value: "+493023125008;ext=42", label: "work" }], emails: [{ value: `k-${language}@modrzew.example`, label: "work" }], handles: [{ value: "@karolina", label: "x" }],
      addresses: [{ kind: "delivery", street: "ul. Lipowa 14/3", postal_code: "00-000", city: "Kraków", region: "Małopolska", country: "PL" }, { kind: "invoice", street: "Skrytka 1", city: "Kraków" }],
      national_ids: [{ kind: "PESEL", value: "44051401359" }], tags: ["verkstad", "återkommande"], fields: { Maskin: "G2-004417", Antal: 3, Avtal: true }, pinned_note: "Rad ett\nRad två",
    });
    const { page } = await house.agent(language, { at: `/customers/${made.id}/edit` });
    const phone = await page.inputValue("[name=phone_value] >> nth=0");
    await page.fill("[name=phone_value] >> nth=0", "12");
    await page.keyboard.press("Control+Enter");
    await shown(page, "main [aria-invalid=true]");
    await page.fill("[name=phone_value] >> nth=0", phone);
    await page.keyboard.press("Control+Enter");
    await at(page, `/customers/${made.id}`);
    const plain = ({ updated_at, changed_at, version, ...rest }) => rest;
    assert.deepEqual(plain(await house.api("GET", `/customers/${made.id}`)), plain(made));
    await page.click(`main a[href^="/customers/${made.id}/edit"]`);
    await page.fill("[name=address_city] >> nth=0", "Gdańsk");
    await page.keyboard.press("Control+Enter");
    await at(page, `/customers/${made.id}`);
    await has(page, "#details", "Gdańsk");
    const after = plain(await house.api("GET", `/customers/${made.id}`));
    assert.deepEqual({ ...after, addresses: made.addresses }, plain(made));
  });
}

for (const language of ["en", "sv"]) {
  test(`two edit at once: the second sees what the first did and loses no word (${language})`, async () => {
    const phone = newMobile();
    const made = await house.customer({ given_name: "Ida", family_name: "Ask", phones: [{ value: phone }], pinned_note: "Gammal" });
    const anna = await house.agent(language, { at: `/customers/${made.id}/edit` });
    const piotr = await house.agent("pl", { at: `/customers/${made.id}/edit` });
    await piotr.page.fill("[name=family_name]", "Askfelt");
    await piotr.page.fill("[name=pinned_note]", "Ny från Piotr");
    await piotr.page.keyboard.press("Control+Enter");
    await at(piotr.page, `/customers/${made.id}`);
    await anna.page.fill("[name=pinned_note]", "Min egen mening");
    await anna.page.keyboard.press("Control+Enter");
    await shown(anna.page, "#conflict");
    assert.equal(await anna.page.inputValue("[name=pinned_note]"), "Min egen mening");
    assert.equal(await anna.page.inputValue("[name=family_name]"), "Askfelt", "what she did not touch comes in by itself");
    await has(anna.page, "#conflict", "Piotr Wrona");
    await has(anna.page, "#theirs-pinned_note", "Ny från Piotr");
    // Theirs is taken for one field, and hers typed again: the rest of the choice stays.
    await has(anna.page, "#conflict", t(language, "conflict-mine"));
    await anna.page.click("#theirs-pinned_note button");
    await until(async () => (await anna.page.inputValue("[name=pinned_note]")) === "Ny från Piotr", "theirs is taken");
    assert.equal(await anna.page.locator("#theirs-pinned_note").count(), 0);
    assert.equal(await anna.page.inputValue("[name=family_name]"), "Askfelt");
    await anna.page.fill("[name=pinned_note]", "Min egen mening");
    // A look elsewhere and back: her words are still there, and still not saved.
    assert.equal((await house.api("GET", `/customers/${made.id}`)).pinned_note?.text ?? (await house.api("GET", `/customers/${made.id}`)).pinned_note, "Ny från Piotr");
    await anna.page.keyboard.press("Control+Enter");
    await at(anna.page, `/customers/${made.id}`);
    await has(anna.page, "#person h1", "Ida Askfelt");
    await has(anna.page, "#brief .pinned", "Min egen mening");
    // The other's card follows by itself.
    await has(piotr.page, "#brief .pinned", "Min egen mening");
  });
}

test("history: tabs with counts, older rows, a pill for what is new while one reads (all languages)", async () => {
  const phone = newMobile();
  const made = await house.customer({ given_name: "Rune", family_name: "Lo", phones: [{ value: phone }] });
  const day = (n) => new Date(Date.UTC(2026, 0, 1, 9) + n * 3600_000 * 7);
  for (let n = 0; n < 130; n++) {
    const start = day(n), end = new Date(start.getTime() + 180_000);
    await house.ring({ login: undefined }, phone, { state: "closed", channel: n % 5 ? "call" : "sms", topic: `Nr ${n}`, started_at: start.toISOString(), answered_at: start.toISOString(), ended_at: end.toISOString(), ...(n % 5 ? {} : { messages: [{ from: phone, text: `sms ${n}`, at: start.toISOString() }] }) });
  }
  for (const language of ["sv", "de", "pl", "en"]) {
    const agent = await house.agent(language, { at: `/customers/${made.id}` });
    const { page } = agent;
    const tab = (key) => page.locator(".channels a", { hasText: new RegExp(`^\\s*${t(language, key)}\\s*\\d+\\s*$`) });
    const count = (key) => tab(key).locator(".count").innerText();
    assert.equal(await count("channel-all"), "130");
    assert.equal(await count("history-calls-in"), "104");
    assert.equal(await count("channel-sms"), "26");
    if (language !== "en") continue;
    const rows = () => page.locator("#feed .entry").count();
    const first = await rows();
    assert.ok(first >= 50 && first < 130, `${first} rows`);
    await page.locator("#feed").evaluate((feed) => feed.scrollTo(0, feed.scrollHeight));
    await until(async () => (await rows()) > first, "older rows came");
    for (let n = 0; n < 5 && (await rows()) < 130; n++) {
      const had = await rows();
      await page.locator("#feed").evaluate((feed) => feed.scrollTo(0, feed.scrollHeight));
      await until(async () => (await rows()) > had, `more than ${had}`);
    }
    assert.equal(await rows(), 130);
    const ids = await page.locator("#feed .entry").evaluateAll((all) => all.map((one) => one.id));
    assert.equal(new Set(ids).size, 130, "no row twice");
    // One reads further down: the new one waits.
    const sms = await house.ring({ login: undefined }, phone, { state: "closed", channel: "sms", started_at: new Date().toISOString(), ended_at: new Date().toISOString(), messages: [{ from: phone, text: "Alldeles ny" }] });
    await shown(page, "#new-pill");
    await has(page, "#new-pill", t(language, "history-new", { n: 1 }));
    assert.equal(await page.locator(`#entry-${sms.id}`).count(), 0);
    await page.click("#new-pill");
    await shown(page, `#entry-${sms.id}`);
    assert.equal(await page.locator("#feed").evaluate((feed) => feed.scrollTop), 0);
    await tab("channel-sms").click();
    await until(async () => (await page.locator("#feed .entry").count()) === 27, "texts only");
    assert.ok(new URL(page.url()).search.includes("channel=sms"), "the address says so");
    await page.fill("#history-q", "Nr 125");
    await page.keyboard.press("Enter");
    await until(async () => (await page.locator("#feed .entry").count()) === 1, "the search found one");
    await until(() => new URL(page.url()).searchParams.has("q"), "the address says so");
    await page.goBack();
    await until(async () => (await page.locator("#feed .entry").count()) === 27, "back");
  }
});

test("a crash loses nothing: the words are back on another computer, beside what somebody else saved meanwhile", async () => {
  const made = await house.customer({ given_name: "Stina", family_name: "Hall", phones: [{ value: newMobile() }] });
  const edit = `/customers/${made.id}/edit`;
  const first = await house.agent("en", { at: edit });
  await first.page.fill("[name=family_name]", "Hallberg");
  await first.page.click(".more-fields:not(.flags) > summary");
  await first.page.fill("[name=pinned_note]", "Wants to be called after four");
  const kept = await first.page.waitForResponse((response) => response.url().includes("/drafts/") && response.request().method() === "PUT" && response.request().postData().includes("after+four"));
  assert.equal(kept.status(), 204);
  // No time for anything: the page is gone as it is when the power is.
  await first.context.close();
  await house.change(made, { family_name: "Hallén", department: "Purchasing" });
  const again = await house.agent("en", { who: first, at: `/customers/${made.id}` });
  await until(() => again.page.isVisible(`#rail a[href='/customers/${made.id}'] [data-draft-sign]`), "the pencil in the rail");
  await house.go(again.page, edit);
  await shown(again.page, "#restored");
  assert.equal(await again.page.inputValue("[name=family_name]"), "Hallberg");
  assert.equal(await again.page.inputValue("[name=pinned_note]"), "Wants to be called after four");
  assert.equal(await again.page.inputValue("[name=department]"), "Purchasing");
  assert.match(await text(again.page, "#theirs-family_name"), /Hallén/);
  await again.page.click(".foot button.solid");
  await at(again.page, `/customers/${made.id}`);
  assert.match(await text(again.page, ".person"), /Stina Hallberg/);
  await until(async () => !(await again.page.isVisible(`#rail a[href='/customers/${made.id}'] [data-draft-sign]`)), "no pencil");
  await again.page.reload();
  assert.deepEqual(await again.page.evaluate(async () => (await fetch("/drafts")).json()), []);
});

test("words that are given up stay given up", async () => {
  const made = await house.customer({ given_name: "Stina", family_name: "Hall" });
  const { page } = await house.agent("en", { at: `/customers/${made.id}/edit` });
  const told = (method) => page.waitForResponse((response) => response.url().includes("/drafts/") && response.request().method() === method);
  let answer = told("PUT");
  await page.fill("[name=family_name]", "Hallberg");
  await answer;
  await house.go(page, `/customers/${made.id}/edit`);
  await shown(page, "#restored");
  answer = told("DELETE");
  await page.click("#restored a");
  await answer;
  await until(async () => (await page.inputValue("[name=family_name]")) === "Hall", "as it was");
  assert.equal(await page.locator("#restored").count(), 0);
  await house.go(page, `/customers/${made.id}/edit`);
  assert.equal(await page.inputValue("[name=family_name]"), "Hall");
});

for (const language of ["de", "pl"]) {
  test(`what was saved is taken back with z, and by a plain form without scripts (${language})`, async () => {
    const made = await house.customer({ given_name: "Uwe", family_name: "Krug", department: "Einkauf" });
    const read = () => house.api("GET", `/customers/${made.id}`);
    const { page } = await house.agent(language, { at: `/customers/${made.id}/edit` });
    await page.fill("[name=family_name]", "Krugmann");
    await page.fill("[name=department]", "Verkauf").catch(async () => { await page.click(".more-fields > summary"); await page.fill("[name=department]", "Verkauf"); });
    await page.keyboard.press("Control+Enter");
    await has(page, "#toasts", t(language, "done-save"));
    await has(page, "#person h1", "Uwe Krugmann");
    // Whoever points at it or has it under the keys is given time.
    await page.focus("#toasts .toast-do");
    await page.keyboard.press("Enter");
    await has(page, "#person h1", "Uwe Krug");
    await until(async () => (await text(page, "#person h1")).trim() === "Uwe Krug", "the name as before");
    assert.deepEqual([(await read()).family_name, (await read()).department], ["Krug", "Einkauf"]);
    const plain = await house.agent(language, { at: null, javaScriptEnabled: false });
    await plain.page.goto(`/customers/${made.id}/edit`);
    await plain.page.fill("[name=family_name]", "Krüger");
    await plain.page.click("form.customer-form .foot button.solid");
    await has(plain.page, "#brief .strip", t(language, "done-save"));
    await plain.page.click("#brief .strip button");
    assert.equal((await read()).family_name, "Krug");
  });
}
