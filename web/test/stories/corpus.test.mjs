// Four hundred texts that want to run, in every field that a stranger or an agent may fill, on every page that shows them:
// none runs, none becomes an element, none asks another house for anything.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, newMobile, shown } from "./harness.mjs";
import { PAYLOADS } from "./payloads.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

/** Texts of one customer. */
const SHARE = 26;
const plain = (text) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, " ").trim();

/** As it is; where control characters are refused, without them. */
async function send(method, path, body) {
  const written = await house.request(method, path, body, { "If-Match": "*" });
  if (written.status !== 422) return written;
  const cleaned = JSON.parse(JSON.stringify(body), (_, value) => (typeof value === "string" ? plain(value) : value));
  return house.request(method, path, cleaned, { "If-Match": "*" });
}

async function taken(method, path, body) {
  const answer = await send(method, path, body);
  assert.ok(answer.ok, `${method} ${path}: ${answer.status} ${await answer.clone().text()}`);
  return answer.json();
}

/** Somebody who has the texts everywhere. */
async function somebody(texts, n) {
  const at = (k) => plain(texts[k % texts.length]), short = (k, length) => at(k).slice(0, length).trim() || "x";
  const phone = newMobile();
  const one = await taken("POST", "/customers", {
    given_name: at(0), family_name: at(1), department: at(2), job_title: at(3), ref: `${n} ${at(4)}`, phones: [{ value: phone, label: short(5, 40) }],
    addresses: [{ kind: short(6, 40), street: at(7), postal_code: at(8), city: at(9), region: at(10), country: at(11) }],
    national_ids: [{ kind: short(12, 40), value: short(13, 40) }], tags: [short(14, 45), short(15, 45)], pinned_note: `${texts.join("\n")}`.slice(0, 1_900),
    fields: Object.fromEntries(texts.map((text, k) => [`k${k}`, plain(text)])), vip: true,
  });
  for (const text of texts) await taken("POST", `/customers/${one.id}/notes`, { text });
  const contact = await taken("POST", "/interactions", {
    ref: `corpus-${n}`, channel: "email", from: phone, state: "closed", queue: at(16), topic: at(17), campaign: at(18), to: at(19), tags: [short(20, 45)],
    ivr_path: texts.slice(0, 4).map((text) => ({ prompt: plain(text), choice: "1" })), fields: Object.fromEntries(texts.slice(0, 8).map((text, k) => [`k${k}`, plain(text)])),
    recording_url: `https://recordings.example/${encodeURIComponent(at(21))}`,
    messages: texts.flatMap((text, k) => [{ ref: `t${k}`, from: at(22), to: at(23), subject: plain(text), text }, { ref: `h${k}`, from: at(22), subject: plain(text), html: `<p title="${text}">${text}</p>` }]),
  });
  await taken("PUT", `/interactions/${contact.id}/customer`, { customer_id: one.id });
  for (const text of texts.slice(0, 6)) await taken("POST", `/interactions/${contact.id}/comments`, { text });
  await taken("PATCH", `/customers/${one.id}`, { department: at(24), job_title: at(25) });
  await taken("POST", "/blocks", { kind: "phone", value: phone, reason: at(2) });
  const name = encodeURIComponent(plain(texts.find((text) => plain(text).length > 3)).slice(0, 100));
  const upload = await fetch(`${house.url}/api/v1/customers/${one.id}/files`, { method: "POST", headers: { authorization: `Bearer ${house.token}`, "content-disposition": `attachment; filename*=UTF-8''${name}`, "content-type": "text/html" }, body: texts.join("\n") });
  assert.ok([201, 422].includes(upload.status), `file: ${upload.status}`);
  return { one, phone, contact };
}

async function clean(page, where) {
  const found = await page.evaluate(() => ({
    owned: document.documentElement.dataset.owned ?? null,
    elements: [...document.querySelectorAll("script:not([type=module]), main img, iframe:not(.mail), object, embed, base, meta[http-equiv], link[href*=elsewhere], style, marquee, math, [onerror], [onload], [onfocus], [ontoggle], [onbegin], [style*=elsewhere], a[href^='javascript' i], a[href^='vbscript' i], a[href^='data' i], [hx-get='/logout']"),
      // Words may stand in an address of ours; an address may not be of another house.
      ...[...document.querySelectorAll("a[href], form[action]")].filter((one) => new URL(one.getAttribute("href") ?? one.getAttribute("action"), location).hostname === "elsewhere.example"),
    ].map((one) => one.outerHTML.slice(0, 160)),
  }));
  assert.deepEqual(found, { owned: null, elements: [] }, where);
}

assert.ok(PAYLOADS.length >= 300, "three hundred texts at least");
for (let from = 0; from < PAYLOADS.length; from += SHARE) {
  test(`nothing of texts ${from + 1} to ${Math.min(from + SHARE, PAYLOADS.length)} runs`, async () => {
    const texts = PAYLOADS.slice(from, from + SHARE);
    const { one, phone, contact } = await somebody(texts, from);
    const { page } = await house.agent("en", { role: "administrator", at: `/customers/${one.id}` });
    await shown(page, "#feed");
    const words = await page.textContent("main");
    assert.ok(words.includes(plain(texts[3]).slice(0, 30)) || words.includes(plain(texts[25 % texts.length]).slice(0, 30)), "they are shown, as words");
    await clean(page, "card");
    await page.locator("#feed details.more-inside summary").first().click();
    await page.waitForSelector("#feed .inside .minis", { state: "attached" });
    await clean(page, "history");
    for (const tab of ["notes", "files", "changes", "privacy"]) {
      await page.goto(`/customers/${one.id}?tab=${tab}`);
      await clean(page, tab);
    }
    for (const path of [`/customers/${one.id}/edit`, `/customers/${one.id}/erasure`, `/customers?q=${encodeURIComponent(plain(texts[0]))}`, `/messages?q=${encodeURIComponent(plain(texts[0]).slice(0, 60))}`,
      `/pop?tel=${encodeURIComponent(phone)}`, `/interactions/${contact.id}`, "/blocklist", `/accesses?by=${encodeURIComponent(texts[0])}`]) {
      await page.goto(path);
      await clean(page, path);
    }
    await page.keyboard.press("Control+k");
    await page.fill("#palette input", plain(texts[0]).slice(0, 30));
    await page.waitForResponse((response) => response.url().includes("/palette"));
    await clean(page, "palette");
  });
}
