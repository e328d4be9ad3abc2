// Two at one card: seen by each other, the field the other is in has an outline and a name, and who goes is gone.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, has, newMobile, shown, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

test("two at one card see each other, and the field the other is in", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile() }] });
  const anna = await house.agent("en", { at: `/customers/${ida.id}` });
  const piotr = await house.agent("pl", { at: `/customers/${ida.id}` });
  await shown(anna.page, "#person .somebody.is-viewing");
  assert.equal(await anna.page.getAttribute(".somebody", "title"), t("en", "presence-viewing", { name: "Piotr Wrona" }));
  await shown(piotr.page, "#person .somebody.is-viewing");
  await piotr.page.keyboard.press("e");
  await shown(piotr.page, "#family-name");
  await piotr.page.focus("#family-name");
  await shown(anna.page, "#person .somebody.is-editing");
  assert.deepEqual(await scan(anna.page, "presence"), []);
  await anna.page.setViewportSize({ width: 1440, height: 900 });
  await anna.page.keyboard.press("e");
  await shown(anna.page, ".field.is-others #family-name");
  assert.equal(await anna.page.getAttribute(".field.is-others", "data-by"), "Piotr Wrona");
  // What one types oneself is not disturbed.
  await anna.page.focus("#given-name");
  await anna.page.keyboard.press("Home");
  await anna.page.keyboard.type("Eva");
  await piotr.page.focus("#phone-0");
  await shown(anna.page, ".field.is-others #phone-0");
  assert.equal(await anna.page.inputValue("#given-name"), "EvaIda");
  assert.equal(await anna.page.evaluate(() => document.activeElement.id), "given-name");
  // A browser that is closed at once may not get as far as saying good-bye.
  await piotr.page.goto("about:blank");
  await until(async () => (await anna.page.locator("#presence .somebody").count()) === 0, "gone");
  assert.equal(await anna.page.locator(".is-others").count(), 0);
});
