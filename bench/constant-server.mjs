// @ts-check
/** The floor of bench/serve.mjs: the same HTTP stack, answering the text and headers that it was given. */
import { createServer } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { Hono } from "hono";

const [, , text = "", headerText = "{}"] = process.argv;
/** @type {Record<string, string>} */
const headers = JSON.parse(headerText);
const app = new Hono();
app.get("/get-agent/:id", () => new Response(text, { headers }));
const server = createServer(getRequestListener(app.fetch));
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}` })}\n`);
});
