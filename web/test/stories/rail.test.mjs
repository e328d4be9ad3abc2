// The rail, previews, copying, the palette and the keys.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, at, card, has, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const copies = (page, words) => until(async () => (await clipboard(page)) === words, `copied ${words}`);

for (const language of ["en", "pl"]) {
  test(`open, close, recent, reopen; the state of a contact in its line (${language})`, async () => {
    const phone = newMobile();
    const ylva = await house.customer({ given_name: "Ylva", family_name: "Moss", phones: [{ value: phone }] });
    const agent = await house.agent(language);
    const { page } = agent;
    await has(page, "#rail .rail-list", t(language, "rail-none-open"));
    const call = await house.ring(agent, phone);
    await shown(page, card(call));
    const line = `#rail .opens a[href="/interactions/${call.id}"]`;
    await has(page, line, "Ylva Moss");
    await has(page, line, t(language, "state-ringing"));
    assert.equal(await page.getAttribute(line, "aria-current"), "page");
    await house.state(call, "active");
    await has(page, line, t(language, "channel-call-one"));
    const first = await text(page, `${line} time`);
    await until(async () => (await text(page, `${line} time`)) !== first, "its clock ticks");
    await has(page, "#rail .me .state", t(language, "me-on-call"));
    await house.state(call, "wrap_up");
    await has(page, line, t(language, "state-wrap_up"));
    await house.state(call, "closed");
    await has(page, "#rail .recents", "Ylva Moss");
    await has(page, "#rail .me .state", t(language, "me-free"));
    await page.goto(`/customers/${ylva.id}`);
    const open = page.locator("#rail .opens li", { hasText: "Ylva Moss" });
    await open.locator("form.shut button").click();
    await at(page, "/");
    await has(page, "#rail .recents", "Ylva Moss");
    assert.equal(await page.locator("#rail .opens li").count(), 0);
    await page.locator("#rail .recents button.recent").first().click();
    await shown(page, `main[data-customer="${ylva.id}"]`);
    await shown(page, "#rail .opens li");
  });
}

test("preview of a line on hover and on focus, Escape dismisses it, and it changes nothing", async () => {
  const phone = newMobile();
  const ylva = await house.customer({ given_name: "Ylva", family_name: "Gren", phones: [{ value: phone }], pinned_note: "Talar helst svenska" });
  const agent = await house.agent("sv", { at: `/customers/${ylva.id}` });
  const { page } = agent;
  await page.goto("/");
  const line = "#rail .opens a.open";
  await page.hover(line);
  await shown(page, "#preview:popover-open");
  await has(page, "#preview", "Ylva Gren");
  await has(page, "#preview", "Talar helst svenska");
  await page.hover("#preview"); // one may go into it
  assert.ok(await page.isVisible("#preview"));
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#preview")));
  await page.hover("main");
  await page.focus("#rail-q");
  while (!(await page.evaluate((selector) => document.activeElement.matches(selector), line))) await page.keyboard.press("Tab");
  await shown(page, "#preview:popover-open");
  assert.equal(await page.getAttribute(line, "aria-describedby"), "preview");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#preview")));
  assert.ok(await page.evaluate((selector) => document.activeElement.matches(selector), line), "the focus stays");
  // In a call nobody can be left anonymous by dismissing a preview.
  const call = await house.ring(agent, "+493023125777");
  await shown(page, `${card(call)} h1.number`);
  await page.hover(`#rail .opens a[href="/customers/${ylva.id}"]`);
  await shown(page, "#preview:popover-open");
  await page.keyboard.press("Escape");
  assert.ok(!(await page.isVisible("#preview")));
  assert.equal((await house.api("GET", `/interactions/${call.id}`)).anonymous, false);
});

for (const language of ["en", "de"]) {
  test(`copy by icon, by y and by Shift+Y (${language})`, async () => {
    const [first, second] = [newMobile(), newMobile()];
    const made = await house.customer({ given_name: "Karl", family_name: "Weide", phones: [{ value: first, label: "mobile" }, { value: second, label: "work" }], emails: [{ value: "karl@weide.example" }] });
    const { page } = await house.agent(language, { at: `/customers/${made.id}`, permissions: ["clipboard-read", "clipboard-write"] });
    await page.keyboard.press("y");
    await copies(page, first);
    await shown(page, "#toasts .toast");
    await page.keyboard.press("Shift+Y");
    await copies(page, "karl@weide.example");
    await page.locator("#details [data-copy]").nth(1).click();
    await copies(page, second);
    await has(page, "#toasts", second.slice(-2));
  });
}

