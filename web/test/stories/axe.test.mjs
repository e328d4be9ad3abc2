// Every state of every page: axe finds nothing at 320, 768 and 1440 px, light and dark, and nothing scrolls sideways.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { scan } from "../scan.mjs";
import { House, PASSWORD, card, has, newBerlin, newMobile, shown, until } from "./harness.mjs";

let house, karolina, modrzew, shared;
before(async () => {
  house = await House.open();
  const phone = newMobile();
  modrzew = await house.customer({ kind: "company", name: "Pracownia Modrzew", phones: [{ value: "+493023125007", label: "work" }], emails: [{ value: "kontakt@modrzew.example" }], addresses: [{ kind: "invoice", street: "ul. Lipowa 14", postal_code: "00-000", city: "Kraków", country: "PL" }], fields: { Kundnummer: "A-1002" } });
  karolina = await house.customer({
    given_name: "Karolina", family_name: "Wierzbicka", company_id: modrzew.id, job_title: "Einkaufsleiterin", department: "Zakupy", birth_date: "1980-02-29", language: "pl", vip: true, owner: "admin",
    phones: [{ value: phone, label: "mobile" }, { value: "+493023125008;ext=42", label: "work" }], emails: [{ value: "karolina.wierzbicka.med.ett.langt.namn@modrzew.example", label: "work" }],
    addresses: [{ kind: "delivery", street: "ul. Bardzo Długa Ulica Świętego Wawrzyńca 114/3", postal_code: "00-000", city: "Kraków", country: "PL" }], national_ids: [{ kind: "PESEL", value: "44051401359" }],
    tags: ["verkstad", "återkommande"], fields: { Maschine: "G2-004417", Vertragslaufzeit: "Donaudampfschifffahrtsgesellschaftsvertrag" }, pinned_note: "Ring efter 15, hon är i verkstaden före dess.",
  });
  for (const [n, channel] of ["call", "chat", "email", "sms", "social", "call"].entries()) {
    const from = channel === "email" || channel === "chat" ? karolina.emails[0].value : phone;
    const start = `2026-03-0${n + 1}T09:00:00Z`, missed = n === 5;
    const one = await house.ring({ login: undefined }, from, { channel, state: "closed", topic: "Reparation", queue: "Service", started_at: start, ...(missed ? {} : { answered_at: start, agent: "admin", rating: { value: n, scale: 5 } }), ended_at: `2026-03-0${n + 1}T09:05:00Z`, messages: channel === "call" ? [] : [{ from, text: "Hej, maskinen stannar efter tio sekunder." }] });
    await house.api("PUT", `/interactions/${one.id}/customer`, { customer_id: karolina.id });
  }
  karolina.phone = phone;
  shared = newMobile();
  for (const [given_name, family_name, city] of [["Łucja", "Sosna", "Łódź"], ["Örjan", "Sosna", "Malmö"], ["Greta", "Müller-Lüdenscheidt", "Köln"]]) await house.customer({ given_name, family_name, vip: city === "Malmö", phones: [{ value: shared, label: "home" }], addresses: [{ city }] });
});
after(() => house.close());
afterEach(() => house.tidy());

/** Looks at each state in turn with the same page: `[name, how to get there, options]`. */
async function states(page, list) {
  const found = [];
  for (const [name, go, options] of list) {
    await page.setViewportSize({ width: 1440, height: 900 });
    if (typeof go === "string") await page.goto(go); else await go();
    found.push(...await scan(page, name, options));
  }
  assert.deepEqual(found, []);
}

test("before log-in", async () => {
  const page = await (await house.window({ locale: "de-DE" })).newPage();
  const admin = await house.agent("de", { at: "/agents/new", role: "administrator" });
  await admin.page.fill("[name=name]", "Neue Kollegin");
  await admin.page.fill("[name=login]", "neu");
  await admin.page.click("main form button.solid");
  await shown(admin.page, "#secret");
  const address = await admin.page.inputValue("#secret");
  await states(page, [
    ["login", "/login", { sheets: true }],
    ["login refused", async () => { await page.fill("[name=login]", "x"); await page.fill("[name=password]", "y"); await page.click("form button.solid"); await shown(page, "[aria-invalid=true], .errors"); }],
    ["invitation", address],
    ["invitation refused", async () => { await page.fill("[name=password]", "a"); await page.fill("[name=password_again]", "b"); await page.click("form button.solid"); await shown(page, "[aria-invalid=true]"); }],
    ["invitation void", "/invitations/nothing"],
  ]);
  await states(admin.page, [["agent invited", async () => undefined]]);
});

