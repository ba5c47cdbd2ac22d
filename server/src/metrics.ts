// Numbers for an operator. A registry belongs to one app, so that two apps in one process (tests) do not count together.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export type DeliveryOutcome = 'accepted' | 'known' | 'dropped' | 'rejected' | 'failed';

export interface Metrics {
  /** The route's template, never the path: ids would make a series each. */
  request(method: string, route: string, status: number, seconds: number): void;
  delivery(platform: string, outcome: DeliveryOutcome): void;
  /** The text that Prometheus reads, and its content type. */
  expose(): Promise<{ readonly contentType: string; readonly text: string }>;
}

export interface MetricsNeeds {
  /** Seconds that the oldest waiting inbox item has waited, asked when the numbers are read; null when it is not known. */
  readonly inboxLagSeconds?: () => Promise<number | null>;
  /** Of what is to be done in stores: when the oldest was due, in seconds ago (0: nothing is late), and how much needs a person. */
  readonly outbox?: () => Promise<{ readonly lagSeconds: number; readonly dead: number }>;
  /** Numbers about the process itself (memory, event loop); they hold timers, so tests go without. */
  readonly aboutProcess?: boolean;
}

const BUCKET_SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

function addInboxLag(registry: Registry, ask: () => Promise<number | null>): void {
  const gauge: Gauge = new Gauge({
    name: 'lasting_inbox_lag_seconds',
    help: 'How long the oldest waiting inbox item has waited; NaN when the database does not say.',
    registers: [registry],
    async collect() {
      // A database that is down must not take the other numbers with it.
      gauge.set((await ask().catch(() => null)) ?? Number.NaN);
    },
  });
}

type Outbox = Awaited<ReturnType<NonNullable<MetricsNeeds['outbox']>>>;

/** Each asks for itself: all of a registry are read side by side, and one that waits for another would show what was true the last time. */
function addOutbox(registry: Registry, ask: () => Promise<Outbox>): void {
  const add = (name: string, help: string, of: (told: Outbox) => number): void => {
    const gauge: Gauge = new Gauge({
      name,
      help: `${help}; NaN when the database does not say.`,
      registers: [registry],
      collect: async () => gauge.set(await ask().then(of, () => Number.NaN)),
    });
  };
  add('lasting_outbox_lag_seconds', 'For how long the oldest that is to be done in a store has been due', ({ lagSeconds }) => lagSeconds);
  add('lasting_outbox_dead', 'What should be done in stores and needs a person', ({ dead }) => dead);
}

export function createMetrics(needs: MetricsNeeds = {}): Metrics {
  const registry = new Registry();
  const requests = new Histogram({
    name: 'lasting_http_request_seconds',
    help: 'Duration of HTTP requests by route template.',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKET_SECONDS,
    registers: [registry],
  });
  const deliveries = new Counter({
    name: 'lasting_deliveries_total',
    help: 'Webhook deliveries: accepted, known already, dropped on purpose, rejected as not genuine, failed to be stored.',
    labelNames: ['platform', 'outcome'],
    registers: [registry],
  });
  if (needs.inboxLagSeconds !== undefined) addInboxLag(registry, needs.inboxLagSeconds);
  if (needs.outbox !== undefined) addOutbox(registry, needs.outbox);
  if (needs.aboutProcess === true) collectDefaultMetrics({ register: registry, prefix: 'lasting_' });
  return {
    request: (method, route, status, seconds) => requests.observe({ method, route, status }, seconds),
    delivery: (platform, outcome) => deliveries.inc({ platform, outcome }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  };
}
