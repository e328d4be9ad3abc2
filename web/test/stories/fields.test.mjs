// Fields that administrators define: made, filled in, shown, refused; and tables of records, by keys and without scripts.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, active, has, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house, contract, devices;
const KINDS = {
  number: ["number", "1234,5", "1234,5"], deposit: ["amount", "12,5", "12,50 PLN"], since: ["date", "2024-02-28", "28 lut 2024"], paper: ["yes_no", "true", "Tak"],
  tier: ["choice", "Gold", "Gold"], site: ["link", "https://norrvik.example/a", "norrvik.example/a"], story: ["long_text", "Ett\nTvå", "Ett"],
};
before(async () => {
  house = await House.open();
  contract = await house.api("POST", "/field-sets", { entity: "customer", name: "Umowa" });
  for (const [key, [kind]] of Object.entries(KINDS)) {
    await house.api("POST", "/fields", { set_id: contract.id, key, name: `Pole ${key}`, kind, help: "Pomoc", ...(kind === "choice" ? { choices: ["Gold", "Tin"] } : {}), ...(kind === "amount" ? { currency: "PLN" } : {}) });
  }
  await house.api("POST", "/fields", { set_id: contract.id, key: "wants", name: "Pole wants", kind: "choices", choices: ["News", "Calls"] });
  devices = await house.api("POST", "/record-groups", { key: "devices", name: "Devices", record_name: "device", empty_text: "No device yet" });
  for (const [key, kind, required] of [["model", "text", true], ["count", "number", false]]) await house.api("POST", "/fields", { set_id: devices.id, key, name: `Column ${key}`, kind, required });
});
afterEach(() => house.tidy());
after(() => house.close());

const someone = (more = {}) => house.customer({ given_name: "Ida", family_name: "Nyberg", ...more });
const rows = async (page) => (await page.locator("#record-list tbody th").allInnerTexts()).map((one) => one.trim());

test("an administrator defines a field by keys, moves it, archives it and brings it back", async () => {
  const { page } = await house.agent("en", { at: "/fields", role: "administrator" });
  await page.locator(`#set-${contract.id} .field-set-head a.button`).focus();
  await page.keyboard.press("Enter");
  await until(async () => (await active(page)) === "name", "the name has the focus");
  await page.keyboard.type("Meter");
  await page.selectOption("#kind", "choice");
  await page.keyboard.press("Control+Enter");
  await shown(page, "[aria-invalid=true]");
  assert.equal(await active(page), "choices");
  await page.fill("#choices", "One\nTwo");
  await page.press("#choices", "Control+Enter");
  await has(page, "tr:last-child th", "Meter");
  const row = page.locator("tr", { hasText: "Meter" });
  await row.locator("form[action$=position] button[name=up]").click();
  await until(async () => !(await text(page, `#set-${contract.id} tbody tr:last-child`)).includes("Meter"), "it has moved");
  await row.locator("form[action$=archiving] button").click();
  await has(page, ".archived summary", "1 archived field");
  await page.click(".archived summary");
  await page.click(".archived form[action$=restoration] button");
  await has(page, `#set-${contract.id} tbody`, "Meter");
  await house.api("GET", "/fields?entity=customer");
});

test("every kind of field is filled in, shown as the reader writes it, and what does not fit is named", async () => {
  const ida = await someone();
  const { page } = await house.agent("pl", { at: `/customers/${ida.id}/edit` });
  await page.fill("#own-number", "many");
  await page.fill("#own-site", "javascript:alert(1)");
  await page.press("#own-number", "Control+Enter");
  await shown(page, "#own-number[aria-invalid=true]");
  assert.equal(await active(page), "own-number");
  assert.match(await text(page, "#own-number-wrong"), new RegExp(t("pl", "invalid-number").slice(0, 20)));
  await shown(page, "#own-site-wrong");
  assert.match(await page.getAttribute("#own-number", "aria-describedby"), /own-number-wrong own-number-hint/);
  for (const [key, [kind, typed]] of Object.entries(KINDS)) {
    if (kind === "choice" || kind === "yes_no") await page.selectOption(`#own-${key}`, typed);
    else await page.fill(`#own-${key}`, typed);
  }
  await page.check("#own-wants input >> nth=1");
  await page.press("#own-number", "Control+Enter");
  for (const [, [, , seen]] of Object.entries(KINDS)) await has(page, "#own-fields", seen);
  await has(page, "#own-fields", "Calls");
  const link = page.locator("#own-fields a.link");
  assert.deepEqual([await link.getAttribute("target"), await link.getAttribute("rel")], ["_blank", "noopener noreferrer"]);
  const { fields } = await house.api("GET", `/customers/${ida.id}`);
  assert.deepEqual([fields.number, fields.deposit, fields.paper, fields.wants], [1234.5, "12.50 PLN", true, ["Calls"]]);
  // Sent back as it is shown it changes nothing.
  const before = (await house.api("GET", `/customers/${ida.id}`)).updated_at;
  await page.goto(`${house.url}/customers/${ida.id}/edit`);
  await page.press("#own-number", "Control+Enter");
  await shown(page, "#own-fields");
  assert.equal((await house.api("GET", `/customers/${ida.id}`)).updated_at, before);
});

