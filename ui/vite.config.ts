import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig(({ mode }) => ({
  plugins: [svelte()],
  // The window is WebKitGTK; what it cannot read must fail here, not there.
  build: {
    target: "safari18",
    outDir: "dist",
    emptyOutDir: true,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 2000,
  },
  clearScreen: false,
  // Components are mounted as in a browser, not rendered as on a server.
  ...(mode === "test" ? { resolve: { conditions: ["browser"] } } : {}),
  test: { include: ["src/**/*.test.ts"], environment: "happy-dom" },
}));
