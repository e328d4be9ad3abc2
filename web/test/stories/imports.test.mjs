// An administrator brings customers in: upload, mapping, trial, import, report, undo. And takes customers out.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { readFile } from "node:fs/promises";
import { scan } from "../scan.mjs";
import { House, shown, text, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const rows = (mark) => [`Kund;Nummer;Ort;Skonummer ${mark}`, ...Array.from({ length: 40 }, (_, n) => `Importa ${mark} ${n};+4670${mark}${String(n).padStart(4, "0")};Malmö;${n}`), `Trasig ${mark};inget nummer;Lund;1`, `För;många;celler;här;nu`].join("\n");

for (const [language, mark] of [["en", "111"], ["pl", "222"]]) {
  test(`a file is looked at, tried out, imported, and undone (${language})`, async () => {
    const { page } = await house.agent(language, { at: "/imports", role: "administrator" });
    const found = await scan(page, "imports");
    await page.setInputFiles("#file", { name: `kunder-${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from("") });
    await page.click("#import-new button.solid");
    await shown(page, "[role=alert]");
    assert.match(await text(page, "main"), new RegExp(t(language, "import-problem-empty")));
    found.push(...await scan(page, "a file that cannot be read"));
    await page.goto("/imports");
    await page.setInputFiles("#file", { name: `kunder-${mark}.csv`, mimeType: "text/csv", buffer: Buffer.from(rows(mark)) });
    await page.click("#import-new button.solid");
    await shown(page, "#columns");
    const key = page.locator("#columns tr:has-text('Skonummer') [name=key]");
    await until(async () => !await key.isVisible(), "a key is asked for only where there is an own field");
    await page.selectOption("#columns tr:has-text('Skonummer') select", "field");
    await key.fill("shoe");
    await page.selectOption("#columns tr:has-text('Nummer') >> nth=0 >> select", "phone");
    await page.selectOption("#columns tr:has-text('Kund') select", "name");
    found.push(...await scan(page, "columns"));
    await page.click("button[value=try]");
    await shown(page, "#rejected");
    await until(async () => /42[^]*40[^]*2/.test(await text(page, "main .counts")), "what would happen, counted");
    found.push(...await scan(page, "tried out"));
    assert.equal((await house.api("GET", `/customers?q=Importa+${mark}`)).items.length, 0, "a trial changes nothing");
    await page.click("button[value=import]");
    await shown(page, "#undo");
    assert.match(await text(page, "main"), new RegExp(t(language, "import-state-done")));
    found.push(...await scan(page, "report"));
    const made = (await house.api("GET", `/customers?q=4670${mark}0007`)).items;
    assert.deepEqual(made.map((one) => [one.name, one.fields.shoe]), [[`Importa ${mark} 7`, "7"]]);
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("#rejected a.button")]);
    assert.equal((await readFile(await download.path(), "utf8")).trim().split("\r\n").length, 3);
    await page.click("#undo > summary");
    await page.click("#undo form button");
    await page.waitForSelector(`text=${t(language, "import-state-undone")}`);
    found.push(...await scan(page, "undone"));
    assert.equal((await house.api("GET", `/customers?q=Importa+${mark}`)).items.length, 0);
    assert.deepEqual(found, []);
  });
}

test("customers are taken out as a file", async () => {
  const { page } = await house.agent("de", { at: "/exports", role: "administrator" });
  assert.deepEqual(await scan(page, "exports"), []);
  await house.customer({ given_name: "Ausfuhr", family_name: "Beispiel", emails: [{ value: "ausfuhr@beispiel.example" }] });
  await page.check("input[value=vcf]");
  await page.fill("#q", "ausfuhr");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("main form button.solid")]);
  assert.match(download.suggestedFilename(), /^customers-.*\.vcf$/);
  const card = await readFile(await download.path(), "utf8");
  assert.equal(card.match(/BEGIN:VCARD/g).length, 1);
  assert.match(card, /ausfuhr@beispiel\.example/);
});
