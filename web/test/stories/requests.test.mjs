// Requests: written down during a call, read as one story, closed, merged, and every step taken back.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, active, has, newMobile, shown, text, undo, until } from "./harness.mjs";
import { t } from "./words.mjs";

let house;
before(async () => { house = await House.open(); });
afterEach(() => house.tidy());
after(() => house.close());

for (const language of ["sv", "pl"]) {
  test(`a call becomes a request, by keys alone (${language})`, async () => {
    const phone = newMobile();
    const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active", topic: "Mätaren" });
    await page.goto(`/interactions/${call.id}`);
    await page.focus("#now .under a[href*='/requests/new']");
    await page.keyboard.press("Enter");
    await shown(page, "#request-title");
    // What the call is about stands there already.
    assert.equal(await page.inputValue("#request-title"), "Mätaren");
    await page.fill("#request-title", "Mätaren tickar");
    await page.keyboard.press("Tab");
    await page.keyboard.type("Sedan i går, mest om natten.");
    await page.keyboard.press("Control+Enter");
    await has(page, "#toasts", t(language, "done-request-new"));
    await has(page, "#now .under", "Mätaren tickar");
    await has(page, "#requests", "Sedan i går");
    await has(page, "#brief a[href*=requests]", "1");
    // Whoever takes it over reads it all.
    await page.click("#now .under a.link");
    await shown(page, "#request");
    await has(page, ".request-story", "Ida");
    await page.selectOption("#set-status", "solved");
    await page.click("form[action$='/status'] .button");
    await has(page, "#toasts", t(language, "done-request"));
    await has(page, ".request-facts", t(language, "request-kind-solved"));
    await undo(page);
    const read = async () => (await house.api("GET", `/requests?customer_id=${ida.id}`)).items[0];
    await until(async () => (await read()).status === "open", "taken back");
    await has(page, ".request-facts", t(language, "request-kind-open"));
    // What is said on the line comes to the open page by itself.
    const one = await read();
    await house.api("POST", "/interactions", { channel: "sms", from: phone, state: "closed", request_id: one.id, messages: [{ text: "Nu tystnade den" }] });
    await has(page, ".request-story", "Nu tystnade den");
    // Two that are one.
    const other = await house.api("POST", "/requests", { customer_id: ida.id, title: "Samma sak" });
    await page.click("#request-merge > summary");
    await page.fill("#merge-into", "nej");
    await page.press("#merge-into", "Enter");
    await shown(page, "#merge-into[aria-invalid=true]");
    // What else happens meanwhile does not take away why it was refused, nor what was typed.
    await house.api("POST", "/interactions", { channel: "sms", from: phone, state: "closed", request_id: one.id, messages: [{ text: "Eller inte" }] });
    await has(page, ".request-story", "Eller inte");
    assert.ok(await page.isVisible("#merge-into[aria-invalid=true]"));
    assert.equal(await page.inputValue("#merge-into"), "nej");
    await page.fill("#merge-into", `#${other.number}`);
    await page.press("#merge-into", "Enter");
    await has(page, "#request", t(language, "request-merged"));
    assert.deepEqual((await house.api("GET", `/requests?customer_id=${ida.id}`)).items.map((it) => it.title), ["Samma sak"]);
    await page.click("#request .strip a.link");
    await has(page, ".request-story", "Nu tystnade den");
    await page.goBack();
    await has(page, "#request", t(language, "request-unmerge"));
    await page.click("form[action$='/merging/undoing'] button");
    await has(page, "#toasts", t(language, "done-request-unmerged"));
    // Out of it, and in again.
    await page.goto(`/interactions/${call.id}`);
    await page.click("#now .under form button");
    await has(page, "#toasts", t(language, "done-taken-out"));
    await undo(page);
    await has(page, "#now .under", "Mätaren tickar");
  });
}

