// Makes dist/icons.svg, one <symbol> a name listed in icons.txt, from lucide-static.
// The server puts the file at the top of <body>; pages then say <use href="#i-NAME">.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

export function iconNames(root: string): string[] {
  return readFileSync(resolve(root, "icons.txt"), "utf8")
    .split("\n").map((line) => line.replace(/#.*/, "").trim()).filter(Boolean);
}

export function sprite(root: string): string {
  const symbols = iconNames(root).map((name) => {
    let source: string;
    try { source = readFileSync(resolve(root, `node_modules/lucide-static/icons/${name}.svg`), "utf8"); }
    catch { throw new Error(`icons.txt: lucide-static has no icon named "${name}"`); }
    const inner = source.replace(/<!--[\s\S]*?-->/g, "").replace(/^[\s\S]*?<svg[\s\S]*?>/, "").replace(/<\/svg>\s*$/, "");
    return `<symbol id="i-${name}" viewBox="0 0 24 24">${inner.replace(/\s*\n\s*/g, "").replace(/ \/>/g, "/>").trim()}</symbol>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" hidden>${symbols.join("")}</svg>\n`;
}

export function icons(root: string): Plugin {
  return {
    name: "visavi-icons",
    apply: "build",
    buildStart() { this.addWatchFile(resolve(root, "icons.txt")); },
    generateBundle() { this.emitFile({ type: "asset", fileName: "icons.svg", source: sprite(root) }); },
  };
}
