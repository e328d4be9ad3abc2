// axe in the page at hand, at several widths and in both themes, with one load of the page: the themes follow the
// system's, the widths are resized to. What a theme cannot change is not looked for twice.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const COLOURS = ["color-contrast", "link-in-text-block"];
export const WIDTHS = [320, 768, 1440];

/** What is wrong with the page, one line each. `off`: rules that do not apply to this state. `sheets`: also what only
 *  the style sheets tell (no orientation is locked); they are the same for every page, and slow to fetch again. */
export async function scan(page, name, { widths = WIDTHS, themes = ["light", "dark"], off = [], sheets = false } = {}) {
  const found = [];
  // A page that was loaded anew has lost it. Evaluated through the debugger, which the page's policy does not bind.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(SOURCE);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      const seen = await page.evaluate(check, { tags: theme === themes[0] ? TAGS : null, rules: COLOURS, off, sheets });
      for (const one of seen) found.push(`${name}, ${width} px, ${theme}: ${one}`);
    }
  }
  return found;
}

async function check({ tags, rules, off, sheets }) {
  const runOnly = tags ? { type: "tag", values: tags } : { type: "rule", values: rules };
  const options = { runOnly, resultTypes: ["violations"], preload: sheets, rules: Object.fromEntries(off.map((id) => [id, { enabled: false }])) };
  // A bar that sticks to the lower edge covers what lies under it until one scrolls on: look where it lies still.
  for (const bar of document.querySelectorAll(".sticks")) { const box = bar.closest(".scroll"); box?.scrollTo(0, box.scrollHeight); }
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { violations } = await globalThis.axe.run(document, options);
  const said = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => `${node.target.join(" ")} ${node.any[0]?.message ?? ""}`).join(" | ")}`);
  const over = document.documentElement.scrollWidth - innerWidth;
  if (over > 0) said.push(`${over} px too wide`);
  return said;
}
