/** The durable queue of deliveries. What an action causes is queued in the action's own transaction. */
import { randomUUID } from 'node:crypto';
import type { Database } from '../shop/database.ts';
import type { SettingsStore } from '../shop/settings.ts';
import { COMPLIANCE } from './topics.ts';
import type { Topic } from './topics.ts';

export interface Delivery {
  id: number;
  webhook_id: string;
  event_id: string;
  topic: Topic;
  triggered_at: string;
  body: string;
  attempts: number;
}

export type Message = [topic: Topic, body: object];

export interface Queue {
  /** Queues the webhooks of one event. They share its event id, as all webhooks of one merchant action do. */
  add(at: number, messages: readonly Message[]): void;
  due(now: number, limit: number): Delivery[];
  waiting(): number;
  nextDueAt(): number | undefined;
  settle(id: number, state: 'delivered' | 'failed' | 'dropped'): void;
  postpone(id: number, attempts: number, dueAt: number): void;
  onAdded(listener: () => void): void;
}

/** A message may be spread over time by a fault, but its delivery row is always written with the order. */
export function queueIn(db: Database, settings: SettingsStore): Queue {
  let added = (): void => undefined;
  return {
    add(at, messages) {
      const { installed, topics } = settings.get();
      const seen = new Set<string>();
      let eventId = randomUUID();
      for (const [topic, body] of messages) {
        // Without the app nothing is sent, except what the law demands: the compliance topics.
        const compliance = COMPLIANCE.includes(topic);
        if (!compliance && (!installed || (topics !== null && !topics.includes(topic)))) continue;
        // Two webhooks of one topic are two events: an app that dedupes by topic and event id must not lose the second.
        if (seen.has(topic)) eventId = randomUUID();
        seen.add(topic);
        db.run(
          "insert into webhooks (webhook_id, event_id, topic, triggered_at, body, state, attempts, due_at) values (?, ?, ?, ?, ?, 'waiting', 0, ?)",
          randomUUID(),
          eventId,
          topic,
          new Date(at).toISOString(),
          JSON.stringify(body),
          Date.now(),
        );
      }
      setImmediate(() => added());
    },
    due: (now, limit) =>
      db.all<Delivery>("select * from webhooks where state = 'waiting' and due_at <= ? order by due_at, id limit ?", now, limit),
    waiting: () => db.one<{ n: number }>("select count(*) as n from webhooks where state = 'waiting'")?.n ?? 0,
    nextDueAt: () => db.one<{ at: number | null }>("select min(due_at) as at from webhooks where state = 'waiting'")?.at ?? undefined,
    settle(id, state) {
      // Bodies of settled deliveries are thrown away: a year of orders would otherwise be a gigabyte.
      db.run("update webhooks set state = ?, body = case when ? = 'failed' then body end where id = ?", state, state, id);
    },
    postpone: (id, attempts, dueAt) => void db.run('update webhooks set attempts = ?, due_at = ? where id = ?', attempts, dueAt, id),
    onAdded(listener) {
      added = listener;
    },
  };
}
