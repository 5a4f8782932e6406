import { readmeMark } from "./plan.js";

/** What a README says to whoever meets a repository of agents for the first time. */
export const readmeSection = `${readmeMark}

## Working on the agents

Each directory in \`agents/\` is a voice agent. \`phone-numbers.yaml\` says which number runs which agent, and at which version. Published versions are the tags \`v0\`, \`v1\` and so on, and never change.

| to                                      | run                                       |
| --------------------------------------- | ----------------------------------------- |
| find what would break a call            | \`tagline validate\`                        |
| see what changed since the last version | \`tagline diff\`                            |
| see where everything stands             | \`tagline status\`                          |
| publish the agents as the next version  | \`tagline deploy --title "What is new"\`    |
| point a number at a version             | \`tagline attach <number> <agent>@v<N>\`    |
| point a number back                     | \`tagline rollback <number>\`               |

A secret stays out of these files: \`{ $env: NAME }\` stands for it.
`;
