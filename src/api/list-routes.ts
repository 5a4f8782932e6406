import type { Route } from "./route.js";
import { routeTable } from "./table.js";

/** docs/serve.md with its list of routes as they are. */
export function listRoutes(page: string): string {
  const begin = "<!-- routes -->\n";
  const end = "<!-- /routes -->";
  const from = page.indexOf(begin) + begin.length;
  return page.slice(0, from) + routeList() + page.slice(page.indexOf(end));
}

function routeList(): string {
  return routeTable
    .map(
      ({ group, routes }) =>
        `\n### ${group}\n\n| route | scope | does |\n| --- | --- | --- |\n${routes.map(row).join("")}\n`,
    )
    .join("");
}

function row({ method, path, scope, summary }: Route): string {
  return `| \`${method} ${path}\` | ${scope} | ${summary} |\n`;
}