test("waiting, and contacts at every stage", async () => {
  const agent = await house.agent("pl");
  const { page } = agent;
  let call, chat;
  await states(page, [
    ["home waiting", "/"],
    ["card offered call", async () => { call = await house.ring(agent, karolina.phone, { topic: "Naprawa", ivr_path: [{ prompt: "Service", choice: "1" }, { prompt: "Reparationer", choice: "3" }] }); await shown(page, card(call)); }],
    ["card live call", async () => { await house.state(call, "active"); await page.waitForSelector("main[data-state=active]"); }],
    ["entry open", async () => { await page.locator("#feed details.more-inside summary").nth(1).click(); await page.waitForSelector("#feed .inside .minis", { state: "attached" }); }],
    ["palette open", async () => { await page.keyboard.press("Control+k"); await page.fill("#palette input", "kar"); await has(page, "#palette", "Karolina"); }],
    ["keys open", async () => { await page.keyboard.press("Escape"); await page.keyboard.press("?"); await shown(page, "#keys"); }],
    ["a second contact waits, in rail and toast", async () => { await page.keyboard.press("Escape"); await house.ring(agent, newBerlin()); await shown(page, "#toasts .toast kbd"); await page.hover("#toasts .toast"); }],
    ["card wrap-up", async () => { await house.state(call, "wrap_up"); await page.waitForSelector("main[data-state=wrap_up]"); }],
    ["card closed", async () => { await house.state(call, "closed"); await page.waitForSelector("main[data-state=closed]"); }],
    ["card live chat", async () => {
      chat = await house.ring(agent, karolina.emails[0].value, { channel: "chat", messages: [{ from: karolina.emails[0].value, text: "Dzień dobry" }, { from: agent.login, text: "Se https://example.org/en/mycket/lang/adress/som/inte/vill/ta/slut/nagonsin/riktigt." }] });
      await shown(page, card(chat));
      await house.state(chat, "active");
      await page.waitForSelector("main[data-state=active]");
      await house.api("POST", `/interactions/${chat.id}/comments`, { text: "Kollar lagret." });
      await has(page, "#now", "Kollar lagret.");
    }],
    ["rail preview", async () => { await house.state(chat, "closed"); await page.goto("/"); await page.locator("#rail [data-preview]").first().hover(); await shown(page, "#preview:popover-open"); }, { widths: [1440] }],
  ]);
});

test("several, nobody, withheld, anonymous", async () => {
  const agent = await house.agent("de");
  const { page } = agent;
  const calls = {};
  const ring = (name, from) => async () => { calls[name] = await house.ring(agent, from, { topic: "Reparatur" }); await shown(page, card(calls[name])); };
  const unknown = newBerlin();
  await house.ring({ login: undefined }, unknown, { state: "closed", started_at: "2026-01-07T08:00:00Z", ended_at: "2026-01-07T08:04:00Z", topic: "Frühere Frage" });
  await states(page, [
    ["many", ring("many", shared)],
    ["many, filter finds none", async () => { await page.fill("#matches-filter", "zzz"); await shown(page, "[data-filter-none]"); }],
    ["many, back to the list", async () => { await page.fill("#matches-filter", ""); await page.keyboard.press("Escape"); await page.keyboard.press("1"); await shown(page, "main[data-customer]"); await page.keyboard.press("b"); await shown(page, "#candidates"); }],
    ["none", async () => { await house.state(calls.many, "closed"); await page.goto("/"); await ring("none", unknown)(); await shown(page, "h1.number"); }],
    ["none, attach", async () => { await page.goto(`/interactions/${calls.none.id}?way=attach&q=Sosna`); await has(page, "#hits", "Sosna"); }],
    ["anonymous", async () => { await page.goto(`/interactions/${calls.none.id}`); await page.click("form[action$='/anonymity'] button"); await until(async () => (await page.locator("form[action$='/anonymity']").count()) === 0, "anonymous"); }],
    ["withheld", async () => { await house.state(calls.none, "closed"); await page.goto("/"); await ring("withheld", "anonymous")(); }],
    ["pop many", `/pop?tel=${encodeURIComponent(shared)}`],
    ["pop none", `/pop?tel=${encodeURIComponent(newBerlin())}&queue=Verkauf`],
    ["pop nonsense", "/pop?tel=garbage"],
  ]);
});

