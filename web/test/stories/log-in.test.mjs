// The second step of the log-in, and the log-in of the organisation by a real OpenID provider.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:net";
import { after, afterEach, before, test } from "node:test";
import { provider } from "../support/provider.mjs";
import { House, PASSWORD, at, has, shown, until } from "./harness.mjs";
import { scan } from "../scan.mjs";
import { t } from "./words.mjs";

const SECRET = "a secret of the tests, long enough";
const people = {};
let house, id;

/** A port that was free a moment ago. */
async function port() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port: free } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return free;
}

/** A house whose people come by a provider; `issuer`: how the house calls it. */
async function open(issuer, url) {
  return House.open({ env: {
    VISAVI_LISTEN: new URL(url).host, VISAVI_PUBLIC_URL: url, VISAVI_REQUIRE_TWO_FACTOR: "supervisor",
    VISAVI_OIDC_ISSUER: issuer, VISAVI_OIDC_CLIENT_ID: "visavi", VISAVI_OIDC_CLIENT_SECRET: SECRET, VISAVI_OIDC_PRIVATE: "true", VISAVI_OIDC_LABEL: "Lindholm ID",
  } });
}

before(async () => {
  const url = `http://127.0.0.1:${await port()}`;
  id = await provider({ people, back: `${url}/login/oidc/return`, secret: SECRET });
  house = await open(id.issuer, url);
});
after(async () => { await house?.close(); await id?.close(); });
afterEach(() => house.tidy());

