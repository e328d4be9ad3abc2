// Parts of a history, a day in it, and what a row opens to: long threads, recordings, and what fails.
import assert from "node:assert/strict";
import http from "node:http";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, has, newMobile, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

/** A minute of a tone, as a WAV file of 8-bit samples. */
function tone() {
  const rate = 8000, size = rate * 60, wav = Buffer.alloc(44 + size, 128);
  wav.write("RIFF", 0); wav.writeUInt32LE(36 + size, 4); wav.write("WAVEfmt ", 8); wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); wav.writeUInt16LE(1, 22); wav.writeUInt32LE(rate, 24); wav.writeUInt32LE(rate, 28); wav.writeUInt16LE(1, 32); wav.writeUInt16LE(8, 34);
  wav.write("data", 36); wav.writeUInt32LE(size, 40);
  for (let at = 0; at < size; at++) wav[44 + at] = 128 + Math.round(20 * Math.sin(at / 6));
  return wav;
}

const sound = tone();
let house, archive, silent = false, ida, recorded, mail;
before(async () => {
  archive = http.createServer((request, response) => {
    if (silent) { response.writeHead(500).end(); return; }
    const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? "");
    const from = range ? Number(range[1]) : 0, to = range?.[2] ? Number(range[2]) : sound.length - 1;
    response.writeHead(range ? 206 : 200, { "Content-Type": "audio/wav", "Accept-Ranges": "bytes", "Content-Length": to - from + 1, ...(range && { "Content-Range": `bytes ${from}-${to}/${sound.length}` }) });
    response.end(sound.subarray(from, to + 1));
  });
  await new Promise((ready) => archive.listen(0, "127.0.0.1", ready));
  const host = `127.0.0.1:${archive.address().port}`;
  house = await House.open({ env: { VISAVI_RECORDING_HOSTS: host } });
  ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }], emails: [{ value: "ida@bjork.example" }] });
  const phone = ida.phones[0].value;
  const day = (n, more) => ({ state: "closed", started_at: `2026-03-${String(n).padStart(2, "0")}T09:00:00Z`, ended_at: `2026-03-${String(n).padStart(2, "0")}T09:01:10Z`, ...more });
  await house.ring({ login: undefined }, phone, day(2, { topic: "The missed one" }));
  recorded = await house.ring({ login: undefined }, phone, day(3, { answered_at: "2026-03-03T09:00:10Z", topic: "The recorded one", recording_url: `http://${host}/1.wav`, ivr_path: [{ prompt: "Orders", choice: "1" }, { prompt: "Returns", choice: "3" }] }));
  await house.ring({ login: undefined }, phone, day(4, { direction: "out", from: "+46850000000", to: phone, answered_at: "2026-03-04T09:00:10Z", topic: "The campaign one", campaign: "Winter" }));
  const messages = Array.from({ length: 12 }, (_, n) => ({ ref: `m${n}`, from: "ida@bjork.example", text: `Line number ${n}.`, at: `2026-03-05T09:${String(n).padStart(2, "0")}:00Z` }));
  mail = await house.ring({ login: undefined }, "ida@bjork.example", day(5, { channel: "email", messages }));
});
after(async () => { archive.closeAllConnections(); archive.close(); await house.close(); });
afterEach(() => { silent = false; return house.tidy(); });

/** The browser reports as faults what a story broke on purpose. */
const meant = (words) => assert.ok(house.faults.splice(0).every((fault) => words.test(fault)), "nothing else went wrong");
const rows = (page) => page.locator("#feed .entry").count();
const open = (page, id) => page.click(`#more-${id} > summary`);

test("calls in and calls out are tabs, and within one the missed and the recorded ones", async () => {
  const { page } = await house.agent("en", { at: `/customers/${ida.id}` });
  await page.click(`#history-channels nav a:has-text("${t("en", "history-calls-in")}")`);
  await until(async () => (await rows(page)) === 2, "two came in");
  await page.click("#history-narrow > summary");
  await page.click(`#history-narrow a:has-text("${t("en", "history-missed")}")`);
  await until(async () => (await rows(page)) === 1, "one was missed");
  await has(page, "#feed", "The missed one");
  assert.match(await page.getAttribute("#feed .call-back a", "href"), /^tel:\+46/);
  assert.equal(new URL(page.url()).searchParams.get("missed"), "true");
  await page.click("#feed .searched .tag");
  await until(async () => (await rows(page)) === 2, "both again");
  await page.click("#history-narrow > summary");
  await page.click(`#history-narrow a:has-text("${t("en", "history-recorded")}")`);
  await has(page, "#feed", "The recorded one");
  await until(async () => (await rows(page)) === 1, "one was recorded");
});

test("a key leads to a day, and back to the newest", async () => {
  const { page } = await house.agent("sv", { at: `/customers/${ida.id}` });
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await until(() => page.evaluate(() => document.activeElement?.id === "history-until"), "the field has the focus");
  await page.fill("#history-until", "2026-03-03");
  await page.keyboard.press("Enter");
  await until(async () => (await rows(page)) === 2, "the day and what was before");
  assert.equal(new URL(page.url()).searchParams.get("until"), "2026-03-03");
  await has(page, "#feed", t("sv", "history-newest"));
  await page.click("#feed [data-newer]");
  await until(async () => (await rows(page)) === 4, "everything");
});

