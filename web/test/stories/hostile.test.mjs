// Words of strangers: whatever a customer, a chat, an e-mail or a switchboard says, it is shown as words.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, card, has, newBerlin, newMobile, shown, until } from "./harness.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const CORPUS = [
  `<script>document.documentElement.dataset.owned=1</script>`,
  `<img src=x onerror="document.documentElement.dataset.owned=2">`,
  `"><svg onload=document.documentElement.dataset.owned=3>`,
  `' autofocus onfocus='document.documentElement.dataset.owned=4' x='`,
  `javascript:document.documentElement.dataset.owned=5`,
  `</title></style></textarea></template></script><iframe src="javascript:parent.document.documentElement.dataset.owned=6"></iframe>`,
  `{{constructor.constructor('document.documentElement.dataset.owned=7')()}}`,
  `<a href="data:text/html,<script>1</script>" hx-get="/logout" hx-trigger="load" data-key="e" data-on="rail" data-refresh="/">x</a>`,
  `<form action=//elsewhere.example><button data-key="Ctrl+Enter">y</button></form>`,
  `\u202egpj.exe\u2066 <b>fett</b> &lt;i&gt; \u0000`.replace("\u0000", ""),
];

/** As few texts as they fit into, each of a length that a name may have; the address of a script stands first. */
const PACKED = CORPUS.reduce((packed, words) => {
  const last = packed.at(-1);
  if (last && `${last} ${words}`.length < 190 && !words.startsWith("javascript:")) packed[packed.length - 1] = `${last} ${words}`; else packed.push(words);
  return packed;
}, []);

/** Nothing ran, and nothing of it became an element. */
async function clean(page, where) {
  const found = await page.evaluate(() => ({
    owned: document.documentElement.dataset.owned ?? null,
    elements: [...document.querySelectorAll("script:not([type=module]), img, iframe:not(.mail), object, embed, base, [onerror], [onload], [onfocus], a[href^='javascript' i], a[href^='data' i], [hx-get='/logout'], form[action*='elsewhere'], .excerpt b b, h1 b")].map((one) => one.outerHTML.slice(0, 120)),
  }));
  assert.deepEqual(found, { owned: null, elements: [] }, where);
}

test("hostile words stay words on card, rail, history, preview, matches, palette, forms and announcements", async () => {
  const agent = await house.agent("en");
  const { page } = agent;
  for (const [n, words] of PACKED.entries()) {
    const line = words.slice(0, 190);
    const phone = newMobile();
    const made = await house.customer({
      given_name: line, family_name: line, job_title: line, department: line, phones: [{ value: phone, label: line.slice(0, 40) }], tags: [line.slice(0, 45)],
      addresses: [{ kind: line.slice(0, 40), street: line, city: line }], fields: { key: words }, pinned_note: `${words}\nhttps://example.org/"onmouseover="x ${words}`,
    });
    await house.ring({ login: undefined }, phone, { state: "closed", topic: line, campaign: line, queue: line, tags: [line.slice(0, 45)], started_at: "2026-03-01T10:00:00Z", ended_at: "2026-03-01T10:00:30Z", ivr_path: [{ prompt: line, choice: line.slice(0, 40) }], recording_url: "https://recordings.example/rapport.pdf.exe?<script>" });
    const mail = await house.ring(agent, `mallory${n}@example.org`, { channel: "email", queue: line, topic: line, fields: { file: "../../<img src=x onerror=alert(1)>.svg" }, messages: [{ from: `mallory${n}@example.org`, subject: words, text: words }, { from: `mallory${n}@example.org`, subject: "html", html: `<p onclick="x">${words}</p>${words}` }] });
    await shown(page, card(mail));
    await clean(page, `unknown sender ${n}`);
    await page.goto(`/interactions/${mail.id}?way=attach&q=${encodeURIComponent(line)}`);
    await clean(page, `search to attach ${n}`);
    const call = await house.ring(agent, phone, { topic: line, queue: line, ivr_path: [{ prompt: line, choice: "1" }], messages: [{ from: phone, text: words }] });
    await shown(page, `${card(call)}[data-customer="${made.id}"]`);
    await until(async () => (await page.textContent("#announcer")).length > 0, "announced");
    await clean(page, `card ${n}`);
    await page.locator("#feed details.more-inside summary").first().click();
    await page.waitForSelector("#feed .inside .minis", { state: "attached" });
    await clean(page, `history ${n}`);
    await page.hover(`#rail .opens a[href="/interactions/${call.id}"]`);
    await shown(page, "#preview:popover-open");
    await clean(page, `preview ${n}`);
    await page.mouse.move(900, 700);
    await page.keyboard.press("Control+k");
    await page.fill("#palette input", line.slice(0, 30));
    await page.waitForResponse((response) => response.url().includes("/palette"));
    await clean(page, `palette ${n}`);
    await page.keyboard.press("Escape");
    await page.goto(`/customers/${made.id}/edit`);
    assert.equal(await page.inputValue("[name=given_name]"), (await house.api("GET", `/customers/${made.id}`)).given_name);
    await clean(page, `form ${n}`);
    await page.goto(`/customers?q=${encodeURIComponent(line)}`);
    await clean(page, `search ${n}`);
    await page.goto(`/pop?tel=${encodeURIComponent(words)}&queue=${encodeURIComponent(words)}&email=${encodeURIComponent("")}&ref=${encodeURIComponent(words)}`);
    await clean(page, `pop ${n}`);
    await page.goto(`/login?next=${encodeURIComponent(words)}&lang=${encodeURIComponent(words)}`);
    await clean(page, `login ${n}`);
    await house.state(mail, "closed");
    await house.state(call, "closed");
    await house.go(page, "/");
  }
});

test("hostile names in a list of matches", async () => {
  const phone = newMobile();
  for (const words of CORPUS) await house.customer({ name: words.slice(0, 190), phones: [{ value: phone, label: words.slice(0, 40) }], addresses: [{ city: words.slice(0, 190) }] });
  const agent = await house.agent("pl");
  const { page } = agent;
  const call = await house.ring(agent, phone);
  await shown(page, `${card(call)} #candidates`);
  await page.fill("#matches-filter", "<img");
  await until(async () => (await page.locator("#candidates [role=option]:visible").count()) < CORPUS.length, "filtered");
  await page.fill("#matches-filter", "");
  for (let n = 0; n < CORPUS.length; n++) { await page.focus("#candidates"); await page.keyboard.press("ArrowDown"); }
  await until(async () => (await page.textContent("#glimpse h2")).length > 0, "the pane shows somebody");
  await clean(page, "matches");
});

test("a form of another site changes nothing, and log-in leads to no other house", async () => {
  const made = await house.customer({ given_name: "Säker", family_name: "Person" });
  const { context, login } = await house.agent("en", { at: null });
  const sent = await context.request.post(`${house.url}/customers/${made.id}`, { form: { version: "1", given_name: "Hacked" }, headers: { Origin: "https://elsewhere.example" } });
  assert.equal(sent.status(), 403);
  assert.equal((await house.api("GET", `/customers/${made.id}`)).given_name, "Säker");
  await context.clearCookies();
  for (const next of ["//elsewhere.example/x", "https://elsewhere.example", "/\\elsewhere.example", "javascript:alert(1)"]) {
    const page = await context.newPage();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await page.fill("[name=login]", login);
    await page.fill("[name=password]", "granit sommar 1482");
    await page.click("form button.solid");
    await shown(page, "#rail");
    assert.equal(new URL(page.url()).origin, house.url, next);
    await page.close();
    await context.clearCookies();
  }
});
