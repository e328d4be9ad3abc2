// Files on the card: added by picking and dropping, with progress; renamed, looked at, downloaded, deleted and taken back;
// by keyboard, without scripts, in two windows at once; and nothing of them runs.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { scan } from "../scan.mjs";
import { House, WIDE, active, has, newMobile, said, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open({ env: { VISAVI_FILE_MB: "2" } }); });
after(() => house.close());
afterEach(() => house.tidy());

// A picture of one point.
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const PDF = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj 3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>");
const SCRIPT = `<svg xmlns="http://www.w3.org/2000/svg"><script>parent.document.documentElement.dataset.owned=1</script></svg>`;

const file = (name, buffer) => ({ name, mimeType: "text/html", buffer: Buffer.from(buffer) });
const pick = (page, ...files) => page.setInputFiles("#upload input[type=file]", files);
const names = async (page) => (await page.locator("#file-list > .file-rows .file-name > .cut").allTextContents()).map((name) => name.trim());
const row = (page, name) => page.locator("#file-list > .file-rows .file-row", { hasText: name });

async function customer() {
  return house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }] });
}

for (const language of ["en", "pl"]) {
  test(`files are added, renamed, looked at, deleted and taken back (${language})`, async () => {
    const one = await customer();
    const { page } = await house.agent(language, { at: `/customers/${one.id}` });
    await page.keyboard.press("g");
    await page.keyboard.press("f");
    await shown(page, "#file-list .empty");
    assert.equal(new URL(page.url()).search, "?tab=files");
    const found = await scan(page, "no files");
    await page.setViewportSize(WIDE);
    await pick(page, file("Förslag.pdf", PDF), file("empty.txt", ""), file("large.bin", Buffer.alloc(2_000_001)), file("bild.png", PNG));
    // The list is read once for each; which answer comes last is a matter of moments.
    await until(async () => (await names(page)).join() === "bild.png,Förslag.pdf", "both are there");
    await said(page, t(language, "files-done", { name: "bild.png" }));
    await has(page, "#tab-files", "2");
    assert.deepEqual((await page.locator("#uploads .wrong").allTextContents()).map((line) => line.trim()), [t(language, "files-empty-file"), t(language, "files-too-large", { max: 2 })]);
    found.push(...await scan(page, "files, and two that were refused"));
    await page.setViewportSize(WIDE);
    for (const left of [1, 0]) {
      await page.locator("#uploads button").first().click();
      assert.equal(await page.locator("#uploads li").count(), left, "the refused ones are put away");
    }

    await row(page, "bild.png").locator(".file-rename > summary").click();
    found.push(...await scan(page, "renaming"));
    await page.setViewportSize(WIDE);
    await page.keyboard.type("kopp");
    await page.keyboard.press("Enter");
    await until(async () => (await names(page))[0] === "kopp.png", "renamed");
    await row(page, "kopp.png").locator(".file-rename > summary").click();
    await page.keyboard.type("nothing");
    await page.keyboard.press("Escape");
    assert.deepEqual(await names(page), ["kopp.png", "Förslag.pdf"]);

    await page.click("a[data-look=picture]");
    await until(() => page.evaluate("document.querySelector('#look img')?.naturalWidth === 1"), "the picture is shown");
    found.push(...await scan(page, "a picture"));
    await page.setViewportSize(WIDE);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#look img").count(), 0);
    await page.click("a[data-look=document]");
    assert.match(await page.getAttribute("#look iframe", "src"), /\/files\/[0-9a-f-]+\/preview$/);
    assert.equal(await page.textContent("#h-look"), "Förslag.pdf");
    await page.click("#look [data-closes]");
    const [download] = await Promise.all([page.waitForEvent("download"), row(page, "Förslag.pdf").locator("a.icon-button").click()]);
    assert.equal(download.suggestedFilename(), "Förslag.pdf");
    assert.deepEqual(await readFile(await download.path()), PDF);

    await row(page, "kopp.png").locator("form[action$=deletion] button").click();
    await has(page, "#toasts", t(language, "file-deleted", { name: "kopp.png" }));
    assert.match(await active(page), /^file-/, "the focus stays in the list");
    await undo(page);
    await until(async () => (await names(page)).length === 2, "taken back");
    await row(page, "kopp.png").locator("form[action$=deletion] button").click();
    await until(async () => (await names(page)).length === 1, "deleted again");
    await page.click("#file-bin > summary");
    found.push(...await scan(page, "one is deleted"));
    await page.setViewportSize(WIDE);
    await page.click("#file-bin form button");
    await until(async () => (await names(page)).length === 2, "taken back without the toast");
    assert.deepEqual(found, []);
  });
}

