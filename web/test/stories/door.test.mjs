// Coming in, one's own settings, and everything without scripts.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, PASSWORD, at, card, has, newBerlin, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

async function logIn(page, login, password = PASSWORD) {
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", password);
  const answered = page.waitForResponse((response) => response.request().method() === "POST");
  await page.click("form button.solid");
  await answered;
}

test("log-in: the language is chosen at the door and stays; where one wanted to go is where one arrives", async () => {
  const who = await house.person("greta", { name: "Greta Falk" });
  const made = await house.customer({ given_name: "Ziel", family_name: "Person" });
  const page = await (await house.window({ locale: "sv-SE" })).newPage();
  await page.goto(`/customers/${made.id}`);
  await at(page, "/login");
  await has(page, "main h1", t("sv", "log-in"));
  await page.click("a[hreflang=de]");
  await has(page, "main h1", t("de", "log-in"));
  await logIn(page, who.login);
  await shown(page, "main.card");
  assert.equal(await page.getAttribute("html", "lang"), "de");
  await has(page, "#person h1", "Ziel Person");
});

for (const language of ["en", "pl"]) {
  test(`a wrong password is refused in the same words as an unknown login, and after five one has to wait (${language})`, async () => {
    const who = await house.person("nils");
    const page = await (await house.window()).newPage();
    await page.goto(`/login?lang=${language}`);
    await logIn(page, "nobody-at-all", "wrong password 1");
    await has(page, "main", t(language, "invalid-log-in"));
    const waits = page.locator("main .errors", { hasText: t(language, "error-rate-limited") });
    for (let n = 1; n <= 5; n++) {
      await logIn(page, who.login, `wrong password ${n}`);
      await has(page, "main", t(language, "invalid-log-in"));
      assert.equal(await waits.count(), 0, `try ${n} is free`);
      assert.equal(await page.inputValue("[name=login]"), who.login, "the login stays");
      await until(async () => (await page.inputValue("[name=password]")) === "", "the password does not");
    }
    // From here on each failure doubles the wait; even the right password has to wait.
    await until(async () => {
      await logIn(page, who.login, "wrong password again");
      return (await waits.count()) > 0;
    }, "a wait is asked for", 20_000);
    await logIn(page, who.login);
    await has(page, "main", t(language, "error-rate-limited"));
    await at(page, "/login");
  });
}

test("preferences: language, theme, density and keys take effect at once and stay", async () => {
  const agent = await house.agent("en", { at: "/preferences" });
  const { page } = agent;
  const root = (name) => page.getAttribute("html", name);
  const save = async (done) => { await page.locator("form[action='/preferences'] button.solid").click(); await until(done, "saved"); };
  for (const language of ["sv", "de", "pl", "en"]) {
    await page.selectOption("[name=language]", language);
    await save(async () => (await root("lang")) === language);
    await has(page, "main h1", t(language, "preferences-title"));
    await has(page, "#rail .rail-list", t(language, "rail-none-open"));
  }
  for (const theme of ["dark", "light"]) {
    await page.check(`[name=theme][value=${theme}]`);
    await save(async () => (await root("data-theme")) === theme);
    const light = await page.evaluate(() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[\d.]+/g).map(Number); return r + g + b > (r <= 1 ? 1.5 : 380); });
    const lightness = await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    assert.ok(lightness.includes(theme) || light === (theme === "light"), `${theme}: ${lightness}`);
  }
  await page.check("[name=theme][value=system]");
  await save(async () => (await root("data-theme")) === null);
  const height = () => page.locator("#rail-q").evaluate((input) => input.getBoundingClientRect().height);
  const compact = await height();
  await page.check("[name=density][value=comfortable]");
  await save(async () => (await root("data-density")) === "comfortable");
  assert.ok((await height()) > compact, "rows are taller");
  await page.uncheck("[name=single_keys]");
  await save(async () => (await root("data-keys")) === "off");
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press("?");
  assert.ok(!(await page.isVisible("#keys")));
  await page.keyboard.press("Control+k");
  await shown(page, "#palette");
  await page.reload();
  assert.equal(await root("data-keys"), "off");
  assert.equal(await root("data-density"), "comfortable");
});

test("an invitation is made, taken up once, and is then void", async () => {
  const admin = await house.agent("sv", { at: "/agents/new", role: "administrator" });
  await admin.page.fill("[name=name]", "Nya Agneta");
  await admin.page.fill("[name=login]", "agneta-ny");
  await admin.page.click("main form button.solid");
  await shown(admin.page, "#secret");
  const address = await admin.page.inputValue("#secret");
  const page = await (await house.window({ locale: "pl-PL" })).newPage();
  await page.goto(address);
  await has(page, "main h1", t("pl", "invitation-title"));
  await page.fill("[name=password]", PASSWORD);
  await page.fill("[name=password_again]", "something else 1234");
  await page.click("form button.solid");
  await shown(page, "[aria-invalid=true]");
  await page.fill("[name=password]", PASSWORD);
  await page.fill("[name=password_again]", PASSWORD);
  await page.click("form button.solid");
  await at(page, "/");
  await shown(page, "#rail");
  const late = await (await house.window()).newPage();
  assert.equal((await late.goto(address)).status(), 404);
});

test("without scripts: log in, see a call, pick, edit, search, leave", async () => {
  const phone = newMobile();
  const who = await house.person("anna");
  const made = await house.customer({ given_name: "Stilla", family_name: "Vatten", phones: [{ value: phone }] });
  await house.customer({ given_name: "Andra", family_name: "Vatten", phones: [{ value: phone }] });
  const page = await (await house.window({ javaScriptEnabled: false, locale: "sv-SE" })).newPage();
  await page.goto("/");
  await at(page, "/login");
  await logIn(page, who.login);
  await at(page, "/");
  const call = await house.ring(who, phone);
  await page.reload();
  await page.click(`#rail a[href="/interactions/${call.id}"]`);
  await shown(page, "main .picks");
  await page.click(`#pick-${made.id} button`);
  await at(page, `/interactions/${call.id}`);
  assert.equal(await text(page, "#person h1"), "Stilla Vatten");
  await page.click(`main a[href^="/customers/${made.id}/edit"]`);
  await page.fill("[name=given_name]", "Stillare");
  await page.click("main form button.solid");
  await has(page, "#person h1", "Stillare Vatten");
  await page.fill("#rail-q", "andra");
  await page.keyboard.press("Enter");
  await has(page, "main .results-list", "Andra Vatten");
  await page.click("main .results-list a");
  await has(page, "#person h1", "Andra Vatten");
  const unknown = await house.ring(who, newBerlin());
  await page.goto(`/interactions/${unknown.id}`);
  await page.fill("[name=given_name]", "Utan");
  await page.fill("[name=family_name]", "Skript");
  await page.click("form[action='/customers'][method=post] button.solid");
  await at(page, `/interactions/${unknown.id}`);
  assert.equal(await text(page, "#person h1"), "Utan Skript");
  await page.click("#rail details.menu summary");
  await page.click("form[data-logout] button");
  await at(page, "/login");
});
