// @ts-check
/** What is left out of the libraries in the bundle, or done at another time than they do it. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { transform } from "esbuild";

/**
 * commander loads `node:child_process` for subcommands that are programs of their own. There are none, and loading
 * it takes a thirtieth of a bare start.
 *
 * @type {import("esbuild").Plugin}
 */
export const withoutPrograms = {
  name: "without-programs",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:child_process$/ }, ({ importer }) =>
      /[\\/]commander[\\/]/.test(importer) ? { path: "none", namespace: "none" } : null,
    );
    onLoad({ filter: /^none$/, namespace: "none" }, () => ({ contents: "module.exports = {};" }));
  },
};

/**
 * Ink's bridge to React's developer tools, which no user has, would be waited for while Ink is loaded, and so would
 * what it tells them about itself.
 *
 * @type {import("esbuild").Plugin}
 */
export const withoutDevtools = {
  name: "without-devtools",
  setup({ onLoad }) {
    onLoad({ filter: /ink[\\/]build[\\/]reconciler\.js$/ }, ({ path }) => ({
      contents: patched(path, ["isDev()", "false"]),
    }));
  },
};

/**
 * React's reconciler with short names: it is most of what the browser loads, and reading it takes as long as it is.
 * Our own code keeps its names, which the report of a bug shows.
 *
 * @type {import("esbuild").Plugin}
 */
export const withShortReact = {
  name: "with-short-react",
  setup({ onLoad }) {
    onLoad({ filter: /react-reconciler\.production\.js$/ }, async ({ path }) => {
      const { code } = await transform(readFileSync(path, "utf8"), { minify: true, legalComments: "none" });
      return { contents: code };
    });
  },
};

/**
 * Ink makes each frame anew from every character on the screen. Here what it made of a line it knows for the next
 * frame, as nearly every line is on it too, and two characters of the same look have nothing to be told apart by.
 *
 * @type {import("esbuild").Plugin}
 */
export const withLinesRemembered = {
  name: "with-lines-remembered",
  setup({ onLoad }) {
    onLoad({ filter: /ink[\\/]build[\\/]output\.js$/ }, ({ path }) => ({
      contents: `const remembered = () => {
          if (caches === undefined || caches.styledChars.size > 500) caches = new OutputCaches();
          return caches;
        };
        let caches;
        ${patched(path, ["caches = new OutputCaches()", "caches = remembered()"])}`,
    }));
    onLoad({ filter: /ansi-tokenize[\\/]build[\\/]diff\.js$/ }, ({ path }) => {
      const start = "export function diffAnsiCodes(from, to) {";
      const isSame =
        "from === to || (from.length === to.length && from.every((one, i) => one.code === to[i].code))";
      return { contents: patched(path, [start, `${start} if (${isSame}) return [];`]) };
    });
  },
};

/**
 * Ink's layout is WebAssembly in a `data:` URL, which it has decoded by `fetch` and waits for while it is loaded.
 * CommonJS cannot wait there, and `fetch` takes as long to load as the rest of the browser: it is made at once here.
 *
 * @type {import("esbuild").Plugin}
 */
export const withYogaAtOnce = {
  name: "with-yoga-at-once",
  setup({ onLoad }) {
    const url = /data:application\/octet-stream;base64,([\w+/=]+)/;
    onLoad({ filter: /yoga-layout[\\/]dist[\\/]src[\\/]index\.js$/ }, ({ path }) => {
      const binary = join(path, "../../binaries/yoga-wasm-base64-esm.js");
      const bytes = url.exec(readFileSync(binary, "utf8"))?.[1];
      if (bytes === undefined) throw new Error(`${binary} does not hold WebAssembly any more`);
      return {
        contents: `
          import load from "../binaries/yoga-wasm-base64-esm.js";
          import wrapAssembly from "./wrapAssembly.js";
          const bytes = Buffer.from("${bytes}", "base64");
          const yoga = {
            instantiateWasm: (imports, receive) =>
              receive(new WebAssembly.Instance(new WebAssembly.Module(bytes), imports)),
          };
          load(yoga);
          export default wrapAssembly(yoga);
          export * from "./generated/YGEnums.js";`,
      };
    });
    onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, "utf8").replace(url, ""),
    }));
  },
};

/**
 * The text of a file with another text in place of one that must be there.
 *
 * @param {string} path
 * @param {[string, string]} change
 */
function patched(path, [from, to]) {
  const text = readFileSync(path, "utf8");
  if (!text.includes(from)) throw new Error(`${path} does not have this any more: ${from}`);
  return text.replaceAll(from, () => to);
}