test("cards, search and forms", async () => {
  const { page } = await house.agent("sv");
  const other = newMobile();
  const contested = await house.customer({ given_name: "Ida", family_name: "Ask", phones: [{ value: other }], pinned_note: "Före" });
  await states(page, [
    ["customer card", `/customers/${karolina.id}`],
    ["company card", `/customers/${modrzew.id}`],
    ["a part of the card open", `/customers/${karolina.id}?editing=phones.0`],
    ["a part of the card refused", async () => { await page.fill("#phone-0", "12"); await page.press("#phone-0", "Enter"); await shown(page, "#in-place [aria-invalid=true]"); }],
    ["what may be added", async () => { await page.goto(`/customers/${karolina.id}`); await page.click("#add > summary"); await shown(page, "#add .menu-list"); }, { off: ["target-size"] }],   // what lies under an open menu is covered until it is closed
    ["an address in its place, beside tags", `/customers/${karolina.id}?editing=addresses.0`],
    ["tags in their place", `/customers/${karolina.id}?editing=tags`],
    ["related people, ended and coming", async () => {
      const [eva, bo] = [await house.customer({ given_name: "Donaudampfschifffahrtsgesellschaftskapitänin", family_name: "Wierzbicka", vip: true, phones: [{ value: newMobile() }] }), await house.customer({ given_name: "Bo", phones: [{ value: karolina.phone }] })];
      for (const more of [{ kind: "child", note: "Ringer för sin mor" }, { kind: "representative", to: "2020-01-01" }, { kind: "guardian", from: "2040-01-01", to: "2041-01-01" }]) await house.api("POST", `/customers/${karolina.id}/relations`, { other_id: eva.id, ...more });
      await page.goto(`/customers/${karolina.id}`);
      await has(page, ".suggested", bo.name);
    }],
    ["related people to be added", async () => { await page.click("#g-relations .group-head a"); await page.fill("#relation-q", "sosna"); await has(page, "#relation-hits", "Sosna"); }],
    ["related people refused", async () => { await page.click("#sheet button.solid"); await shown(page, "main [aria-invalid=true]"); }],
    ["a relation to be changed", async () => { await page.goto(`/customers/${karolina.id}`); await page.click("#g-relations .related > a.icon-button >> nth=0"); await shown(page, "#sheet .related-delete"); }],
    ["all related people", `/customers/${karolina.id}/relations`],
    ["requests of a customer", async () => {
      for (const more of [{ title: "Maskinen står stilla", description: "Sedan i går.", tags: ["garanti"], due: "2020-01-01" }, { title: "Offert", status: "waiting" }, { title: "Klar", status: "closed" }]) await house.api("POST", "/requests", { customer_id: karolina.id, ...more });
      await page.goto(`/customers/${karolina.id}?tab=requests`);
      await has(page, "#requests", "Maskinen");
    }],
    ["a new request", `/customers/${karolina.id}/requests/new`],
    ["a new request refused", async () => { await page.click("form.sheet-form .button.solid"); await shown(page, "main [aria-invalid=true]"); }],
    ["all requests", "/requests?status=all"],
    ["no requests", "/requests?number=1"],
    ["a request", async () => { await page.goto("/requests"); await page.click("li.request:last-child a[data-open]"); await shown(page, "#request"); await page.click("#request-merge > summary"); }],
    ["history of a channel", `/customers/${karolina.id}?channel=chat`],
    ["history up to a day, narrowed", `/customers/${karolina.id}?until=2030-01-01&recorded=true&channel=call&direction=in`],
    ["history up to a day", `/customers/${karolina.id}?until=2030-01-01`],
    ["history search", `/customers/${karolina.id}?q=maskinen+sek`],
    ["history search without result", `/customers/${karolina.id}?q=finnsinte`],
    ["a customer of whom nothing is known", async () => { const bare = await house.customer({ given_name: "Bara" }); await page.goto(`/customers/${bare.id}`); }],
    ["search results", "/customers?q=sosna"],
    ["search without result", "/customers?q=finnsinte"],
    ["customers", "/customers"],
    ["filters open", async () => { await page.keyboard.press("f"); await shown(page, ".filter-form"); }],
    ["filters on", `/customers?vip=true&kind=person&owner=admin&tag=verkstad&channel=chat&contact_after=2026-03-01&field=Vertragslaufzeit%3Adonaudampfschifffahrtsgesellschaftsvertrag`],
    ["list to be saved", async () => { await page.click(".list-new summary"); await shown(page, "#list-name"); }],
    ["list refused", async () => { await page.click(".list-new button.solid"); await shown(page, "#list-name[aria-invalid=true]"); }],
    ["list saved", async () => { await page.fill("#list-name", "Stammkunder med ett mycket långt namn"); await page.click(".list-new button.solid"); await shown(page, ".list-edit"); }],
    ["lists open", async () => { await page.click(".lists summary"); await shown(page, ".lists .menu-list"); }, { off: ["target-size"] }],   // what lies under an open menu is covered until it is closed
    ["list to be deleted", async () => { await page.keyboard.press("Escape"); await page.click(".list-deletion summary"); await shown(page, ".list-deletion form"); }],
    ["nobody fits", "/customers?tag=finnsinte&contact_before=never"],
    ["messages", "/messages"],
    ["messages found", "/messages?q=maskinen+sek"],
    ["messages of a channel without result", "/messages?q=finnsinte&channel=chat"],
    ["new customer", "/customers/new"],
    ["edit", `/customers/${karolina.id}/edit`],
    ["edit with errors", async () => { await page.fill("[name=phone_value] >> nth=0", "12"); await page.fill("[name=email_value] >> nth=0", "ingen adress"); await page.locator("main form button.solid").first().click(); await shown(page, "main [aria-invalid=true]"); }],
    ["conflict", async () => {
      await page.goto(`/customers/${contested.id}/edit`);
      await house.change(contested, { pinned_note: "Deras", family_name: "Björk" });
      await page.fill("[name=pinned_note]", "Min");
      await page.locator("main form button.solid").first().click();
      await shown(page, "#conflict");
    }],
    ["preferences", "/preferences"],
    ["second factor", "/preferences/second-factor"],
    ["second factor, wrong password", async () => { await page.fill("[name=password]", "no"); await page.click("main form button.solid"); await shown(page, "main [aria-invalid=true]"); }],
    ["second factor being set up", async () => { await page.fill("[name=password]", PASSWORD); await page.click("main form button.solid"); await shown(page, "svg.qr"); }],
    ["error 404", "/customers/00000000-0000-7000-8000-000000000000"],
    ["error 403", "/agents"],
  ]);
});

