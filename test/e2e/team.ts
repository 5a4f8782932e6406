import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Said, scratch } from "./scratch.js";

/** A clone of the team's remote. */
export interface Clone {
  readonly directory: string;
  write(path: string, text: string): void;
  git(...args: string[]): string;
  tagline(...args: string[]): Said;
}

/** A bare remote `origin.git` with v0 on `main`, and clones of it. */
export interface Team {
  readonly origin: Clone;
  clone(name: string, ...options: string[]): Clone;
  shell(line: string): Said;
}

/** An agent that differs by its name only. */
export function agentNamed(name: string): string {
  return `response_engine: { type: custom-llm, llm_websocket_url: "wss://llm.example/x" }\nvoice_id: 11labs-Adrian\nagent_name: ${name}\n`;
}

/** Makes the remote, and v0 in it: one agent `desk`, one number on its draft. */
export function team(): Team {
  const { directory, git, shell } = scratch();
  const inside = (name: string): Clone => {
    const at = join(directory, name);
    return {
      directory: at,
      write(path, text) {
        mkdirSync(dirname(join(at, path)), { recursive: true });
        writeFileSync(join(at, path), text);
      },
      git: (...args) => git("-C", at, ...args),
      tagline: (...args) => shell(["tagline", "-C", at, ...args].map((word) => `'${word}'`).join(" ")),
    };
  };
  git("init", "-q", "--bare", "-b", "main", "origin.git");
  git("config", "--global", "user.name", "Dev");
  git("config", "--global", "user.email", "dev@example.com");
  const made: Team = {
    origin: inside("origin.git"),
    clone(name, ...options) {
      git("clone", "-q", ...options, `file://${directory}/origin.git`, name);
      return inside(name);
    },
    shell,
  };
  const first = made.clone("first");
  first.write("agents/desk/agent.yaml", agentNamed("zero"));
  first.write("phone-numbers.yaml", 'numbers:\n  "+14155550100":\n    inbound: desk@draft\n');
  const said = first.tagline("deploy", "--yes");
  if (said.exit !== 0) throw new Error(said.err);
  return made;
}

/** Writes a hook of a repository. */
export function hook(gitdir: string, name: string, script: string): void {
  const path = join(gitdir, "hooks", name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}
