import * as z from "zod/mini";
import type { Route } from "./route.js";
import { routeTable } from "./table.js";

const refusalTexts: Readonly<Record<number, string>> = {
  400: "The request is not understood, or what it would make is not valid.",
  401: "The key is missing or unknown.",
  403: "The key does not allow it, or the server takes no writes.",
  404: "There is no such agent, version or line.",
  409: "The repository does not allow it as it is; `x-should-retry: false` where it never will.",
  412: "The version named is not the draft.",
  422: "There is no asset of that id.",
};

/** The OpenAPI document of what is served, made from the route table. */
export function openApiDocument(version: string): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const { group, routes } of routeTable)
    for (const one of routes)
      paths[one.path] = { ...paths[one.path], [one.method.toLowerCase()]: operation(group, one) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Tagline",
      version,
      description:
        "Agents, versions and phone numbers out of a git repository, in the shapes of the platform's API.",
    },
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key of TAGLINE_API_KEY." } },
      schemas: {
        Error: {
          type: "object",
          required: ["status", "message"],
          properties: { status: { const: "error" }, message: { type: "string" } },
        },
      },
    },
  };
}

function operation(
  group: string,
  { name, summary, path, query, body, status, refusals, scope }: Route,
): object {
  const refused = [400, 401, 403, ...refusals].map((code) => [code, refusal(refusalTexts[code] ?? "")]);
  const success = status === 204 ? { description: summary } : { description: summary, content: json({}) };
  const requestBody = body === null ? {} : { requestBody: { required: true, content: json(schemaOf(body)) } };
  return {
    operationId: name,
    tags: [group],
    summary,
    description: `Needs a key with the scope \`${scope}\`.`,
    parameters: [...pathParameters(path), ...queryParameters(query)],
    ...requestBody,
    responses: { [status]: success, ...Object.fromEntries(refused) },
  };
}

function pathParameters(path: string): object[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    in: "path",
    name,
    required: true,
    schema: { type: "string" },
  }));
}

function queryParameters(query: Route["query"]): object[] {
  if (query === null) return [];
  const { properties = {} } = schemaOf(query) as { properties?: Record<string, object> };
  return Object.entries(properties).map(([name, schema]) => ({ in: "query", name, required: false, schema }));
}

function schemaOf(type: NonNullable<Route["query"]>): object {
  // In a document the dialect is said once, by its version.
  const { $schema: _, ...schema } = z.toJSONSchema(type, { unrepresentable: "any", io: "input" });
  return schema;
}

function refusal(description: string): object {
  return { description, content: json({ $ref: "#/components/schemas/Error" }) };
}

function json(schema: object): object {
  return { "application/json": { schema } };
}