test("notes", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", pinned_note: "Ring efter tre" });
  const long = "En lång anteckning om leveransen och allt som hör till den. ".repeat(8);
  await house.api("POST", `/customers/${ida.id}/notes`, { text: `${long}\n\nhttps://norrvik.example/${"x".repeat(80)}`, expires_at: "2050-01-01T00:00:00Z" });
  await house.change(ida, { department: "Service", job_title: "Chefin" });
  const empty = await house.customer({ name: "Nobody yet" });
  const { page } = await house.agent("de", { at: null });
  await states(page, [
    ["notes", `/customers/${ida.id}?tab=notes`],
    ["notes whole", async () => { await page.locator(".note-more > summary").first().click(); }],
    ["notes none", `/customers/${empty.id}?tab=notes`],
    ["note warned of", async () => { await page.goto(`/customers/${ida.id}?tab=notes&write=true`); await page.fill("#note-text", "Krank, 4111 1111 1111 1111"); await shown(page, "#note-text-warning .note-warning"); }],
    ["note saved", async () => { await page.press("#note-text", "Control+Enter"); await shown(page, ".note .note-edit"); }],
    ["note edited", async () => { await page.locator(".note-edit > summary").click(); await shown(page, ".note textarea"); }],
    ["note refused", async () => { await page.fill("#note-text", "x".repeat(2001)); await page.check("#note-pinned"); await page.press("#note-text", "Control+Enter"); await shown(page, "#note-new [aria-invalid=true]"); }],
    ["note deleted", async () => { await page.goto(`/customers/${ida.id}?tab=notes`); await page.locator(".note form[action$=deletion] button").click(); await shown(page, ".toast"); }],
    ["notes found", async () => { await page.goto(`/customers/${ida.id}?q=leveransen`); await shown(page, "#day-notes mark"); }],
    ["notes among messages", "/messages?q=leveransen"],
    ["changes", `/customers/${ida.id}?tab=changes&of=everything`],
    ["change taken back", async () => { await page.locator(".change-lines form button").first().click(); await shown(page, ".toast"); }],
    ["no changes", `/customers/${ida.id}?tab=changes&by=nobody`],
  ]);
});

