// What an agent writes of the contact at hand: tags by keys, topic, a remark that survives a reload, the end.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, has, newMobile, shown, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

for (const language of ["en", "de"]) {
  test(`tags, topic, a remark, and the end (${language})`, async () => {
    const phone = newMobile();
    await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active" });
    await page.goto(`/interactions/${call.id}`);
    const tags = () => page.locator("#now .tag").allTextContents().then((all) => all.map((one) => one.trim()));
    await page.keyboard.press("t");
    await until(async () => (await active(page)) === "now-tag", "the field has the focus");
    await page.keyboard.type("garantie");
    await page.keyboard.press("Enter");
    await has(page, "#now .tags", "garantie");
    await until(async () => (await active(page)) === "now-tag" && (await page.inputValue("#now-tag")) === "", "one goes on writing");
    await page.keyboard.type("mühle");
    await page.keyboard.press("Tab");
    await has(page, "#now .tags", "mühle");
    await until(async () => (await active(page)) === "now-tag" && (await page.inputValue("#now-tag")) === "", "one goes on writing");
    await page.keyboard.press("Backspace");
    await until(async () => (await tags()).join() === "garantie", "the last one is gone");
    // Who writes is not disturbed by what comes in.
    await page.fill("#now-comment", "Ruft morgen wieder");
    await house.api("POST", `/interactions/${call.id}/messages`, { text: "…" });
    await has(page, "#now", "…");
    assert.equal(await page.inputValue("#now-comment"), "Ruft morgen wieder");
    await until(async () => (await page.evaluate(() => fetch("/drafts").then((it) => it.text()))).includes("Ruft morgen"), "the draft is kept");
    await page.reload();
    await until(async () => (await page.inputValue("#now-comment")) === "Ruft morgen wieder", "and comes back");
    await page.press("#now-comment", "Control+Enter");
    await has(page, "#now .comments", "Ruft morgen wieder");
    await until(async () => (await page.inputValue("#now-comment")) === "", "the field is free again");
    await page.click("#now .hand-facts > summary");
    await page.fill("#now-topic", "Mühle");
    await page.press("#now-topic", "Enter");
    await has(page, "#toasts", t(language, "done-contact"));
    await has(page, "#now .now-facts", "Mühle");
    await house.state(call, "wrap_up");
    await shown(page, "#now .hand-end");
    await has(page, "#now .hand-end", t(language, "wrap-up-elsewhere-none"));
    await page.click("#now .hand-end button");
    await has(page, "#now", t(language, "state-closed"));
  });
}