test("words that were typed are kept, and what somebody else saved meanwhile is told", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Ask", phones: [{ value: newMobile() }] });
  const one = await house.api("POST", "/requests", { customer_id: ida.id, title: "Mätaren" });
  const { page } = await house.agent("en", { at: `/requests/${one.id}/edit` });
  await page.fill("#request-description", "Half a sentence");
  await until(async () => (await page.evaluate(() => fetch("/drafts").then((it) => it.text()))).includes("Half a sentence"), "the draft is kept");
  await page.goto(`/requests/${one.id}/edit`);
  await until(async () => (await page.inputValue("#request-description")) === "Half a sentence", "the words are back");
  await house.api("PATCH", `/requests/${one.id}`, { title: "The old meter" }, { "If-Match": '"v1"' });
  await page.click("form.sheet-form .button.solid");
  await has(page, ".errors", "Somebody else has changed this request");
  await has(page, ".errors", "The old meter");
  assert.equal(await page.inputValue("#request-description"), "Half a sentence");
  await page.click("form.sheet-form .button.solid");
  await shown(page, "#request");
  assert.match(await text(page, ".request-facts"), /Half a sentence/);
});

for (const language of ["en", "de"]) {
  test(`the request at hand is written and changed on the panel, by keys alone (${language})`, async () => {
    const phone = newMobile();
    const ida = await house.customer({ given_name: "Ida", family_name: "Lind", phones: [{ value: phone }] });
    const agent = await house.agent(language);
    const { page } = agent;
    const call = await house.ring(agent, phone, { state: "active" });
    await page.goto(`/interactions/${call.id}`);
    await shown(page, "#now-request-title");
    await page.keyboard.press("r");
    await page.keyboard.type("The meter ticks");
    await page.keyboard.press("Enter");
    await has(page, "#toasts", t(language, "done-request-new"));
    // Its description is what one goes on with.
    await until(async () => (await active(page)) === "now-request-description", "the focus is there");
    await page.keyboard.type("At night");
    await house.api("POST", `/interactions/${call.id}/messages`, { text: "…" });
    await has(page, "#now", "…");
    assert.equal(await page.inputValue("#now-request-description"), "At night", "who writes is not disturbed");
    await until(async () => (await page.evaluate(() => fetch("/drafts").then((it) => it.text()))).includes("At night"), "the draft is kept");
    await page.keyboard.press("Control+Enter");
    await has(page, "#toasts", t(language, "done-request"));
    await has(page, "#now .under", "At night");
    // The contact is over: the same can still be done, from its row in the history.
    await house.state(call, "closed");
    await page.goto(`/customers/${ida.id}`);
    await page.focus(`#entry-${call.id}`);
    await page.keyboard.press("Enter");
    await shown(page, `#inside-${call.id} .pencil`);
    await page.focus(`#inside-${call.id} .pencil`);
    await page.keyboard.press("Enter");
    await shown(page, "#now-request");
    const [one] = (await house.api("GET", `/requests?customer_id=${ida.id}`)).items;
    await house.api("PATCH", `/requests/${one.id}`, { title: "The old meter" }, { "If-Match": "*" });
    await page.fill("#now-request-title", "My meter");
    await page.selectOption("#now-request-status", "waiting");
    await page.press("#now-request-title", "Enter");
    await has(page, "#now-request .strip", "The old meter");
    assert.equal(await page.inputValue("#now-request-title"), "My meter");
    await page.press("#now-request-title", "Control+Enter");
    await has(page, "#now .under", "My meter");
    const now = await house.api("GET", `/requests/${one.id}`);
    assert.deepEqual([now.title, now.description, now.status], ["My meter", "At night", "waiting"]);
    await page.keyboard.press("t");
    await page.keyboard.type("later");
    await page.keyboard.press("Enter");
    await has(page, "#now .tags", "later");
    await page.fill("#now-comment", "Called back");
    await page.press("#now-comment", "Control+Enter");
    await has(page, "#now .comments", "Called back");
    await page.click("#now .hand-facts > summary");
    await page.fill("#now-topic", "Meter");
    await page.press("#now-topic", "Enter");
    await has(page, "#now .now-facts", "Meter");
  });
}