test("privacy", async () => {
  const ida = await house.customer({
    given_name: "Ida", family_name: "Nyberg", phones: [{ value: newMobile(), label: "mobile", do_not_contact: true }], tags: ["Press"],
    addresses: [{ street: "Lillgatan 1", city: "Malmö" }], national_ids: [{ kind: "pesel", value: "44051401359" }], pinned_note: "Ring efter tre",
  });
  const items = [{ channel: "call", purpose: "marketing", state: "refused", how: "Am Telefon" }, { channel: "email", purpose: "survey", state: "given", valid_until: "2020-01-01" }];
  await house.api("PUT", `/customers/${ida.id}/consents`, { items }, { "if-match": "*" });
  const { page } = await house.agent("de", { role: "supervisor", at: null });
  await states(page, [
    ["privacy", `/customers/${ida.id}?tab=privacy`],
    ["consent to be written", async () => { await page.click("#consent-more > summary"); await shown(page, "#consent-how"); }],
    ["consent written", async () => { await page.click("#consent-more .foot button"); await shown(page, ".toast"); }],
    ["to be restricted", async () => { await page.goto(`/customers/${ida.id}?tab=privacy`); await page.click("#restriction-more > summary"); await shown(page, "#restriction-note"); }],
    ["restricted, for a supervisor", async () => { await page.click("#restriction-more .foot button"); await shown(page, ".brief .restricted"); }],
    ["restricted, for an agent", async () => { const { page: other } = await house.agent("pl", { at: null }); await states(other, [["restricted", `/customers/${ida.id}`]]); }],
    ["lifted", async () => { await page.click(".restriction form button"); await shown(page, "#restriction-more"); }],
    ["national ids, whole", async () => { await page.goto(`/customers/${ida.id}?tab=privacy`); await page.locator("#privacy-list form[action*=national-ids] button").click(); await has(page, "#privacy-list", "44051401359"); }],
  ]);
});

test("the access log", async () => {
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg" });
  const { page } = await house.agent("de", { role: "supervisor", at: `/customers/${ida.id}` });
  await states(page, [
    ["accesses", `/accesses?customer=${ida.id}`],
    ["no accesses", "/accesses?by=nobody"],
    ["changes for supervisors", `/customers/${ida.id}?tab=changes`],
    ["reason", `/customers/${ida.id}/reason`],
    ["no reason", async () => { await page.click("main form button.solid"); await shown(page, "main [aria-invalid=true]"); }],
  ]);
});

test("actions, and what is blocked", async () => {
  const number = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: number }], emails: [{ value: "ida.nyberg.med.ett.langt.namn@norrvik.example" }], hidden: true });
  const unknown = newBerlin(), page = (await house.agent("de", { role: "supervisor", at: null })).page;
  const menu = async () => { await page.click("#actions > summary"); await shown(page, "#actions .menu-list"); };
  const sheet = async (key) => { await page.goto(`/customers/${ida.id}`); await menu(); await page.locator("#actions [data-sheet]").nth(key).click(); await shown(page, "#sheet form"); };
  await states(page, [
    ["blocklist empty", "/blocklist"],
    ["block an unknown caller", `/blocklist/new?identifier=${encodeURIComponent(unknown)}`],
    ["block refused", async () => { await page.click("main form button.solid"); await shown(page, "main [aria-invalid=true]"); }],
    ["blocked on the pop", async () => { await house.api("POST", "/blocks", { kind: "phone", value: unknown, reason: "Belästigt alle Kolleginnen seit mehreren Wochen und wird dabei ausfallend", until: "2050-01-31T23:00:00Z" }); await page.goto(`/pop?tel=${encodeURIComponent(unknown)}`); await shown(page, ".blocked"); }],
    ["blocked and hidden on the card", async () => { await house.api("POST", "/blocks", { kind: "phone", value: number, reason: "Belästigt" }); await page.goto(`/customers/${ida.id}`); await shown(page, ".blocked"); await shown(page, ".is-hidden"); }],
    ["actions open", menu, { off: ["target-size"] }],   // what lies under an open menu is covered until it is closed
    ["owner in a dialog", () => sheet(0)],
    ["block in a dialog", () => sheet(1)],
    ["delete in a dialog", () => sheet(2)],
    ["owner page", `/customers/${ida.id}/owner`],
    ["blocklist", "/blocklist"],
    ["blocklist finds none", "/blocklist?q=finnsinte"],
    ["block edited", async () => { await page.goto("/blocklist"); await page.locator("main a[data-open]").first().click(); await shown(page, "#block-reason"); }],
    ["deleted none", "/customers/deleted"],
    ["deleted", async () => { await page.goto(`/customers/${ida.id}/deletion`); await page.click("main form button.solid"); await shown(page, "main tbody"); }],
  ]);
});

