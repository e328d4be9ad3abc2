// What comes with messages: seen below the words, looked at and saved by keys; a picture of a mail in the mail; many, long
// and hostile ones; and nothing of them runs.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { scan } from "../scan.mjs";
import { House, WIDE, has, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

// A picture of one point.
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
const base64 = (text) => Buffer.from(text).toString("base64");
const PDF = base64("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>");
const OWNS = "top.document.documentElement.dataset.owned=1";

const mail = (message, more = {}) => house.ring({ login: undefined }, "eva@shop.example", { channel: "email", state: "closed", ...more,
  messages: [{ from: "eva@shop.example", subject: "Lamp", ...message }] });
const names = (page) => page.locator(".attachment-name").evaluateAll((all) => all.map((one) => one.textContent));
const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

for (const language of ["en", "pl"]) {
  test(`photos and an offer are seen, opened and saved by keys (${language})`, async () => {
    const contact = await mail({ html: `<p>Look: <img src="cid:in%40mail" alt="In the mail"></p>`, attachments: [
      { name: "in.png", content_id: "<in@mail>", content: PNG }, { name: "lamp.png", content: PNG }, { name: "offer.pdf", content: PDF }, { name: "list.csv", content: base64("a;b") }] });
    const { page } = await house.agent(language, { colorScheme: language === "pl" ? "dark" : "light" });
    await page.goto(`/interactions/${contact.id}/details`);
    assert.deepEqual(await names(page), ["lamp.png", "offer.pdf", "list.csv", "in.png"]);
    // In the mail stands the picture that it brought along.
    await until(() => page.evaluate(() => document.querySelector("iframe.mail")?.contentDocument?.querySelector("main img")?.naturalWidth === 1), "the picture of the mail");
    await until(() => page.evaluate(() => document.querySelector(".attachment-picture img").naturalWidth === 1), "the small picture");
    await has(page, ".attachments-within > summary", t(language, "attachments-within", { n: 1 }));
    assert.equal(await page.locator(".attachments-within .attachment").isVisible(), false);

    const first = page.locator(".attachment-name").first();
    await first.focus();
    await page.keyboard.press("Enter");
    await until(() => page.evaluate("document.querySelector('#look img')?.naturalWidth === 1"), "the picture is shown");
    await has(page, "#look h2", "lamp.png");
    const found = await scan(page, "looking at a picture");
    await page.setViewportSize(WIDE);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#look img").count(), 0);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "lamp.png", "the focus is where it was");
    // The arrow saves, the next name is the offer.
    await page.keyboard.press("Tab");
    const [saved] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.equal(saved.suggestedFilename(), "lamp.png");
    assert.deepEqual(await readFile(await saved.path()), Buffer.from(PNG, "base64"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.match(await page.getAttribute("#look iframe", "src"), /\/attachments\/[0-9a-f-]+\/preview$/);
    await page.keyboard.press("Escape");
    await page.locator(".attachment-name").nth(2).focus();
    const [list] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
    assert.equal(list.suggestedFilename(), "list.csv");

    await page.locator(".attachments-within > summary").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator(".attachments-within .attachment").isVisible(), true);
    found.push(...await scan(page, "attachments"));
    assert.deepEqual(found, []);
  });
}

test("hostile names and contents run nothing, and what runs elsewhere says so", async () => {
  const html = `<!doctype html><script>${OWNS}</script><img src=x onerror="${OWNS}">`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" onload="${OWNS}"><script>${OWNS}</script></svg>`;
  const hostile = [
    { name: `"><img src=x onerror=${OWNS}>.html`, content: base64(html) }, { name: "picture.png", content: base64(html) },
    { name: "drawing.svg", content_id: "drawing@mail", content: base64(svg) }, { name: "invoice\u202efdp.exe", content: base64("MZ") },
    { name: `offer.pdf${" ".repeat(120)}.scr`, content: base64("MZ") }, { name: "../../etc/passwd\r\nSet-Cookie: a=b", content: base64("x") },
    { name: `${"Sehr langer Name ohne Ende ".repeat(12)}.docx`, content: base64("PK") }, { content: PNG }, { name: "empty.txt", content: "" },
  ];
  const contact = await mail({ html: "<img src=cid:drawing@mail alt=Drawing>", attachments: hostile });
  const { page } = await house.agent("en", { viewport: { width: 360, height: 740 } });
  await page.goto(`/interactions/${contact.id}/details`);
  const shown = await names(page);
  assert.deepEqual(shown.filter((_, nth) => nth !== 0 && nth !== 4 && nth !== 6), ["picture.png", "drawing.svg", "invoicefdp.exe", "passwdSet-Cookie: a=b", "file.png", "empty.txt"]);
  assert.ok(shown[4].startsWith("offer.pdf ") && shown[4].endsWith(".scr"), shown[4]);
  assert.equal(await page.locator(".attachment:has(.mark.warning)").count(), 2);
  // However long a name is, its ending is in sight, and nothing is wider than the page.
  assert.ok(await fits(page));
  for (const ending of [".scr", ".docx"]) {
    const place = await page.locator(".attachment-name .ending", { hasText: ending }).boundingBox();
    assert.ok(place.x > 0 && place.x + place.width <= 360, `${ending}: ${JSON.stringify(place)}`);
  }
  // Nothing of it is opened in a window of ours; each is saved as it is.
  for (const name of await page.locator(".attachment-name[download]").all()) {
    const [saved] = await Promise.all([page.waitForEvent("download"), name.click()]);
    assert.equal(await saved.failure(), null);
  }
  for (const address of await page.locator(".attachment-name").evaluateAll((all) => all.map((one) => one.getAttribute("href").replace("/content", "/preview")))) {
    const answer = await page.evaluate(async (address) => { const answer = await fetch(address); return [answer.status, answer.headers.get("content-type")]; }, address);
    assert.ok(answer[0] === 404 || answer[1] === "image/png", `${address}: ${answer}`);
  }
  assert.equal(await page.evaluate("document.documentElement.dataset.owned ?? null"), null);
  assert.deepEqual(await scan(page, "hostile attachments", { widths: [320, 360, 1440] }), []);
});

test("thirty of them fit, in the panel of a contact as well, and each comes by Tab", async () => {
  const agent = await house.agent("en");
  const { page } = agent;
  const many = Array.from({ length: 30 }, (_, nth) => nth % 3 ? { name: `Photo ${nth} of the lamp in the kitchen.png`, content: PNG } : { name: `offer-${nth}.pdf`, content: PDF });
  await house.customer({ given_name: "Eva", emails: [{ value: "eva.many@shop.example" }] });
  const contact = await house.ring(agent, "eva.many@shop.example", { channel: "email", state: "active", messages: [{ ref: "m-1", from: "eva.many@shop.example", text: "Thirty", attachments: many }] });
  await page.goto(`/interactions/${contact.id}`);
  await until(async () => await page.locator("#now .attachment-name").count() === 30, "all of them are there");
  await page.locator("#now .attachment-name").first().focus();
  for (let nth = 0; nth < 29; nth += 1) { await page.keyboard.press("Tab"); await page.keyboard.press("Tab"); }
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "Photo 29 of the lamp in the kitchen.png");
  // One more comes while the panel is open, with the message that is there.
  const [message] = (await house.api("GET", `/interactions/${contact.id}/messages`)).items;
  const answer = await fetch(`${house.url}/api/v1/interactions/${contact.id}/messages/${message.id}/attachments?name=late.pdf`, { method: "POST", headers: { Authorization: `Bearer ${house.token}`, "Content-Type": "application/pdf" }, body: Buffer.from(PDF, "base64") });
  assert.equal(answer.status, 201);
  await until(async () => (await page.locator("#now .attachment-name").last().textContent()) === "late.pdf", "the panel shows it by itself");
  assert.deepEqual(await scan(page, "thirty attachments", { widths: [360, 1440] }), []);
});
