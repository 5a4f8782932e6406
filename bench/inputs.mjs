// @ts-check
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build, stop } from "esbuild";
import { makeRepository } from "./make-repository.mjs";

/**
 * A repository to measure in.
 *
 * @typedef {object} Work
 * @property {string} directory
 * @property {import("./make-repository.mjs").Sizes} sizes
 * @property {string} programs where the programs of bench/programs are, each bundled
 * @property {string} home a home directory without settings
 */

/**
 * The repositories of a run, each made when it is first asked for. A directory that has some already, from a
 * run with the same sizes, is taken as it is.
 *
 * @param {string} directory
 */
export function inputsIn(directory) {
  const [home, programs] = [join(directory, "home"), join(directory, "programs")];
  return {
    /** Makes what every command needs. */
    async prepare() {
      mkdirSync(home, { recursive: true });
      // Bundled as Tagline is: a floor that loads its packages file by file would be too easy to reach.
      await build({
        entryPoints: ["parse-yaml", "read-files", "spawn-git"].map((name) =>
          join(import.meta.dirname, "programs", `${name}.mjs`),
        ),
        outdir: programs,
        outExtension: { ".js": ".cjs" },
        bundle: true,
        minify: true,
        platform: "node",
        format: "cjs",
      });
      // Its process would wait beside what is measured.
      await stop();
    },
    /**
     * @param {import("./make-repository.mjs").Sizes} sizes
     * @param {"packed" | "loose"} refs
     * @returns {Promise<Work>}
     */
    async repository(sizes, refs = "packed") {
      const name = Object.values(sizes).join("-");
      const place = join(directory, name);
      const whole = join(place, "whole");
      if (!existsSync(whole)) {
        console.error(
          `bench: making ${sizes.agents} agents, ${sizes.versions} versions${sizes.ballastMb > 0 ? `, ${sizes.ballastMb} MB beside them` : ""}`,
        );
        rmSync(place, { recursive: true, force: true });
        await makeRepository(place, sizes);
        writeFileSync(whole, "");
      }
      return { directory: join(place, refs), sizes, programs, home };
    },
  };
}
