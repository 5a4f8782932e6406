// @ts-check
/** @typedef {import("./facts.mjs").Fact} Fact @typedef {import("./facts.mjs").Defs} Defs */

/**
 * Reads the interfaces of a type declaration file as facts, by their full names (`LlmResponse.EndCallTool`).
 * Understands what the SDK's generator writes: interfaces, nested namespaces, unions, arrays, literals and
 * index signatures.
 * @param {string} text @returns {Defs}
 */
export function readDeclarations(text) {
  /** @type {Defs} */
  const defs = new Map();
  const source = text.replace(/\/\*[\s\S]*?\*\//g, "");
  const tokens = source.match(/'[^']*'|"[^"]*"|[A-Za-z_$][\w$]*|-?\d+|[^\s]/g) ?? [];
  const reader = { tokens, at: 0 };
  readScope(reader, "", defs);
  return defs;
}

/** @typedef {{tokens: string[], at: number}} Reader */

/** @param {Reader} reader @param {string} scope @param {Defs} defs */
function readScope(reader, scope, defs) {
  while (reader.at < reader.tokens.length) {
    const token = next(reader);
    if (token === "}") return;
    if (token === "interface") {
      const name = scope + next(reader);
      while (reader.tokens[reader.at] !== "{") reader.at += 1;
      reader.at += 1;
      defs.set(name, readFields(reader, scope));
    } else if (token === "namespace") {
      const name = next(reader);
      expect(reader, "{");
      readScope(reader, `${scope}${name}.`, defs);
    } else if (token === "class") skipBlock(reader);
    else if (token === "{") skipRest(reader);
  }
}

/** @param {Reader} reader @param {string} scope @returns {Fact} */
function readFields(reader, scope) {
  /** @type {Map<string, Fact>} */
  const fields = new Map();
  const required = new Set();
  /** @type {Fact | null} */
  let values = null;
  for (let token = next(reader); token !== "}"; token = next(reader)) {
    if (token === ";") continue;
    if (token === "[") {
      while (next(reader) !== "]");
      expect(reader, ":");
      values = readType(reader, scope);
      continue;
    }
    const name = token.replace(/^['"]|['"]$/g, "");
    if (reader.tokens[reader.at] === "?") reader.at += 1;
    else required.add(name);
    expect(reader, ":");
    fields.set(name, readType(reader, scope));
  }
  if (values !== null && fields.size === 0) return { kind: "map", values };
  return { kind: "object", fields, required };
}

/** @param {Reader} reader @param {string} scope @returns {Fact} */
function readType(reader, scope) {
  /** @type {Fact[]} */
  const branches = [];
  /** @type {string[]} */
  const literals = [];
  let nullable = false;
  do {
    if (reader.tokens[reader.at] === "|") reader.at += 1;
    const token = next(reader);
    if (token === "null") nullable = true;
    else if (/^['"]/.test(token)) literals.push(token.slice(1, -1));
    else branches.push(readSingle(reader, token, scope));
  } while (reader.tokens[reader.at] === "|");
  if (literals.length > 0) branches.unshift({ kind: "string", values: literals });
  const only = branches.length === 1 ? branches[0] : undefined;
  const fact = only ?? /** @type {Fact} */ ({ kind: "union", branches });
  return nullable ? { ...fact, nullable } : fact;
}

/** @param {Reader} reader @param {string} token @param {string} scope @returns {Fact} */
function readSingle(reader, token, scope) {
  switch (token) {
    case "string":
    case "number":
    case "boolean":
      return { kind: token };
    case "unknown":
    case "any":
      return { kind: "any" };
    case "true":
    case "false":
      return { kind: "boolean" };
    case "{":
      return readFields(reader, scope);
    case "Array": {
      expect(reader, "<");
      const items = readType(reader, scope);
      expect(reader, ">");
      return { kind: "array", items };
    }
    default: {
      let name = token;
      while (reader.tokens[reader.at] === ".") {
        reader.at += 1;
        name += `.${next(reader)}`;
      }
      return { kind: "ref", name: `${scope}:${name}` };
    }
  }
}

/**
 * Finds the interface that a reference means: the nearest enclosing namespace that has it.
 * @param {string} reference @param {Defs} defs @returns {{name: string, fact: Fact}}
 */
export function lookUp(reference, defs) {
  const [scope = "", name = ""] = reference.includes(":") ? reference.split(":") : ["", reference];
  const steps = scope.split(".").filter((step) => step !== "");
  for (let depth = steps.length; depth >= 0; depth -= 1) {
    const full = [...steps.slice(0, depth), name].join(".");
    const fact = defs.get(full);
    if (fact !== undefined) return { name: full, fact };
  }
  throw new Error(`the SDK has no type ${name} in ${scope}`);
}

/** @param {Reader} reader */
function skipBlock(reader) {
  while (next(reader) !== "{");
  skipRest(reader);
}

/** @param {Reader} reader */
function skipRest(reader) {
  for (let depth = 1; depth > 0; ) {
    const token = next(reader);
    if (token === "{") depth += 1;
    if (token === "}") depth -= 1;
  }
}

/** @param {Reader} reader */
function next(reader) {
  const token = reader.tokens[reader.at];
  if (token === undefined) throw new Error("the declaration file ends in the middle");
  reader.at += 1;
  return token;
}

/** @param {Reader} reader @param {string} token */
function expect(reader, token) {
  const found = next(reader);
  if (found !== token) throw new Error(`expected ${token}, found ${found}`);
}
