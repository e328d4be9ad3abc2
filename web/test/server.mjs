// A server for the tests only: composes fixtures/ into pages and speaks /live, so that cuts can be staged.
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = join(dirname(fileURLToPath(import.meta.url)), "..");
const read = (path) => readFileSync(join(web, path), "utf8");
const TYPES = { ".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2" };
const CSP = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'";
export const PAGES = ["card", "chat", "many", "none", "withheld", "idle", "edit", "admin", "form", "search", "error", "firstrun", "login", "telephone"];

const ago = (text) => text.replace(/\{\{ago:(-?\d+)\}\}/g, (_, s) => new Date(Date.now() - s * 1000).toISOString());
const entry = (id, text) => `<article id="entry-${id}" data-item class="entry" tabindex="0"><svg class="icon" aria-hidden="true"><use href="#i-message-circle"/></svg><div><div class="head"><h4><b>${text}</b> ${id}</h4><span class="end"><time>14:0${id % 10}</time></span></div></div></article>`;

export async function start(port = 0) {
  const manifest = JSON.parse(read("dist/.vite/manifest.json"))["src/main.ts"];
  const s = {
    root: "", lang: "en", cursor: null, fresh: [], waiting: [], requests: [], lives: [], posts: [], log: [], down: false, id: 100, chat: [],
  };
  const clients = new Set();

  const rail = (at) => ago(read("fixtures/rail.html"))
    .replace("{{current-card}}", at === "card" ? 'aria-current="page"' : "").replace("{{current-chat}}", at === "chat" ? 'aria-current="page"' : "")
    .replace("{{waiting}}", s.waiting.map((w) => `<li><a class="open" id="w${w.id}" href="${w.url}" data-waiting="${w.since}"><svg class="icon" aria-hidden="true"><use href="#i-phone-incoming"/></svg><span class="who tel cut">${w.name}</span><span class="what cut">Ringing</span></a></li>`).join(""));
  const feed = (before) => {
    let html = read("fixtures/feed.html");
    if (before) {
      const rows = Array.from({ length: 60 }, (_, i) => entry(90000 - before - i, "Older")).join("");
      return `<div id="feed" class="feed scroll" data-on="customer:12" data-refresh="/feed"><section class="day" id="day-o${before}"><h3 id="d-o${before}">Day ${before}</h3><div role="feed" aria-labelledby="d-o${before}">${rows}</div></section><p class="older"><a class="link" data-older href="/card?before=${before + 60}">Load older</a></p></div>`;
    }
    const mark = '<div role="feed" aria-labelledby="d-2026-11-19">';
    return html.replace(mark, mark + [...s.fresh].reverse().map((id) => entry(id, "Fresh")).join(""));
  };
  const fragment = (name, query) => ago(read(`fixtures/${name}.html`)).replace("{{feed}}", () => feed(Number(query.get("before") ?? 0)))
    .replace("{{errors}}", s.errors ? '<div class="errors" role="alert" id="errors"><svg class="icon" aria-hidden="true"><use href="#i-circle-alert"/></svg><div><b>Not saved</b><ul><li><a href="#ph1">This is not a telephone number</a></li></ul></div></div>' : "")
    .replace("{{invalid}}", s.errors ? 'aria-invalid="true" aria-describedby="ph1-w"' : "")
    .replace("{{wrong}}", s.errors ? '<p class="field"><span class="wrong" id="ph1-w"><svg class="icon small" aria-hidden="true"><use href="#i-circle-alert"/></svg>Seven digits at least</span></p>' : "")
    .replace('</ol></div></section>', () => s.chat.map((t, i) => `<li class="message" id="m-${i}"><p class="by"><b>Jürgen</b></p><p class="text">${t}</p></li>`).join("") + "</ol></div></section>");
  const page = (name, query) => {
    const alone = name === "login" || name === "telephone";
    const values = {
      lang: s.lang, root: s.root, title: name, css: "/" + manifest.css[0], js: "/" + manifest.file, agent: name === "login" ? "" : 'data-agent="7"', now: new Date().toISOString(),
      cursor: s.cursor ?? String(s.id), sprite: read("dist/icons.svg"), shell: alone ? "alone" : ["many", "firstrun"].includes(name) ? "with-glimpse" : "", rail: alone ? "" : rail(name), page: fragment(name, query),
    };
    return read("fixtures/shell.html").replace(/\{\{(\w+)\}\}/g, (all, key) => values[key] ?? all);
  };

  const server = createServer((request, response) => {
    const url = new URL(request.url, "http://x");
    const path = url.pathname;
    s.requests.push(`${request.method} ${request.url}`);
    const send = (status, body, headers = {}) => { response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CSP, ...headers }); response.end(body); };
    if (path === "/live") {
      s.lives.push({ after: url.searchParams.get("after"), last: request.headers["last-event-id"] ?? null });
      if (s.down) { response.writeHead(503); response.end(); return; }
      response.writeHead(200, { "Content-Type": "text/event-stream", "Cache-Control": "no-store" });
      response.write("retry: 200\n\n");
      const from = Number(request.headers["last-event-id"] ?? url.searchParams.get("after") ?? Infinity);
      for (const e of s.log) if (e.id > from) response.write(e.text);
      clients.add(response);
      response.on("close", () => clients.delete(response));
      return;
    }
    if (s.down) { request.socket.destroy(); return; }
    if (path.startsWith("/assets/")) { response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream" }); response.end(readFileSync(join(web, "dist", path))); return; }
    if (request.method === "POST") {
      let body = "";
      request.on("data", (chunk) => { body += chunk; });
      request.on("end", () => {
        s.posts.push({ path, body: Object.fromEntries(new URLSearchParams(body)), csrf: request.headers["x-csrf-token"] });
        if (path === "/save422") { s.errors = true; send(422, page("form", url.searchParams)); s.errors = false; return; }
        response.writeHead(303, { Location: path === "/pick" ? "/idle" : "/idle?saved" });
        response.end();
      });
      return;
    }
    const name = path.slice(1) || "card";
    if (name === "rail") return send(200, rail(""));
    if (name === "feed") return send(200, feed(0));
    if (name === "now" || name === "now-chat") { const card = fragment(name === "now" ? "card" : "chat", url.searchParams); const at = card.indexOf('<section id="now"'); return send(200, card.slice(at, card.indexOf('id="details"', at)).replace(/<(section|form)\s*$/, "")); }
    if (name === "details") { const card = fragment("card", url.searchParams); const at = card.indexOf('<section id="details"'); return send(200, card.slice(at, card.indexOf('<section id="history"')).replace(/<span class="tel">[^<]*/, (tel) => (s.phone ? `<span class="tel">${s.phone}` : tel))); }
    if (name === "palette") return send(200, read("fixtures/palette.html"));
    if (name === "preview") return send(200, read("fixtures/preview.html").replace("{{n}}", url.searchParams.get("n") ?? ""));
    if (PAGES.includes(name)) return send(name === "error" ? 404 : 200, page(name, url.searchParams), url.searchParams.has("saved") ? { "X-Toast": encodeURIComponent("Saved åäö") } : {});
    send(404, page("error", url.searchParams));
  });
  await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve));
  const emit = (event, data, deliver = true) => {
    const id = ++s.id;
    const text = `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    s.log.push({ id, text });
    if (deliver) for (const client of clients) client.write(text);
  };
  const cut = () => { for (const client of clients) client.destroy(); };
  return Object.assign(s, { url: `http://127.0.0.1:${server.address().port}`, emit, cut, connected: () => clients.size, stop: () => { cut(); server.closeAllConnections(); return new Promise((r) => server.close(r)); } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log((await start(Number(process.env.PORT ?? 8899))).url);