test("earlier messages come in their place", async () => {
  const { page } = await house.agent("pl", { at: `/customers/${ida.id}` });
  await open(page, mail.id);
  await shown(page, `#inside-${mail.id} .messages`);
  const lines = () => page.locator(`#inside-${mail.id} .message .text`).allInnerTexts();
  assert.deepEqual(await lines(), [7, 8, 9, 10, 11].map((n) => `Line number ${n}.`));
  assert.equal((await text(page, ".earlier-messages")).trim(), t("pl", "messages-earlier", { n: 7 }));
  await page.route("**/details?after=*", (route) => route.abort());
  await page.click(".earlier-messages a");
  await has(page, ".earlier-messages", t("pl", "messages-failed"));
  meant(/net::ERR_|Failed to fetch/);
  await page.unroute("**/details?after=*");
  await page.focus(".earlier-messages a");
  await page.keyboard.press("Enter");
  await until(async () => (await lines()).length === 12, "all of them");
  assert.deepEqual(await lines(), Array.from({ length: 12 }, (_, n) => `Line number ${n}.`));
  assert.equal(await page.locator(".earlier-messages").count(), 0);
});

test("a recording plays by keys, and what fails says so", async () => {
  const { page } = await house.agent("en", { at: `/customers/${ida.id}` });
  silent = true;
  await open(page, recorded.id);
  await shown(page, "[data-player] .player-bar");
  await has(page, `#inside-${recorded.id} .trail`, "Returns");
  await page.keyboard.press("p");
  await shown(page, ".player-failed");
  assert.equal(await page.locator(`#inside-${recorded.id} .minis`).isVisible(), true, "the rest is there");
  meant(/502/);
  silent = false;
  await page.click("[data-player] [data-again]");
  const audio = () => page.evaluate(() => { const one = document.querySelector("[data-player] audio"); return { at: one.currentTime, paused: one.paused, rate: one.playbackRate, length: one.duration }; });
  await until(async () => !(await audio()).paused && (await audio()).length === 60, "it plays");
  assert.equal(await page.locator(".player-failed").isVisible(), false);
  await page.keyboard.press("p");
  await until(async () => (await audio()).paused, "it stands");
  const at = (await audio()).at;
  await page.keyboard.press(";");
  await page.keyboard.press(";");
  await until(async () => Math.abs((await audio()).at - at - 20) < 0.5, "twenty seconds on");
  await page.keyboard.press(",");
  await until(async () => Math.abs((await audio()).at - at - 10) < 0.5, "ten back");
  await page.selectOption("[data-player] .speed", "1.5");
  assert.equal((await audio()).rate, 1.5);
  await page.locator("[data-player] .seek").fill("45");
  await until(async () => Math.abs((await audio()).at - 45) < 0.5, "where one seeks");
  assert.match(await text(page, "[data-player] .time"), /0:45 \/ 1:00/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-player] .save")]);
  assert.equal(download.suggestedFilename(), "recording-2026-03-03.wav");
});

test("a row that cannot be opened says so, and opens by another try", async () => {
  const { page } = await house.agent("de", { at: `/customers/${ida.id}` });
  await page.route(`**/interactions/${recorded.id}/details`, (route) => route.fulfill({ status: 503, body: "" }));
  await open(page, recorded.id);
  await has(page, `#more-${recorded.id} .failed`, t("de", "entry-failed"));
  assert.equal(await rows(page), 4, "the rest shows");
  meant(/503/);
  await page.unroute(`**/interactions/${recorded.id}/details`);
  await page.click(`#more-${recorded.id} [data-load-again]`);
  await shown(page, `#inside-${recorded.id} .minis`);
});

test("axe finds nothing at the player, the filter menu and what is narrowed; a company's people are shown or left out", async () => {
  const firm = await house.customer({ kind: "company", name: "Björk AB", phones: [{ value: newMobile() }] });
  const eva = await house.customer({ given_name: "Eva", family_name: "Lund", company_id: firm.id, phones: [{ value: newMobile() }] });
  for (const [one, topic] of [[firm, "Of the company"], [eva, "Of its people"]]) await house.ring({ login: undefined }, one.phones[0].value, { state: "closed", topic, started_at: "2026-03-03T09:00:00Z", ended_at: "2026-03-03T09:01:10Z" });
  const { page } = await house.agent("de", { at: `/customers/${ida.id}` });
  await open(page, recorded.id);
  await shown(page, `#inside-${recorded.id} [data-player]`);
  const wide = () => page.setViewportSize({ width: 1440, height: 900 });
  const found = await scan(page, "recording player");
  await wide();
  await page.click("#history-narrow > summary");
  await shown(page, "#history-narrow .menu-list");
  found.push(...await scan(page, "filter menu", { off: ["target-size"] })); // what lies under an open menu is covered until it is closed
  await wide();
  await page.goto(`/customers/${ida.id}?recorded=true&until=2030-01-01`);
  found.push(...await scan(page, "narrowed"));
  assert.deepEqual(found, []);
  await wide();
  // A company's card shows its people's contacts, and its own alone where one asks for that.
  await page.goto(`/customers/${firm.id}`);
  await has(page, "#feed", "Of its people");
  await page.click(`#history .switch a:has-text("${t("de", "history-company-only")}")`);
  await until(async () => (await rows(page)) === 1, "its own alone");
  await has(page, "#feed", "Of the company");
  await page.click(`#history .switch a:has-text("${t("de", "history-company-people")}")`);
  await until(async () => (await rows(page)) === 2, "its people's again");
});
