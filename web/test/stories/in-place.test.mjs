// One part of the card changed where it stands: by keys alone, Tab on to the next, Esc back, undone, refused, met by
// what somebody else wrote, and there again after a reload.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, card, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

const someone = () => house.customer({ given_name: "Ida", family_name: "Nyberg", department: "Inköp", job_title: "Kock", language: "sv", phones: [{ value: newMobile(), label: "mobile" }], emails: [{ value: "ida@nyberg.example" }] });
const fields = async (id) => house.api("GET", `/customers/${id}`);
const pencil = (part) => `.pencil[data-part="${part}"]`;
const closed = (page) => until(async () => (await page.locator("#in-place").count()) === 0, "the field is closed");

for (const [language, width] of [["en", 1440], ["de", 768]]) {
  test(`by keys alone: Enter saves, Tab goes on, Esc restores, z takes back, at ${width} px (${language})`, async () => {
    const ida = await someone();
    const { page } = await house.agent(language, { at: `/customers/${ida.id}`, viewport: { width, height: 900 } });
    await page.focus(pencil("department"));
    assert.ok(await page.locator(pencil("department")).evaluate((one) => getComputedStyle(one).opacity === "1"), "who comes by keyboard sees it");
    await page.keyboard.press("Enter");
    await until(async () => (await active(page)) === "department", "the field has the focus");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Lager");
    await page.keyboard.press("Tab");
    // Saved, and the next one is open.
    await until(async () => (await active(page)) === "job-title", "the next field");
    assert.equal((await fields(ida.id)).department, "Lager");
    await has(page, "#toasts", t(language, "undo"));
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Chef");
    await page.keyboard.press("Escape");
    await closed(page);
    await until(async () => (await active(page)) === "edit-job_title", "the focus is where one was");
    assert.equal((await fields(ida.id)).job_title, "Kock");
    await page.keyboard.press("Enter");
    await until(async () => (await active(page)) === "job-title", "open again");
    assert.equal(await page.inputValue("#job-title"), "Kock");
    await page.keyboard.press("Control+A");
    await page.keyboard.type("Chef");
    await page.keyboard.press("Enter");
    await closed(page);
    await has(page, "#details", "Chef");
    await until(async () => (await active(page)) === "edit-job_title", "the focus is where one was");
    await undo(page);
    await has(page, "#details", "Kock");
    assert.equal((await fields(ida.id)).job_title, "Kock");
  });
}

test("something is added from the menu; what is wrong with it is told at its field, and nothing else moves (pl)", async () => {
  const ida = await someone(), number = newMobile();
  const { page } = await house.agent("pl", { at: `/customers/${ida.id}?tab=notes` });
  await page.click("#add > summary");
  await page.click("#add a[href*='phones.new']");
  await until(async () => (await active(page)) === "phone-0", "the new number has the focus");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await shown(page, "#in-place [aria-invalid=true]");
  await until(async () => (await active(page)) === "phone-0", "the focus is at the fault");
  assert.equal((await fields(ida.id)).phones.length, 1);
  await page.fill("#phone-0", number);
  await page.fill("#phone-0-label", "recepcja");
  await page.keyboard.press("Enter");
  await closed(page);
  assert.deepEqual((await fields(ida.id)).phones[1], { value: number, label: "recepcja" });
  await until(async () => (await active(page)) === "edit-phones.1", "the focus is at the new number");
  assert.ok(page.url().includes("tab=notes"), "what was open beside it is open still");
});

test("what somebody else writes comes in beside it and leaves the open field alone; the same part is asked about (sv)", async () => {
  const ida = await someone(), phone = ida.phones[0].value;
  const agent = await house.agent("sv", { at: `/customers/${ida.id}?editing=department` });
  const { page } = agent;
  await page.fill("#department", "Mitt");
  await house.change(ida, { job_title: "Deras titel" });
  await has(page, "#details", "Deras titel");
  assert.equal(await page.inputValue("#department"), "Mitt");
  await house.change(ida, { department: "Deras", language: "pl" });
  await has(page, "#details", "Polska");
  assert.equal(await page.inputValue("#department"), "Mitt");
  await page.press("#department", "Enter");
  await has(page, "#in-place .strip", "Deras");
  assert.equal((await fields(ida.id)).department, "Deras");
  assert.equal(await page.inputValue("#department"), "Mitt");
  await page.press("#department", "Enter");
  await closed(page);
  assert.equal((await fields(ida.id)).department, "Mitt");
  // Beside a contact one comes back to the contact.
  const call = await house.ring(agent, phone);
  await shown(page, card(call));
  await page.hover("#g-personal .fact");
  await page.click(pencil("language"));
  await shown(page, "#in-place");
  await page.fill("#language", "de");
  await page.press("#language", "Enter");
  await closed(page);
  await shown(page, card(call));
  await has(page, "#details", "Tyska");
});

test("words that were not saved light the pencil and are there again, on another computer too", async () => {
  const ida = await someone();
  const one = await house.agent("en", { at: `/customers/${ida.id}?editing=department` });
  await one.page.fill("#department", "Half a wor");
  await one.page.waitForResponse((response) => response.url().includes("/drafts/") && response.request().postData()?.includes("Half+a+wor"));
  await house.go(one.page, "/customers");
  await house.go(one.page, `/customers/${ida.id}`);
  await shown(one.page, `${pencil("department")}.has-draft`);
  const two = await house.agent("en", { who: one, at: `/customers/${ida.id}` });
  await shown(two.page, `${pencil("department")}.has-draft`);
  await two.page.click(pencil("department"));
  await until(async () => (await two.page.inputValue("#department")) === "Half a wor", "the words are back");
  await two.page.press("#department", "Escape");
  await closed(two.page);
  await until(async () => (await two.page.locator(`${pencil("department")}.has-draft`).count()) === 0, "given up");
  assert.equal((await text(two.page, "#details")).includes("Half"), false);
});

test("without scripts the same links and forms do it", async () => {
  const ida = await someone();
  const { page } = await house.agent("en", { at: "", javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}`);
  await page.click(pencil("department"), { force: true });
  await page.fill("#department", "Plain");
  await page.click("#in-place .foot button");
  assert.match(await text(page, "#details"), /Plain/);
  assert.equal((await fields(ida.id)).department, "Plain");
});
