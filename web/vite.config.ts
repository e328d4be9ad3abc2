import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { icons } from "./tools/icons.ts";

const root = dirname(fileURLToPath(import.meta.url));

export default defineConfig({
  root,
  base: "./", // addresses inside the style sheet stay relative, so the server may serve /assets from anywhere
  publicDir: false,
  plugins: [icons(root)],
  build: {
    // light-dark(), nesting, :has and subgrid are used as written: no rewriting for older browsers.
    target: ["chrome125", "firefox128", "safari17.6"],
    manifest: true,
    modulePreload: false, // one chunk, and the strict CSP has no room for helpers
    assetsInlineLimit: 0, // img-src and font-src allow 'self', not data:
    rollupOptions: { input: ["src/main.ts", "src/telephone.ts"] },
  },
});
