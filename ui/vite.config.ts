import { svelte } from "@sveltejs/vite-plugin-svelte";
import { loadEnv, type Plugin, type ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import { spaces } from "./spaces.ts";

/** `cargo xtask dev` says where the doors are, and the key that only this server gives. */
function doors(mode: string): Record<string, ProxyOptions> {
  const { PARCOURS_DOORS: target, PARCOURS_DOORS_KEY: key } = loadEnv(mode, ".", "PARCOURS_DOORS");
  return target && key
    ? { "/doors/": { target, changeOrigin: false, headers: { "X-Parcours-Key": key } } }
    : {};
}

/** Styles come below what index.html paints at once, which does not wait for them; the page's code still does. */
function lateStyles(): Plugin {
  return {
    name: "late-styles",
    transformIndexHtml: {
      order: "post",
      handler: (html) => {
        const [link = ""] = /\s*<link rel="stylesheet"[^>]*>/.exec(html) ?? [];
        return html.replace(link, "").replace("</body>", `${link.trim()}\n  </body>`);
      },
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), spaces(), lateStyles()],
  // The window is WebKitGTK; what it cannot read must fail here, not there.
  build: {
    target: "safari18",
    outDir: "dist",
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  clearScreen: false,
  server: { host: "127.0.0.1", proxy: doors(mode) },
  // Components are mounted as in a browser, not rendered as on a server.
  ...(mode === "test" ? { resolve: { conditions: ["browser"] } } : {}),
  test: { include: ["src/**/*.test.ts"], environment: "happy-dom" },
}));
