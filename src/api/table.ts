import type { Route } from "./route.js";
import { agentRoutes } from "./routes/agents.js";
import { callRoutes } from "./routes/calls.js";
import { engineRoutes } from "./routes/engines.js";
import { numberRoutes } from "./routes/numbers.js";
import { resolveRoutes } from "./routes/resolve.js";
import { uponaiRoutes } from "./routes/uponai.js";
import { versionRoutes } from "./routes/versions.js";

/** Every route that answers about the repository. To add one: a `Route`, and a line here for a new group. */
export const routeTable: readonly { readonly group: string; readonly routes: readonly Route[] }[] = [
  { group: "Agents", routes: agentRoutes },
  { group: "Versions", routes: versionRoutes },
  { group: "Engines", routes: engineRoutes },
  { group: "Phone numbers", routes: numberRoutes },
  { group: "Web calls", routes: callRoutes },
  { group: "Resolving", routes: resolveRoutes },
  { group: "UponAI's own paths", routes: uponaiRoutes },
];
