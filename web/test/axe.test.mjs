// axe on every fixture at three widths in both themes, no sideways scroll, targets of 24 px.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { AxeBuilder } from "@axe-core/playwright";
import { open } from "./browser.mjs";
import { PAGES, start } from "./server.mjs";

let browser, server;
before(async () => { browser = await open(); server = await start(); });
after(async () => { await browser.close(); await server.stop(); });
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

for (const theme of ["light", "dark"]) for (const width of [320, 768, 1440]) {
  test(`axe ${theme} ${width}`, async () => {
    server.root = `data-theme="${theme}"`;
    const context = await browser.newContext({ viewport: { width, height: 900 }, reducedMotion: "reduce" });
    const page = await context.newPage();
    const found = [];
    const check = async (name, off = []) => {
      const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(TAGS).disableRules(off).analyze();
      for (const v of violations) found.push(`${name}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join(" | ")}`);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (over > 0) found.push(`${name}: ${over} px too wide`);
    };
    for (const name of PAGES) {
      await page.goto(`${server.url}/${name}`);
      await page.waitForSelector("html[data-ready]");
      await check(name);
      if (name === "card") {
        await page.keyboard.press("Control+k");
        await page.waitForSelector("#palette [role=option]");
        await check("palette");
        await page.keyboard.press("Escape");
        await page.keyboard.press("?");
        await check("keys");
        await page.keyboard.press("Escape");
        await page.evaluate(() => { document.querySelector("#stream-lost").hidden = false; document.querySelector("#new-pill").hidden = false; document.querySelector("[data-count]").textContent = "3 new"; });
        await page.locator("details.menu summary:visible").first().click();
        await check("strip, pill and menu", ["target-size"]); // an open menu covers what lies under it
      }
      if (name === "form") { await page.fill("#ph1", "1"); await page.click("button.solid"); await page.waitForSelector(".errors"); await check("form with errors"); }
    }
    await context.close();
    assert.deepEqual(found, []);
  });
}
