// The texts of the house, so that stories ask for a meaning and not for a wording. Reads the simple part of Fluent
// that translations/ use: texts, { $values }, and one choice by plural or by word.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../translations/", import.meta.url));
const known = new Map();

function read(language) {
  const texts = new Map();
  for (const file of readdirSync(join(root, language)).filter((name) => name.endsWith(".ftl"))) {
    let key = "";
    for (const line of readFileSync(join(root, language, file), "utf8").split("\n")) {
      const start = /^([a-z][\w-]*) =\s?(.*)$/.exec(line);
      if (start) { key = start[1]; texts.set(key, start[2]); }
      else if (key && (/^\s+\S/.test(line) || line.startsWith("}"))) texts.set(key, `${texts.get(key)}\n${line}`);
      else key = "";
    }
  }
  return texts;
}

function choose(language, choice, args) {
  const name = /\$(\w+)\s*->/.exec(choice)[1];
  const variants = [...choice.matchAll(/(\*)?\[(\w+)\]\s*([^\n]*)/g)].map(([, usual, word, text]) => ({ usual, word, text }));
  const value = args[name];
  const word = typeof value === "number" ? new Intl.PluralRules(language).select(value) : String(value);
  return (variants.find((one) => one.word === String(value)) ?? variants.find((one) => one.word === word) ?? variants.find((one) => one.usual)).text;
}

/** The text of a key in a language. */
export function t(language, key, args = {}) {
  if (!known.has(language)) known.set(language, read(language));
  const raw = known.get(language).get(key);
  if (raw === undefined) return key; // the server does the same; a test of its own sees to it that none is missing
  const chosen = raw.replace(/\{\s*\$\w+\s*->[\s\S]*?\n\s*\}/g, (choice) => choose(language, choice, args));
  return chosen.replace(/\{\s*\$(\w+)\s*\}/g, (_, name) => args[name] ?? "").trim();
}
