// What the compiler and the formatter do not see: promises left alone, dead names, and who may import whom.

import js from "@eslint/js";
import svelte from "eslint-plugin-svelte";
import { defineConfig, globalIgnores } from "eslint/config";
import ts from "typescript-eslint";
import svelteConfig from "./svelte.config.js";

const window = {
  group: ["@tauri-apps/*"],
  message: "Only src/host.ts talks to the window.",
};
const imports = (...patterns) => ["error", { patterns }];

export default defineConfig(
  globalIgnores(["dist", "src/generated"]),
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ["*.js"] },
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: [".svelte"],
      },
    },
  },
  {
    files: ["**/*.svelte", "**/*.svelte.ts"],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
  },
  {
    rules: {
      // The compiler knows every name.
      "no-undef": "off",
      // A space at the edge of an element stands in braces: the compiler drops it otherwise.
      "svelte/no-useless-mustaches": "off",
      // Not every set is state: those of one call, or that no screen shows, are plain.
      "svelte/prefer-svelte-reactivity": "off",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/no-floating-promises": "error",
      "no-restricted-imports": imports(window),
      "no-restricted-globals": [
        "error",
        { name: "requestAnimationFrame", message: "A window that is not shown never calls it: use tick()." },
      ],
      "no-restricted-properties": [
        "error",
        {
          property: "requestAnimationFrame",
          message: "A window that is not shown never calls it: use tick().",
        },
      ],
    },
  },
  {
    files: ["src/kit/**"],
    rules: {
      "no-restricted-imports": imports(window, {
        regex: String.raw`^\.\./(?!host$|touched\.svelte$|router\.svelte$|generated/)`,
        message:
          "The kit knows no word of the trade: it imports only the host, the router, what was touched and generated types.",
      }),
    },
  },
  {
    files: ["src/router.svelte.ts", "src/touched.svelte.ts", "src/door.ts"],
    rules: {
      "no-restricted-imports": imports(window, {
        regex: String.raw`^\./(?!generated/)`,
        message: "It stands at the bottom: everything may import it, and it imports only generated types.",
      }),
    },
  },
  {
    files: ["src/host.ts"],
    rules: {
      "no-restricted-imports": imports({
        regex: String.raw`^\./(?!generated/|touched\.svelte$|door$|dev$|sentences$|spaces$)`,
        message:
          "It stands at the bottom: it imports only generated types, what was touched, and the doors it may open.",
      }),
    },
  },
);
