// What `probe.php` noted in the shop.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StoreFacts } from './store-facts.ts';

const outgoing = z.object({ page: z.string(), url: z.string(), timeout: z.number().nullable() });
const cost = z.object({ id: z.string(), queries: z.number(), ms: z.number() });
export type Outgoing = z.infer<typeof outgoing>;
export type Cost = z.infer<typeof cost>;

function read<T>({ run }: StoreFacts, name: string, line: z.ZodType<T>): T[] {
  const file = join(run, 'log', `${name}.jsonl`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text
    .split('\n')
    .filter(Boolean)
    .map((one) => line.parse(JSON.parse(one)));
}

/** Requests that left the shop while it made a page for somebody; its clock and its background work are not pages. */
export const leftFromPages = (store: StoreFacts): Outgoing[] =>
  read(store, 'outgoing', outgoing).filter(
    ({ page }) => page !== 'cron' && !page.includes('as_async_request_queue_runner') && !page.includes('wp-cron'),
  );

export const costs = (store: StoreFacts): Cost[] => read(store, 'cost', cost);
