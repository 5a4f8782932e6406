import { Histogram, Registry } from "prom-client";
import { expect, it } from "vitest";
import { metrics } from "../../src/api/metrics.js";

const name = "tagline_http_request_duration_seconds";

it("tells durations as the library's own histogram would", async () => {
  const own = metrics();
  const registers = [new Registry()];
  const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];
  const theirs = new Histogram({
    name,
    help: "Time from request to reply.",
    labelNames: ["route"],
    buckets,
    registers,
  });
  for (const [route, seconds] of [
    ["/get-agent/{agent_id}", 0],
    ["/get-agent/{agent_id}", 0.001],
    ["/get-agent/{agent_id}", 0.0011],
    ["(none)", 10],
    ["(none)", 11],
  ] as const) {
    own.request(route, "GET", 200, seconds);
    theirs.observe({ route }, seconds);
  }
  const text = await own.text();
  expect(text.slice(text.indexOf(`# HELP ${name}`))).toBe(await registers[0]?.metrics());
});

it("counts requests by route, method and status, and tells the same when it is asked twice", async () => {
  const own = metrics();
  own.request("/list-agents", "GET", 200, 0.1);
  own.request("/list-agents", "GET", 200, 0.1);
  own.request("/list-agents", "GET", 401, 0.1);
  own.request("/list-agents", "HEAD", 200, 0.1);
  const counts = async () =>
    (await own.text()).split("\n").filter((line) => /^tagline_http_r\w+_total/.test(line));
  const told = [
    'tagline_http_requests_total{route="/list-agents",method="GET",status="200"} 2',
    'tagline_http_requests_total{route="/list-agents",method="GET",status="401"} 1',
    'tagline_http_requests_total{route="/list-agents",method="HEAD",status="200"} 1',
  ];
  expect(await counts()).toEqual(told);
  expect(await counts()).toEqual(told);
});
