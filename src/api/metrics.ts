import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** What is measured; `text` is the Prometheus exposition. */
export interface Metrics {
  /** `seconds` from the first byte to the reply; `route` is its pattern, so that no id is in it. */
  request(route: string, method: string, status: number, seconds: number): void;
  /** How many versions there are, and whether the repository could be read when it was last looked at. */
  repository(newest: number | null, isReadable: boolean): void;
  text(): Promise<string>;
}

/** Makes the metrics of one server; also those of the process. */
export function metrics(): Metrics {
  const register = new Registry();
  const registers = [register];
  collectDefaultMetrics({ register });
  const requests = new Counter({
    name: "tagline_http_requests_total",
    help: "Requests answered.",
    labelNames: ["route", "method", "status"],
    registers,
  });
  const durations = new Histogram({
    name: "tagline_http_request_duration_seconds",
    help: "Time from request to reply.",
    labelNames: ["route"],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
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
  // Finding the series by its labels takes longer than counting.
  const series = new Map<string, { count(): void; observe(seconds: number): void }>();
  const seriesOf = (route: string, method: string, status: number) => {
    const name = `${route} ${method} ${status}`;
    const found = series.get(name);
    if (found !== undefined) return found;
    const count = requests.labels({ route, method, status });
    const time = durations.labels({ route });
    const made = { count: () => count.inc(), observe: (seconds: number) => time.observe(seconds) };
    series.set(name, made);
    return made;
  };
  return {
    request(route, method, status, seconds) {
      const one = seriesOf(route, method, status);
      one.count();
      one.observe(seconds);
    },
    repository(newest, isReadable) {
      newestVersion.set(newest ?? -1);
      readable.set(isReadable ? 1 : 0);
    },
    text: () => register.metrics(),
  };
}
