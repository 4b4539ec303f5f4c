import { svelte } from "@sveltejs/vite-plugin-svelte";
import { loadEnv, type ProxyOptions } from "vite";
import { defineConfig } from "vitest/config";
import { spaces } from "./spaces.ts";

/** `cargo xtask dev` says where the doors are, and the key that only this server gives. */
function doors(mode: string): Record<string, ProxyOptions> {
  const { PARCOURS_DOORS: target, PARCOURS_DOORS_KEY: key } = loadEnv(mode, ".", "PARCOURS_DOORS");
  return target && key
    ? { "/doors/": { target, changeOrigin: false, headers: { "X-Parcours-Key": key } } }
    : {};
}

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), spaces()],
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