test("files that are dropped are sent, and the page does not go to them", async () => {
  const one = await customer();
  const { page } = await house.agent("sv", { at: `/customers/${one.id}?tab=files` });
  const other = await house.agent("de", { at: `/customers/${one.id}` });
  const drop = (where) => page.evaluate((selector) => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(["hej"], "släppt.txt"));
    const target = document.querySelector(selector);
    for (const type of ["dragover", "drop"]) target.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    return target.closest(".is-over") === null;
  }, where);
  assert.ok(await drop("#file-list"));
  await until(async () => (await names(page)).length === 1, "the file is there");
  await drop("#rail");
  assert.equal(new URL(page.url()).search, "?tab=files");
  assert.deepEqual(await names(page), ["släppt.txt"]);
  // Whoever has the card open hears of it.
  await has(other.page, "#tab-files", "1");
  await other.page.click("#tab-files");
  await until(async () => (await names(other.page)).length === 1, "in the other window too");
  await row(other.page, "släppt.txt").locator("form[action$=deletion] button").click();
  await until(async () => (await names(page)).length === 0, "gone in the first window");
});

test("an upload says how far it is, goes on beside what changes, and can be cancelled", async () => {
  const one = await customer();
  const { page } = await house.agent("en", { at: `/customers/${one.id}?tab=files` });
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 300_000 });
  await pick(page, file("slow.bin", Buffer.alloc(1_500_000, 1)), file("second.bin", Buffer.alloc(1_500_000, 1)));
  await until(() => page.evaluate("(document.querySelector('#uploads progress')?.value ?? 0) > 0.1"), "it moves");
  await house.change(one, { job_title: "Buyer" });
  await has(page, "#person", "Buyer");
  assert.equal(await page.locator("#uploads li").count(), 2);
  await page.locator("#uploads button").last().click();
  await page.locator("#uploads button").first().focus();
  await page.keyboard.press("Enter");
  await until(async () => (await page.locator("#uploads li").count()) === 0, "cancelled");
  assert.match(await text(page, "#upload"), /Add files/);
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await pick(page, file("third.txt", "x"));
  await until(async () => (await names(page)).length === 1, "the next one");
  assert.deepEqual(await names(page), ["third.txt"]);
});

test("nothing in a file runs, whatever it is called", async () => {
  const one = await customer();
  const { page } = await house.agent("en", { at: `/customers/${one.id}?tab=files` });
  const hostile = [file("<img src=x onerror=document.documentElement.dataset.owned=1>.png", SCRIPT), file("page.html", `<script>${"x"}</script>`), file("drawing.svg", SCRIPT), file("picture.png", SCRIPT)];
  await pick(page, ...hostile);
  await until(async () => (await names(page)).length === hostile.length, "all are there");
  assert.ok((await names(page)).includes(hostile[0].name));
  assert.equal(await page.locator("a[data-look], #file-list img").count(), 0);
  const before = page.url();
  for (const link of await page.locator("#file-list .file-name > a").all()) {
    // Opened by hand, as somebody would who copies the address.
    const [download] = await Promise.all([page.waitForEvent("download"), page.evaluate((href) => { location.href = href; }, await link.getAttribute("href"))]);
    await download.cancel();
  }
  assert.equal(page.url(), before);
  assert.equal(await page.evaluate("document.documentElement.dataset.owned ?? null"), null);
});

test("without scripts it is a form and links", async () => {
  const one = await customer();
  const { page } = await house.agent("en", { at: "/" });
  const cookies = await page.context().cookies();
  const window = await house.window({ javaScriptEnabled: false, locale: "en-GB" });
  await window.addCookies(cookies);
  const plain = await window.newPage();
  await plain.goto(`/customers/${one.id}`);
  await plain.click("#tab-files");
  await plain.setInputFiles("#upload input[type=file]", [file("a.txt", "a"), file("b.png", PNG)]);
  await plain.click("#upload button");
  assert.deepEqual(await names(plain), ["b.png", "a.txt"]);
  await row(plain, "a.txt").locator("summary").click();
  await row(plain, "a.txt").locator("[name=name]").fill("c.txt");
  await row(plain, "a.txt").locator("[name=name]").press("Enter");
  assert.deepEqual(await names(plain), ["b.png", "c.txt"]);
  await row(plain, "b.png").locator("form[action$=deletion] button").click();
  assert.deepEqual(await names(plain), ["c.txt"]);
  await plain.click("#file-bin > summary");
  await plain.click("#file-bin form button");
  assert.deepEqual(await names(plain), ["b.png", "c.txt"]);
});
