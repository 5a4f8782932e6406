import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, type Plugin } from "esbuild";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { withLinesRemembered } from "../scripts/bundle-plugins.mjs";

/** Ink's own, which its package does not export. */
type Output = new (size: {
  width: number;
  height: number;
}) => {
  write(x: number, y: number, text: string, options: { transformers: readonly never[] }): void;
  get(): { output: string };
};

const size = { width: 24, height: 4 };
let directory = "";
let plain: Output;
let patched: Output;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), "tagline-ink-"));
  const load = async (name: string, plugins: Plugin[]): Promise<Output> => {
    const outfile = join(directory, `${name}.mjs`);
    const entryPoints = [join(import.meta.dirname, "../node_modules/ink/build/output.js")];
    await build({ entryPoints, outfile, bundle: true, format: "esm", platform: "node", plugins });
    return (await import(pathToFileURL(outfile).href)).default;
  };
  plain = await load("plain", []);
  patched = await load("patched", [withLinesRemembered]);
});
afterAll(() => rm(directory, { recursive: true }));

const styled = fc
  .record({
    codes: fc.subarray(["\u001b[1m", "\u001b[2m", "\u001b[31m", "\u001b[42m", "\u001b[38;5;9m"]),
    text: fc.constantFrom("agent", "日本", "é", "👩‍👩‍👧 v12", " ", "a│b", ""),
    end: fc.constantFrom("", "\u001b[22m", "\u001b[39m", "\u001b[0m"),
  })
  .map(({ codes, text, end }) => codes.join("") + text + end);
const line = fc.array(styled, { maxLength: 6 }).map((parts) => parts.join(""));
const write = fc.record({ x: fc.nat(size.width - 1), y: fc.nat(size.height - 1), text: line });

it("remembering lines changes no frame, of any number drawn one after the other", () => {
  fc.assert(
    fc.property(fc.array(fc.array(write, { maxLength: 5 }), { maxLength: 4 }), (frames) => {
      for (const writes of frames) {
        const [theirs, own] = [new plain(size), new patched(size)];
        for (const { x, y, text } of writes)
          for (const output of [theirs, own]) output.write(x, y, text, { transformers: [] });
        expect(own.get().output).toBe(theirs.get().output);
      }
    }),
  );
});
