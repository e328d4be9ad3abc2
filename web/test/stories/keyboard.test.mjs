// Every page by Tab alone: everything one can click is reached, in the order of the page, and the focus is seen wherever
// it is.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, newMobile } from "./harness.mjs";

let house, ida, id, request;
before(async () => {
  house = await House.open();
  const company = await house.customer({ kind: "company", name: "Modrzew", phones: [{ value: newMobile() }] });
  ida = await house.customer({
    given_name: "Ida", family_name: "Nyberg", company_id: company.id, department: "Inköp", birth_date: "1980-02-29", pinned_note: "Ring efter tre", tags: ["a"],
    phones: [{ value: newMobile(), label: "mobile" }, { value: newMobile() }], emails: [{ value: "ida@nyberg.example" }], addresses: [{ street: "Storgatan 1", city: "Lund" }], national_ids: [{ kind: "PESEL", value: "44051401359" }],
  });
  id = ida.id;
  request = (await house.api("POST", "/requests", { customer_id: id, title: "Mätaren", tags: ["källare"] })).id;
  for (let n = 0; n < 3; n++) {
    const one = await house.ring({ login: undefined }, ida.phones[0].value, { state: "closed", topic: "Reparation", started_at: `2026-03-0${n + 1}T09:00:00Z`, ended_at: `2026-03-0${n + 1}T09:05:00Z` });
    await house.api("PUT", `/interactions/${one.id}/customer`, { customer_id: id });
  }
});
afterEach(() => house.tidy());
after(() => house.close());

/** What Tab has to come to within the page, each with a number of its own. */
const wanted = (page) => page.evaluate(() => {
  const main = document.querySelector("main");
  const all = [...main.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((one) =>
    one.tabIndex >= 0 && !one.disabled && one.type !== "hidden" && one.checkVisibility({ visibilityProperty: true }) && one.getClientRects().length && !one.closest("[inert]"));
  // Of a group of radio buttons one is a stop.
  const stops = all.filter((one) => one.type !== "radio" || one.checked || !all.some((other) => other.type === "radio" && other.name === one.name && other.checked));
  stops.forEach((one, n) => { one.dataset.stop = n; });
  return stops.map((one) => one.outerHTML.slice(0, 160));
});

const focus = (page) => page.evaluate(() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const style = getComputedStyle(one), box = one.getBoundingClientRect(), label = one.closest("label");
  const drawn = (it) => it && (getComputedStyle(it).outlineStyle !== "none" || getComputedStyle(it).boxShadow !== "none");
  // What scrolls or wraps is seen where its first line is.
  const first = one.getClientRects()[0] ?? box;
  const x = Math.min(innerWidth - 1, Math.max(0, first.left + Math.min(first.width / 2, 12))), y = Math.min(innerHeight - 1, Math.max(0, first.top + Math.min(first.height / 2, 8)));
  const there = document.elementFromPoint(x, y);
  return {
    stop: one.dataset.stop, what: one.outerHTML.slice(0, 160),
    ring: drawn(one) || drawn(label) || style.outlineStyle !== "none" || drawn(one.closest(".writing, .prefix, .find, .field")),
    seen: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    free: !there || one.contains(there) || there.contains(one) || Boolean(label?.contains(there)),
    clear: Number(style.opacity) > 0,
  };
});

async function walk(page, path) {
  assert.equal((await house.go(page, path)).status(), 200, path);
  const stops = await wanted(page), reached = new Set();
  let last = -1;
  // From the beginning of the page, wherever it has put the focus.
  await page.evaluate(() => { const start = document.createElement("i"); start.tabIndex = -1; document.body.prepend(start); start.focus(); start.remove(); });
  for (let n = 0; n < stops.length * 2 + 120; n++) {
    await page.keyboard.press("Tab");
    const now = await focus(page);
    if (!now) continue;
    if (now.stop === undefined) { if (reached.size === stops.length) break; continue; }
    if (Number(now.stop) === last) continue; // the parts of a date
    if (reached.has(now.stop)) break; // once round
    assert.ok(now.ring && now.seen && now.free && now.clear, `${path}: the focus is seen: ${JSON.stringify(now)}`);
    assert.ok(Number(now.stop) > last, `${path}: in the order of the page: ${now.what} after ${stops[last]}`);
    last = Number(now.stop);
    reached.add(now.stop);
  }
  assert.deepEqual(stops.filter((_, n) => !reached.has(String(n))), [], `${path}: reached by Tab`);
}

const rooms = {
  agent: () => [`/customers/${id}`, `/customers/${id}?tab=notes`, `/customers/${id}?tab=files`, `/customers/${id}?tab=changes`, `/customers/${id}?tab=requests`, `/customers/${id}/requests/new`, "/requests", `/requests/${request}`, `/customers/${id}/edit`, `/customers/new`, "/customers", "/messages?q=reparation", "/preferences"],
  supervisor: () => [`/customers/${id}?tab=privacy`, `/customers/${id}/erasure`, `/customers/${id}/deletion`, `/customers/${id}/owner`, "/erasures", "/accesses", "/blocklist", "/customers/deleted"],
  administrator: () => ["/administration", "/administration/health", "/agents", "/agents/new", "/teams", "/tokens", "/fields", "/retention", "/request-statuses", "/dispositions", "/imports", "/exports"],
};
for (const [role, paths] of Object.entries(rooms)) {
  for (const [language, width] of [["sv", 1440], ["de", 360]]) {
    test(`the pages of the role ${role} by Tab alone at ${width} px (${language})`, async () => {
      const { page } = await house.agent(language, { login: `tab-${role}`, role, viewport: { width, height: 900 } });
      for (const path of paths()) await walk(page, path);
    });
  }
}