for (const language of ["en", "sv"]) {
  test(`palette: finds a customer by any spelling, an action by its name, and presses what is on the page (${language})`, async () => {
    const phone = newMobile();
    const made = await house.customer({ given_name: "Wiktoria", family_name: { en: "Żółw", sv: "Gęś" }[language], phones: [{ value: phone }] });
    const { page } = await house.agent(language, { at: "/" });
    await page.focus("#rail-q");
    await page.keyboard.press("Control+k");
    await shown(page, "#palette [role=option]");
    await page.keyboard.type({ en: "zolw", sv: "ges" }[language]);
    await has(page, "#palette [role=option][aria-selected=true]", "Wiktoria ");
    await page.keyboard.press("Enter");
    await at(page, `/customers/${made.id}`);
    await page.keyboard.press("Control+k");
    await page.keyboard.type(phone.replace("+46", "0"));
    await has(page, "#palette", "Wiktoria ");
    await page.fill("#palette input", t(language, "keys-edit"));
    await until(async () => (await text(page, "#palette [aria-selected=true] span")).includes(t(language, "keys-edit")), "the action is marked");
    await page.keyboard.press("Enter");
    await at(page, `/customers/${made.id}/edit`);
    await page.keyboard.press("Control+k");
    await page.fill("#palette input", t(language, "preferences"));
    await until(async () => (await text(page, "#palette [aria-selected=true] span")).includes(t(language, "preferences")), "the page is marked");
    await page.keyboard.press("Enter");
    await at(page, "/preferences");
    await page.keyboard.press("Control+k");
    await page.keyboard.press("Escape");
    assert.ok(!(await page.isVisible("#palette")));
  });
}

test("palette: Enter goes where the words lead, however late the server answers", async () => {
  const made = await house.customer({ given_name: "Ture", family_name: "Långsam" });
  const { page } = await house.agent("en", { at: `/customers/${made.id}` });
  // Later than one types, and the answer to no words comes after the first of them.
  await page.route("**/palette?*", async (route) => { await new Promise((resolve) => setTimeout(resolve, 300)); await route.continue().catch(() => undefined); });
  await page.keyboard.press("Control+k");
  await page.keyboard.type(t("en", "preferences"), { delay: 20 });
  await page.keyboard.press("Enter");
  await at(page, "/preferences");
  // Other words after those that were found, and Enter at once.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Ture");
  await has(page, "#palette [aria-selected=true]", "Ture ");
  await page.fill("#palette input", t("en", "messages-title"));
  await page.keyboard.press("Enter");
  await at(page, "/messages");
  // Whoever leaves meanwhile stays where he is.
  await page.keyboard.press("Control+k");
  await page.keyboard.type("Ture");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await page.waitForTimeout(600);
  assert.equal(new URL(page.url()).pathname, "/messages");
});

test("keys: search, help, rows, tabs, edit; none of them in a field or when switched off", async () => {
  const phone = newMobile();
  const made = await house.customer({ given_name: "Rut", family_name: "Alm", phones: [{ value: phone }] });
  for (let n = 0; n < 3; n++) await house.ring({ login: undefined }, phone, { state: "closed", topic: `Ärende ${n}`, started_at: `2026-02-0${n + 1}T09:00:00Z`, answered_at: `2026-02-0${n + 1}T09:00:20Z`, ended_at: `2026-02-0${n + 1}T09:05:00Z` });
  await house.ring({ login: undefined }, phone, { channel: "sms", state: "closed", started_at: "2026-02-05T09:00:00Z", ended_at: "2026-02-05T09:00:00Z", messages: [{ from: phone, text: "Tack" }] });
  const { page } = await house.agent("sv", { at: `/customers/${made.id}` });
  await page.keyboard.press("j");
  assert.match(await active(page), /^entry-/);
  const newest = await active(page);
  await page.keyboard.press("j");
  assert.notEqual(await active(page), newest);
  await page.keyboard.press("k");
  assert.equal(await active(page), newest);
  await page.keyboard.press("Enter");
  await has(page, `#${newest} .inside`, "Tack");
  await page.keyboard.press("2");
  await until(async () => (await page.locator("#feed .entry").count()) === 3, "calls only");
  await page.keyboard.press("1");
  await until(async () => (await page.locator("#feed .entry").count()) === 4, "all");
  await page.keyboard.press("?");
  await shown(page, "#keys");
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await active(page), "rail-q");
  await page.keyboard.type("e?jy1");
  assert.equal(await page.inputValue("#rail-q"), "e?jy1");
  await page.fill("#rail-q", "alm");
  await page.keyboard.press("Enter");
  await has(page, "main .results-list", "Rut Alm");
  await page.goto(`/customers/${made.id}`);
  await page.keyboard.press("e");
  await at(page, `/customers/${made.id}/edit`);
});