test("what is typed into defined fields is kept, and meets what somebody else changed", async () => {
  const ida = await someone({ fields: { number: 1 } });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}/edit` });
  await page.fill("#own-number", "7");
  await house.change(ida, { fields: { number: 2, tier: "Tin" } });
  await page.press("#own-number", "Control+Enter");
  await has(page, "#conflict", "Pole tier: Tin");
  assert.equal(await page.inputValue("#own-number"), "7");
  await page.goto(`${house.url}/customers/${ida.id}`);
  await page.goto(`${house.url}/customers/${ida.id}/edit`);
  await until(async () => (await page.inputValue("#own-number")) === "7", "the words are back");
});

test("records are added, sorted, changed, deleted and taken back, by keys", async () => {
  const ida = await someone();
  for (const [model, count] of [["Beta", 10], ["Alfa", 9]]) await house.api("POST", `/customers/${ida.id}/records?group=devices`, { fields: { model, count } });
  const { page } = await house.agent("en", { at: `/customers/${ida.id}` });
  await page.locator("#tab-records-devices").focus();
  await page.keyboard.press("Enter");
  await until(async () => (await rows(page)).join() === "Alfa,Beta", "the table is there");
  await page.locator("thead a >> nth=1").focus();
  await page.keyboard.press("Enter");
  await shown(page, "th[aria-sort=ascending]");
  assert.deepEqual(await rows(page), ["Alfa", "Beta"]);
  await page.click("thead a >> nth=1");
  await shown(page, "th[aria-sort=descending]");
  assert.deepEqual(await rows(page), ["Beta", "Alfa"]);
  await page.click("#records .end a");
  await page.press("#own-count", "Control+Enter");
  await shown(page, "#own-model[aria-invalid=true]");
  await page.fill("#own-model", "Gamma");
  await page.press("#own-model", "Control+Enter");
  await has(page, "#record-list", "Gamma");
  await page.locator("tr", { hasText: "Gamma" }).locator("a[href*=edit]").click();
  await page.fill("#own-model", "Delta");
  await page.press("#own-model", "Control+Enter");
  await has(page, "#record-list", "Delta");
  await page.locator("tr", { hasText: "Delta" }).locator("form[action$=deletion] button").click();
  await has(page, "#toasts", t("en", "record-deleted"));
  assert.deepEqual(await rows(page), ["Alfa", "Beta"]);
  await undo(page);
  await has(page, "#record-list", "Delta");
  // What somebody else adds comes by itself.
  await house.api("POST", `/customers/${ida.id}/records?group=devices`, { fields: { model: "Elsewhere" } });
  await has(page, "#record-list", "Elsewhere");
  await has(page, "#tab-records-devices", "4");
});

test("without scripts fields are defined and records kept by forms", async () => {
  const ida = await someone();
  const admin = await house.agent("en", { at: null, role: "administrator", javaScriptEnabled: false });
  await admin.page.goto("/fields");
  await admin.page.click("a[href='/field-sets/new?entity=interaction']");
  await admin.page.fill("#name", "Outcome");
  await admin.page.click(".foot button.solid");
  await has(admin.page, "#of-interaction", "Outcome");
  await admin.page.locator("#of-interaction form[action$=deletion] button").click();
  await until(async () => !(await text(admin.page, "#of-interaction")).includes("Outcome"), "it is gone");
  const { page } = await house.agent("en", { at: null, javaScriptEnabled: false });
  await page.goto(`/customers/${ida.id}?tab=records&group=devices`);
  await has(page, "#record-list", "No device yet");
  await page.click("#records .end a");
  await page.fill("#own-model", "By a form");
  await page.click(".foot button.solid");
  await has(page, "#record-list", "By a form");
  await page.click("#record-list form[action$=deletion] button");
  await page.click("#brief .strip button");
  await has(page, "#record-list", "By a form");
});

test("axe finds nothing on the pages of fields and records", async () => {
  const ida = await someone({ fields: { number: 1234.5, deposit: "12.50 PLN", site: "https://norrvik.example", story: "a\nb", wants: ["News"] } });
  const one = await house.api("POST", `/customers/${ida.id}/records?group=devices`, { fields: { model: "Malm", count: 3 } });
  const found = [];
  const look = async (page, list) => {
    for (const [name, go] of list) {
      await page.setViewportSize({ width: 1440, height: 900 });
      if (typeof go === "string") await page.goto(go); else await go();
      found.push(...await scan(page, name));
    }
  };
  const admin = await house.agent("de", { role: "administrator" });
  await look(admin.page, [
    ["fields", "/fields"],
    ["field new", `/fields/new?set=${contract.id}`],
    ["field refused", async () => { await admin.page.click(".foot button.solid"); await shown(admin.page, "[aria-invalid=true]"); }],
    ["group new", "/field-sets/new?entity=record"],
  ]);
  const { page } = await house.agent("pl");
  await look(page, [
    ["own fields on the card", `/customers/${ida.id}`],
    ["own fields in the form", `/customers/${ida.id}/edit`],
    ["own fields refused", async () => { await page.fill("#own-number", "x"); await page.press("#own-number", "Control+Enter"); await shown(page, "[aria-invalid=true]"); }],
    ["records", `/customers/${ida.id}?tab=records&group=devices&sort=count`],
    ["record form", `/records/${one.id}/edit`],
    ["record new", `/customers/${ida.id}/records/new?group=devices`],
  ]);
  assert.deepEqual(found, []);
});
