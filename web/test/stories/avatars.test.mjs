// Pictures of customers: picked, dropped and pasted, shown on the card and in lists, taken back and removed; refused with
// the remedy; without scripts; initials where a picture does not come; and one of a service that comes while one looks.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { createServer } from "node:http";
import { scan } from "../scan.mjs";
import { House, WIDE, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==", "base64");
const file = (buffer, name = "face.png") => ({ name, mimeType: "image/png", buffer: Buffer.from(buffer) });
const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }], ...more });
/** Whether a picture has come and covers the initials. */
const drawn = (page, within) => until(() => page.evaluate((selector) => {
  const img = document.querySelector(`${selector} .avatar img`);
  return img?.naturalWidth === 256 && img.getBoundingClientRect().width === img.parentElement.getBoundingClientRect().width;
}, within), `a picture in ${within}`);
const faces = (page, within) => page.locator(`${within} .avatar img`).count();

async function openForm(page) {
  await page.keyboard.press(".");
  await page.keyboard.press("ArrowDown");
  await page.locator("#actions a[href*='/avatar/edit']").focus();
  await page.keyboard.press("Enter");
  await shown(page, "#sheet #picture");
}

for (const language of ["sv", "pl"]) {
  test(`a picture is chosen, seen wherever they are, taken back and removed (${language})`, async () => {
    const ida = await someone();
    const { page } = await house.agent(language, { at: `/customers/${ida.id}` });
    await openForm(page);
    const found = await scan(page, "the form of a picture");
    await page.setViewportSize(WIDE);
    // No picture: refused with the remedy, on a page of its own that has the focus on the field.
    await page.setInputFiles("#picture", file("<svg/>", "face.svg.png"));
    await page.keyboard.press("Control+Enter");
    await has(page, "#picture-wrong", t(language, "invalid-picture-kind"));
    assert.equal(await page.evaluate("document.activeElement.id"), "picture");
    found.push(...await scan(page, "a picture that was refused"));
    await page.setViewportSize(WIDE);
    await page.setInputFiles("#picture", file(PNG));
    await page.click("#avatar-form .button.solid");
    await has(page, "#toasts", t(language, "done-avatar"));
    await drawn(page, "#person");
    found.push(...await scan(page, "a card with a picture"));
    await page.setViewportSize(WIDE);
    assert.deepEqual(found, []);
    await undo(page);
    await until(async () => (await faces(page, "#person")) === 0, "taken back");
    assert.match(await text(page, "#person .avatar"), /IN/);

    // Dropped on the form, and seen in another window that is open.
    const other = await house.agent(language, { at: `/customers/${ida.id}` });
    await openForm(page);
    await page.evaluate((bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], "face.png", { type: "image/png" }));
      for (const type of ["dragover", "drop"]) document.querySelector("#avatar-form label").dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }));
    }, [...PNG]);
    await drawn(page, "#person");
    await drawn(other.page, "#person");
    // In the list, and in the palette.
    await page.goto(`/customers?q=${ida.phones[0].value.slice(-7)}`);
    await drawn(page, ".results-list");
    await page.keyboard.press("Control+k");
    await page.fill("#palette input", ida.phones[0].value.slice(-7));
    await drawn(page, "#palette");
    await page.keyboard.press("Escape");

    await house.go(page, `/customers/${ida.id}`);
    await openForm(page);
    await page.click(".avatar-now form button");
    await has(page, "#toasts", t(language, "done-avatar-off"));
    assert.equal(await faces(page, "#person"), 0);
  });
}

test("a picture is pasted into the form", async () => {
  const ida = await someone();
  const { page } = await house.agent("de", { at: `/customers/${ida.id}` });
  const paste = () => page.evaluate((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(bytes)], "image.png", { type: "image/png" }));
    return dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, [...PNG]);
  assert.equal(await paste(), true, "on the card it is nobody's");
  await openForm(page);
  assert.equal(await paste(), false);
  await drawn(page, "#person");
});

test("without scripts it is a form, and initials stand where a picture does not come", async () => {
  const ida = await someone();
  const { page, context } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}`);
  await page.click("#actions > summary");
  await page.click("#actions a[href*='/avatar/edit']");
  await page.setInputFiles("#picture", file(PNG));
  await page.click("#avatar-form .button.solid");
  await until(async () => (await faces(page, "#person")) === 1, "it is there");
  await context.route("**/avatar?v=*", (route) => route.fulfill({ status: 404, body: "" }));
  await page.reload();
  assert.match(await text(page, "#person .avatar"), /IN/);
});

test("a picture of the service comes into the card that is open, and the browser asks nobody but us", async () => {
  const asked = [];
  const service = createServer((request, response) => { asked.push(request.url); response.end(PNG); });
  await new Promise((resolve) => service.listen(0, "127.0.0.1", resolve));
  const other = await House.open({ env: { VISAVI_AVATARS_FROM: `http://127.0.0.1:${service.address().port}/avatar/`, VISAVI_AVATARS_PRIVATE: "true" } });
  try {
    const ida = await other.customer({ given_name: "Ida", family_name: "Nyberg", emails: [{ value: "ida@mail.example" }] });
    const { page } = await other.agent("sv", { at: `/customers/${ida.id}` });
    await drawn(page, "#person");
    assert.equal(asked.length, 1);
    assert.match(asked[0], /^\/avatar\/[0-9a-f]{64}\?s=256&d=404$/);
    await other.tidy();
  } finally {
    await other.close();
    service.close();
  }
});
