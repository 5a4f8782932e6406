import { describe, expect, it } from "vitest";
import type { TagFact, VerifyFacts } from "../../src/verify/facts.js";
import { findFaults } from "../../src/verify/find-faults.js";

/** An oid that says what it is: `tag`, `commit` or `tree`, and of which version. */
const oid = (kind: "tag" | "commit" | "tree" | "agents", version: number): string =>
  `${{ tag: "a", commit: "b", tree: "c", agents: "d" }[kind]}${String(version).padStart(39, "0")}`;

function tagOf(version: number, changes: Partial<TagFact> = {}): TagFact {
  return {
    oid: oid("tag", version),
    name: `v${version}`,
    type: "commit",
    object: oid("commit", version),
    configTree: oid("agents", version),
    previous: version === 0 ? null : { version: version - 1, tagOid: oid("tag", version - 1) },
    isRenumbered: false,
    isSigned: false,
    ...changes,
  };
}

/** v0 to v3, chained, each by a deploy of its own. */
function sound(): VerifyFacts {
  const versions = [0, 1, 2, 3];
  return {
    refs: new Map(versions.map((version) => [version, { oid: oid("tag", version), symbolic: null }])),
    blocked: new Set(),
    objects: new Map(versions.map((version) => [oid("tag", version), { kind: "tag", tag: tagOf(version) }])),
    commits: new Map(
      versions.map((version) => [
        oid("commit", version),
        {
          kind: "found",
          tree: oid("tree", version),
          deployed: version,
          agents: { kind: "known", oid: oid("agents", version) },
        },
      ]),
    ),
    deploys: new Map(versions.map((version) => [version, [oid("commit", version)]])),
    replacements: [],
    pins: [],
    manifestErrors: 0,
    settingsErrors: [],
    absentParents: [],
    isShallow: false,
    isPartial: false,
    remoteName: null,
    remote: null,
    signatures: null,
  };
}

/** The same with other tags: a version's ref holds the given one, or nothing (null). */
function withTags(
  facts: VerifyFacts,
  tags: Readonly<Record<number, TagFact | null>>,
  options: { readonly keepObjects: boolean } = { keepObjects: true },
): VerifyFacts {
  const refs = new Map(facts.refs);
  const objects = new Map(facts.objects);
  for (const [key, tag] of Object.entries(tags)) {
    const version = Number(key);
    if (!options.keepObjects) objects.set(oid("tag", version), { kind: "absent" });
    if (tag === null) refs.delete(version);
    else {
      refs.set(version, { oid: tag.oid, symbolic: null });
      objects.set(tag.oid, { kind: "tag", tag });
    }
  }
  return { ...facts, refs, objects };
}

const found = (facts: VerifyFacts): string[] =>
  findFaults(facts).findings.map(({ severity, code, ref }) => `${ref ?? "repository"} ${severity} ${code}`);

describe("the chain", () => {
  it("of deploys has no findings", () => {
    expect(findFaults(sound())).toEqual({
      findings: [],
      checked: {
        versions: 4,
        remote: null,
        signatures: null,
        newest: { version: 3, anchors: ["commit"] },
      },
    });
  });

  it("goes on below a moved or deleted tag through the object that was vouched for", () => {
    const moved = tagOf(2, { oid: "e".repeat(40), object: oid("commit", 3), configTree: null });
    const facts = withTags(sound(), { 2: moved, 1: null, 0: tagOf(0, { oid: "f".repeat(40) }) });
    expect(found(facts)).toEqual([
      "v2 error moved-version",
      "v1 error missing-version",
      "v0 error moved-version",
    ]);
  });

  it("starts anew below an object that is gone, and says that nothing vouches for what follows", () => {
    const facts = withTags(sound(), { 2: null }, { keepObjects: false });
    expect(findFaults(facts).findings).toEqual([
      {
        severity: "error",
        code: "missing-version",
        version: 2,
        ref: "v2",
        message:
          "v2 has no tag here, but v3 vouches for its tag object a00000000000, and commit b00000000000 was deployed as v2.",
        hint: `git fetch <another clone> +refs/tags/v2:refs/tags/v2`,
      },
      {
        severity: "warning",
        code: "unvouched-version",
        version: 1,
        ref: "v1",
        message:
          "No version vouches for v1, because the chain breaks at v2: only its commit's trailer says that it is the right one.",
      },
    ]);
  });

  it("does not believe what a moved newest tag says of the one before it", () => {
    const forged = tagOf(3, {
      oid: "e".repeat(40),
      object: oid("commit", 1),
      configTree: oid("agents", 1),
      previous: { version: 2, tagOid: "f".repeat(40) },
    });
    expect(found(withTags(sound(), { 3: forged }))).toEqual([
      "v3 error moved-version",
      "v2 warning unvouched-version",
    ]);
  });

  it("may have gaps: a number that was never a version is not missed", () => {
    const facts = withTags(sound(), {
      2: null,
      3: tagOf(3, { previous: { version: 1, tagOid: oid("tag", 1) } }),
    });
    const deploys = new Map(facts.deploys);
    deploys.delete(2);
    expect(found({ ...facts, deploys })).toEqual([]);
  });

  it("may begin at any number, and on a commit that no deploy made", () => {
    const facts = withTags(sound(), { 0: null, 1: tagOf(1, { previous: null }) });
    const objects = new Map(facts.objects);
    objects.set(oid("tag", 1), { kind: "tag", tag: tagOf(1, { previous: null }) });
    const commits = new Map(
      [...facts.commits].map(([key, commit]) => [key, { ...commit, deployed: null }] as const),
    );
    const { findings, checked } = findFaults({ ...facts, objects, commits, deploys: new Map() });
    expect(findings).toEqual([]);
    // Nothing here anchors the newest version then.
    expect(checked.newest).toEqual({ version: 3, anchors: [] });
  });

  it("ends at a trailer that names itself or a later version, instead of going round", () => {
    const facts = withTags(sound(), { 3: tagOf(3, { previous: { version: 3, tagOid: oid("tag", 3) } }) });
    expect(found(facts)).toEqual(["v3 error unchained-version"]);
  });

  it("says of a version after the first chained one that it vouches for nothing before it", () => {
    const facts = withTags(sound(), { 3: tagOf(3, { configTree: null, previous: null }) });
    expect(findFaults(facts).findings.map(({ message }) => message)).toEqual([
      "v3 was not made by a deploy: its tag has no Config-Tree and no Previous-Version trailer, so it vouches for no version before it.",
    ]);
  });
});