/** What an app shows for a key, `later` steps from now (RFC 6238). */
function code(key, later = 0) {
  const bits = [...key.replace(/\s/g, "")].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + later));
  const tag = createHmac("sha1", secret).update(step).digest();
  return String((tag.readUInt32BE(tag[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

async function password(page, login) {
  await page.fill("[name=login]", login);
  await page.fill("[name=password]", PASSWORD);
  await page.click("form button.solid");
}

test("two-factor log-in is set up, asked for, and a recovery code helps once", async () => {
  const agent = await house.agent("sv", { at: "/preferences" });
  const { page } = agent;
  await page.click("#second-factor a.button");
  await at(page, "/preferences/second-factor");   // both pages ask for the password
  await page.fill("[name=password]", PASSWORD);
  await page.click("main form button.solid");
  await shown(page, "svg.qr");
  const key = await page.textContent(".setup code");
  await page.fill("[name=code]", "000000");
  await page.click("main form button.solid");
  await has(page, "main", t("sv", "invalid-code"));
  const used = code(key);
  await page.fill("[name=code]", used);
  await page.click("main form button.solid");
  await shown(page, ".recovery li");
  const codes = await page.locator(".recovery code").allTextContents();
  assert.equal(codes.length, 10);
  assert.deepEqual(await scan(page, "recovery codes"), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click("main a.button.solid");
  await has(page, "main", t("sv", "second-factor-on"));
  assert.deepEqual(await scan(page, "second factor on"), []);

  const other = await (await house.window({ locale: "de-DE" })).newPage();
  await other.goto("/login?next=%2Fmessages");
  await password(other, agent.login);
  await at(other, "/login/code");
  assert.deepEqual(await scan(other, "second step"), []);
  await other.fill("[name=code]", used);
  await other.click("form button.solid");
  await has(other, "main", t("de", "invalid-code"));
  assert.deepEqual(await scan(other, "second step refused"), []);
  await other.fill("[name=code]", codes[0].toUpperCase());
  await other.click("form button.solid");
  await at(other, "/messages");

  const third = await (await house.window()).newPage();
  await third.goto("/login");
  await password(third, agent.login);
  await at(third, "/login/code");
  await third.fill("[name=code]", code(key, 1));   // the phone's clock is ahead by less than a step
  await third.click("form button.solid");
  await at(third, "/");

  const admin = await house.agent("en", { at: "/agents", role: "administrator" });
  await admin.page.locator("tr", { hasText: agent.login }).locator("a[data-open]").click();
  await shown(admin.page, "#second-factor");
  await admin.page.click("#second-factor button");
  await until(async () => (await admin.page.locator("#second-factor").count()) === 0, "it is off");
  const again = await (await house.window()).newPage();
  await again.goto("/login");
  await password(again, agent.login);
  await at(again, "/");
});

test("who needs a second step sets it up on the way in", async () => {
  const who = await house.person("petra", { name: "Petra Ström", role: "supervisor" });
  const page = await (await house.window({ locale: "pl-PL" })).newPage();
  await page.goto("/login?next=%2Fmessages");
  await password(page, who.login);
  await shown(page, "svg.qr");
  assert.deepEqual(await scan(page, "second step to be set up"), []);
  await page.fill("[name=code]", code(await page.textContent(".setup code")));
  await page.click("form button.solid");
  await shown(page, ".recovery li");
  assert.deepEqual(await scan(page, "recovery codes at the door"), []);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.click("main a.button.solid");
  await at(page, "/messages");
});

/** A person of the house with an address, and as the provider knows them. */
async function known(login, more = {}) {
  const email = `${login}@lindholm.example`;
  people[login] = { email, email_verified: true, name: login, ...more };
  const admin = await house.agent("en", { at: "/agents/new", role: "administrator" });
  for (const [name, value] of Object.entries({ name: login, login, email })) await admin.page.fill(`[name=${name}]`, value);
  await admin.page.click("main form button.solid");
  await shown(admin.page, "#secret");
  return admin.page;
}

/** Somebody comes by the provider in a new window. */
async function come(as, path = "/login") {
  const page = await (await house.window({ also: [id.issuer] })).newPage();
  await page.goto(path);
  await page.click(`main a[href^='/login/oidc']`);
  await page.click(`#${as}`);
  return page;
}

test("who was invited comes in by the provider, and is known by it from then on", async () => {
  const admin = await known("greta");
  const page = await come("greta", "/login?next=%2Fmessages");
  await at(page, "/messages");
  await page.click("#rail details.menu summary");
  await page.click("form[data-logout] button");
  await at(page, "/login");
  await has(page, "main", t("en", "log-out-there", { name: "Lindholm ID" }));
  assert.deepEqual(await scan(page, "logged out"), []);
  await admin.goto("/agents");
  await has(admin, "tr:has-text('greta@lindholm.example')", t("en", "agent-state-active"));
  // Another address there is the same person still.
  people.greta.email = "greta.new@lindholm.example";
  people.greta.email_verified = false;
  await at(await come("greta"), "/");
  const [request] = id.asked.filter((url) => url.pathname === "/auth");
  assert.equal(request.searchParams.get("code_challenge_method"), "S256");
  assert.ok(request.searchParams.get("state") && request.searchParams.get("nonce"));
});

async function refused(page, key) {
  await has(page, "main .errors", t("en", key));
  await page.goto("/messages");
  await at(page, "/login");
}

test("who cannot be told for sure is refused in words", async () => {
  await known("una", { email_verified: false });
  people.stranger = { email: "stranger@elsewhere.example", email_verified: true };
  const admin = await known("dora");
  await admin.goto("/agents");
  await admin.locator("tr", { hasText: "dora@" }).locator("a[data-open]").click();
  await admin.selectOption("[name=state]", "disabled");
  await admin.click("main form button.solid");
  await at(admin, "/agents");
  await known("mail");
  people.thief = { ...people.mail };
  await at(await come("mail"), "/");
  const page = await come("una");
  await has(page, "main .errors", t("en", "oidc-unverified"));
  assert.deepEqual(await scan(page, "refused by the provider"), []);
  await refused(page, "oidc-unverified");
  for (const [as, key] of [["stranger", "oidc-unknown"], ["dora", "oidc-disabled"], ["thief", "oidc-other-subject"], ["nobody", "oidc-denied"]]) await refused(await come(as), key);
});

test("a log-in is finished once, by the browser that began it, and only as it began", async () => {
  await known("rita");
  const first = await house.window({ also: [id.issuer] });
  const page = await first.newPage();
  let back;
  page.on("request", (request) => { if (request.url().includes("/login/oidc/return?")) back = request.url(); });
  await page.goto("/login");
  await page.click("main a[href^='/login/oidc']");
  await page.click("#rita");
  await at(page, "/");
  // The cookie of the log-in is gone with it; even with it the state is used up.
  await page.goto("about:blank");
  await first.clearCookies();
  await page.goto(back);
  await refused(page, "oidc-lost");
  const other = await (await house.window({ also: [id.issuer] })).newPage();
  await other.goto(back);
  await refused(other, "oidc-lost");

  // Somebody on the way changes the nonce: the token is of another log-in.
  const context = await house.window({ also: [id.issuer] });
  const way = await context.request.get(`${house.url}/login/oidc`, { maxRedirects: 0 });
  const changed = new URL(way.headers().location);
  changed.searchParams.set("nonce", "another");
  const third = await context.newPage();
  await third.goto(changed.href);
  await third.click("#rita");
  await refused(third, "oidc-failed");
});

test("a provider that calls itself otherwise is not believed", async () => {
  const url = `http://127.0.0.1:${await port()}`;
  const strict = await open(id.issuer.replace("127.0.0.1", "localhost"), url);
  try {
    const page = await (await strict.window()).newPage();
    await page.goto("/login");
    await page.click("main a[href^='/login/oidc']");
    await refused(page, "oidc-failed");
    await strict.tidy();
  } finally { await strict.close(); }
});
