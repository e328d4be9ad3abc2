// The sprite stands in every page, so it holds exactly the icons that are used.
import { test } from "node:test";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";

const root = resolve(import.meta.dirname, "../..");
const listed = readFileSync(resolve(root, "web/icons.txt"), "utf8").split("\n").map((line) => line.trim()).filter((line) => line && !line.startsWith("#"));

function sources(folder, ending) {
  return readdirSync(resolve(root, folder), { recursive: true }).filter((name) => ending.test(name)).map((name) => readFileSync(resolve(root, folder, name), "utf8"));
}

test("every listed icon is used, in the order of the alphabet", () => {
  const code = [...sources("src", /\.rs$/), ...sources("web/src", /\.ts$/)].join("\n");
  assert.deepEqual(listed.filter((name) => !code.includes(`"${name}"`) && !code.includes(`#i-${name}"`)), []);
  assert.deepEqual(listed, [...new Set(listed)].sort());
});

test("every icon of the fixtures is listed", () => {
  const used = sources("web/fixtures", /\.html$/).flatMap((html) => [...html.matchAll(/#i-([a-z0-9-]+)/g)].map((match) => match[1]));
  assert.deepEqual([...new Set(used)].filter((name) => !listed.includes(name)), []);
});

test("every icon that a page asks for by name is listed", () => {
  const asked = sources("src", /\.rs$/).flatMap((rust) => [...rust.matchAll(/\bicon(?:_of\("[^"]*", |\()"([a-z0-9-]+)"/g)].map((match) => match[1]));
  assert.deepEqual([...new Set(asked)].filter((name) => !listed.includes(name)), []);
});