describe("the hint for a lost or moved tag", () => {
  const other = tagOf(2, { oid: "e".repeat(40) });
  const hint = (facts: VerifyFacts): string | undefined =>
    findFaults(facts).findings.find(({ version }) => version === 2)?.hint;
  const remote = {
    name: "origin",
    branch: "main",
    tip: null,
    versions: new Map([[2, { oid: oid("tag", 2), peeled: oid("commit", 2) }]]),
    onBranch: null,
    isWhole: false,
  };
  const gone = { keepObjects: false };

  it("is the ref update, while the object is here", () => {
    expect(hint(withTags(sound(), { 2: other }))).toBe(`git update-ref refs/tags/v2 ${oid("tag", 2)}`);
  });

  it("is a fetch, when the remote was asked and has it", () => {
    const facts = { ...withTags(sound(), { 2: other }, gone), remoteName: "origin", remote };
    expect(hint(facts)).toBe("git fetch origin +refs/tags/v2:refs/tags/v2");
  });

  it("is to ask the remote, when there is one", () => {
    expect(hint({ ...withTags(sound(), { 2: other }, gone), remoteName: "origin" })).toBe(
      "tagline verify --remote origin",
    );
    expect(hint({ ...withTags(sound(), { 2: null }, gone), remoteName: "origin" })).toBe(
      "git fetch --tags origin",
    );
    expect(hint({ ...withTags(sound(), { 2: null }, gone), remoteName: "origin", isShallow: true })).toBe(
      "git fetch --unshallow --tags origin",
    );
  });
});

describe("signatures", () => {
  const signed = (versions: readonly number[]): VerifyFacts =>
    withTags(
      sound(),
      Object.fromEntries(versions.map((version) => [version, tagOf(version, { isSigned: true })])),
    );

  it("that git did not explain one by one are named without its words", () => {
    const refused = new Map([
      [2, "error: no"],
      [3, ""],
    ]);
    const facts = { ...signed([1, 2, 3]), signatures: { good: new Set([1]), refused } };
    expect(findFaults(facts).findings.map(({ message }) => message)).toEqual([
      "git does not confirm the signature of v3.",
      "git does not confirm the signature of v2: error: no",
      "v0 is not signed.",
    ]);
  });

  it("are an error when there is none at all", () => {
    const facts = { ...sound(), signatures: { good: new Set<number>(), refused: new Map<number, string>() } };
    expect(found(facts)).toEqual([3, 2, 1, 0].map((version) => `v${version} error missing-signature`));
  });
});

describe("a pin above every tag here", () => {
  const pin = { agent: "desk", version: 7, weight: 1 };
  const lost: VerifyFacts = {
    ...sound(),
    pins: [{ number: "+14155550100", direction: "inbound", pin, leads: "no-version" }],
  };
  const hint = (facts: VerifyFacts) => findFaults(facts).findings.find(({ version }) => version === 7)?.hint;

  it("may be on a remote that was not asked; without one the line is pinned elsewhere", () => {
    expect(hint({ ...lost, remoteName: "origin" })).toBe("git fetch --tags origin");
    expect(hint(lost)).toBe("tagline attach +14155550100 desk@v3 --direction inbound");
  });
});

describe("the order of findings", () => {
  it("is newest version first, then what is about no version", () => {
    const facts: VerifyFacts = {
      ...withTags(sound(), { 0: null, 2: null }),
      manifestErrors: 2,
      absentParents: ["e".repeat(40)],
      isShallow: true,
    };
    expect(found(facts)).toEqual([
      "v2 error missing-version",
      "v0 error missing-version",
      "repository warning history-cut",
      "repository error invalid-manifest",
    ]);
  });
});
