// axe on the fixtures: states that the real server cannot be brought into at will stand here too. Every page that it
// serves is looked at in stories/axe.test.mjs, at every width and in both themes; here the two ends are enough, and
// in dark its colours.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { open } from "./browser.mjs";
import { scan } from "./scan.mjs";
import { PAGES, start } from "./server.mjs";

let browser, server;
before(async () => { browser = await open(); server = await start(); });
after(async () => { await browser.close(); await server.stop(); });

test("axe finds nothing on the fixtures", async () => {
  const page = await browser.newPage();
  const found = [];
  const check = async (name, options = {}) => {
    found.push(...await scan(page, name, { ...options, widths: [320], themes: ["light"] }));
    found.push(...await scan(page, name, { ...options, widths: [1440], themes: ["light", "dark"] }));
  };
  for (const name of PAGES) {
    await page.goto(`${server.url}/${name}`);
    await page.waitForSelector("html[data-ready]");
    await check(name);
    if (name === "card") {
      await page.evaluate(() => { document.querySelector("#stream-lost").hidden = false; document.querySelector("#new-pill").hidden = false; document.querySelector("[data-count]").textContent = "3 new"; });
      await page.locator("details.menu summary:visible").first().click();
      await check("strip, pill and menu", { off: ["target-size"] }); // an open menu covers what lies under it
    }
    if (name === "form") { await page.fill("#ph1", "1"); await page.click("button.solid"); await page.waitForSelector(".errors"); await check("form with errors"); }
  }
  await page.close();
  assert.deepEqual(found, []);
});
