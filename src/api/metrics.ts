import { Counter, collectDefaultMetrics, Gauge, Registry } from "prom-client";

/** What is measured; `text` is the Prometheus exposition. */
export interface Metrics {
  /** `seconds` from the first byte to the reply; `route` is its pattern, so that no id is in it. */
  request(route: string, method: string, status: number, seconds: number): void;
  /** How many versions there are, and whether the repository could be read when it was last looked at. */
  repository(newest: number | null, isReadable: boolean): void;
  text(): Promise<string>;
}

/** Upper bounds in seconds; above the last is `+Inf`. */
const bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** How long the requests of one route took. `buckets` has one more than there are bounds, none of them cumulated. */
interface Durations {
  readonly buckets: number[];
  sum: number;
}

/** What was counted of one route; `requests` by method, then by status. */
interface Counted {
  readonly durations: Durations;
  readonly requests: Map<string, Map<number, number>>;
}

/**
 * Makes the metrics of one server; also those of the process. Requests are counted here, and told when somebody asks:
 * the library checks and hashes all labels each time, which takes a tenth of a request.
 */
export function metrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const routes = new Map<string, Counted>();
  new Counter({
    name: "tagline_http_requests_total",
    help: "Requests answered.",
    labelNames: ["route", "method", "status"],
    registers,
    collect() {
      this.reset();
      for (const [route, { requests }] of routes)
        for (const [method, byStatus] of requests)
          for (const [status, count] of byStatus) this.inc({ route, method, status }, count);
    },
  });
  const newestVersion = new Gauge({
    name: "tagline_newest_version",
    help: "Number of the newest version; -1 before the first.",
    registers,
  });
  const readable = new Gauge({
    name: "tagline_repository_readable",
    help: "1 when the repository could be read at the last look, 0 when the last good state answers.",
    registers,
  });
  return {
    request(route, method, status, seconds) {
      const { durations, requests } = getOr(routes, route, newCounted);
      const byStatus = getOr(requests, method, () => new Map());
      byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
      let bucket = 0;
      while (seconds > (bounds[bucket] ?? Number.POSITIVE_INFINITY)) bucket++;
      durations.buckets[bucket] = (durations.buckets[bucket] ?? 0) + 1;
      durations.sum += seconds;
    },
    repository(newest, isReadable) {
      newestVersion.set(newest ?? -1);
      readable.set(isReadable ? 1 : 0);
    },
    text: async () => `${await register.metrics()}\n${durationsText(routes)}`,
  };
}

function newCounted(): Counted {
  return { durations: { buckets: new Array(bounds.length + 1).fill(0), sum: 0 }, requests: new Map() };
}

function getOr<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

/** The durations in the format of the rest: the library's own histogram can only be told one at a time. */
function durationsText(routes: ReadonlyMap<string, Counted>): string {
  const name = "tagline_http_request_duration_seconds";
  const lines = [`# HELP ${name} Time from request to reply.`, `# TYPE ${name} histogram`];
  for (const [route, { durations }] of routes) {
    let count = 0;
    for (const [i, bound] of [...bounds, "+Inf"].entries()) {
      count += durations.buckets[i] ?? 0;
      lines.push(`${name}_bucket{le="${bound}",route="${route}"} ${count}`);
    }
    lines.push(`${name}_sum{route="${route}"} ${durations.sum}`, `${name}_count{route="${route}"} ${count}`);
  }
  return `${lines.join("\n")}\n`;
}
