import { svelte } from "@sveltejs/vite-plugin-svelte";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [svelte()],
  // The window is WebKitGTK; what it cannot read must fail here, not there.
  build: { target: "safari18", outDir: "dist", emptyOutDir: true, reportCompressedSize: false },
  clearScreen: false,
  test: { include: ["src/**/*.test.ts"], passWithNoTests: true },
});
