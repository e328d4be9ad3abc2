// From the posting of a message to its words on the page of an agent who has the contact open, while 299 other pages
// are connected. Needs a release build: VISAVI_BIN names it.
import { Agent, request } from "node:http";
import { House, newMobile, shown } from "../test/stories/harness.mjs";

const PAGES = 300, SAMPLES = 60;

const house = await House.open();
const phone = newMobile();
await house.customer({ given_name: "Ida", family_name: "Nyberg", phones: [{ value: phone }] });
const agent = await house.agent("en");
const chat = await house.ring(agent, phone, { channel: "chat", state: "active" });
await agent.page.goto(`/interactions/${chat.id}`);
await shown(agent.page, "#now");

// The others: streams as their pages hold them.
const [cookie] = await agent.context.cookies();
const sockets = new Agent({ keepAlive: true, maxSockets: PAGES });
await Promise.all(Array.from({ length: PAGES - 1 }, () => new Promise((open, fail) => {
  const headers = { Cookie: `${cookie.name}=${cookie.value}`, Accept: "text/event-stream" };
  const asked = request(`${house.url}/live`, { agent: sockets, headers }, (answer) => {
    if (answer.statusCode !== 200) fail(new Error(`a stream was answered by ${answer.statusCode}`));
    answer.resume();
    open();
  });
  asked.on("error", () => undefined);
  asked.end();
})));

const millis = [];
for (let n = 0; n < SAMPLES; n += 1) {
  const words = `Line ${n} of what is measured.`;
  const seen = agent.page.evaluate((words) => new Promise((found) => {
    const look = () => {
      if (!document.querySelector("#now .messages")?.textContent.includes(words)) return;
      watch.disconnect();
      requestAnimationFrame(() => found(performance.timeOrigin + performance.now()));
    };
    const watch = new MutationObserver(look);
    watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  }), words);
  await new Promise((go) => setTimeout(go, 150));
  const sent = performance.timeOrigin + performance.now();
  await house.message(chat, words);
  millis.push(await seen - sent);
}
millis.sort((a, b) => a - b);
const at = (part) => millis[Math.floor(millis.length * part)].toFixed(1);
console.log(`posted to visible on a page, ${PAGES} connected: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; wanted are 50`);
sockets.destroy();
await house.close();
process.exit(0);
