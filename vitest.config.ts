import { defineConfig } from "vitest/config";

export default defineConfig({
  // What scripts/build.mjs puts in.
  define: { TAGLINE_BUILD: JSON.stringify("a build of the tests") },
  test: {
    include: ["test/**/*.test.ts"],
    env: { TZ: "UTC" },
    // One a processor, and not one fewer: most of the time goes by in git.
    maxWorkers: "100%",
    testTimeout: 60_000,
    hookTimeout: 60_000,
    coverage: { provider: "v8", include: ["src/**/*.{ts,tsx}"] },
  },
});