test("erasures and retention", async () => {
  const number = newMobile();
  const ida = await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: number }] });
  const { page } = await house.agent("de", { role: "administrator", at: null });
  await states(page, [
    ["erasures none", "/erasures"],
    ["erasure", `/customers/${ida.id}/erasure`],
    ["erasure not sure", async () => { await page.click("main form button.danger"); await shown(page, "main [aria-invalid=true]"); }],
    ["hold opened", async () => { await page.click("main details summary"); await shown(page, "#hold-reason"); }],
    ["held", async () => { await page.fill("#hold-reason", "Klage 17"); await page.click("main details form button"); await shown(page, "main .let-go"); }],
    ["receipt", async () => { await page.click("main .let-go button"); await shown(page, "#erasure-sure"); await page.selectOption("#erasure-basis", "request"); await page.check("#erasure-sure"); await page.click("main form button.danger"); await page.waitForURL(/erasures/); }],
    ["erasures", "/erasures"],
    ["an erased caller", `/pop?tel=${encodeURIComponent(number)}`],
    ["retention", "/retention"],
    ["retention tried", async () => { await page.fill("#days-interactions", "90"); await page.locator("main form button[formmethod]").first().click(); await shown(page, "main form [role=status]"); }],
    ["retention refused", async () => { await page.fill("#days-interactions", "bald"); await page.locator("main form button.solid").first().click(); await shown(page, "main [aria-invalid=true]"); }],
  ]);
});

test("administration", async () => {
  const { page } = await house.agent("de", { role: "administrator", at: null });
  const { page: plain, login } = await house.agent("de");
  await plain.close();
  await states(page, [
    ["statuses of requests", "/request-statuses"],
    ["dispositions", "/dispositions"],
    ["administration", "/administration"],
    ["health", "/administration/health"],
    ["agents", "/agents"],
    ["agent new", "/agents/new"],
    ["agent new with errors", async () => { await page.click("main form button.solid"); await shown(page, "main [aria-invalid=true]"); }],
    ["agent edit", async () => { await page.goto("/agents"); await page.locator("tr", { hasText: login }).locator("a[data-open]").click(); await shown(page, "main [name=login]"); }],
    ["teams none", "/teams"],
    ["teams", async () => { await page.goto("/agents/new"); await page.fill("[name=name]", "Neu"); await page.fill("[name=login]", "neu-im-team"); await page.fill("[name=team]", "Kundendienst Nord"); await page.click("main form button.solid"); await shown(page, "#secret"); await page.goto("/teams"); await shown(page, "main table"); }],
    ["team", async () => { await page.click("main td.do a"); await shown(page, "main [name=on]"); }],
    ["team changed", async () => { await page.uncheck("[value=notes-delete]"); await page.click("main form button.solid"); await shown(page, "main table"); }],
    ["tokens", "/tokens"],
    ["token made", async () => { await page.fill("[name=name]", "Telefonanlage"); await page.locator("#token-new button").click(); await shown(page, "#secret"); }],
  ]);
});

test("the stream is lost", async () => {
  const line = await house.cable();
  const { page } = await house.agent("pl", { base: line.url, at: `/customers/${karolina.id}` });
  line.cut();
  await shown(page, "#stream-lost");
  await states(page, [["stream lost", async () => undefined]]);
});

test("the first start: nobody yet, then an administrator with an empty house", async () => {
  const fresh = await House.open({ empty: true });
  try {
    const page = await (await fresh.window({ locale: "sv-SE" })).newPage();
    await states(page, [
      ["first administrator", fresh.invitation],
      ["home first run", async () => {
        await page.fill("[name=name]", "Maja Ek");
        await page.fill("[name=login]", "maja");
        await page.fill("[name=password]", "granit sommar 1482");
        await page.fill("[name=password_again]", "granit sommar 1482");
        await page.click("form button.solid");
        await shown(page, ".tour");
      }],
    ]);
    await fresh.tidy();
  } finally { await fresh.close(); }
});
