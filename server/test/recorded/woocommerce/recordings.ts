// The recorded deliveries in recorded order, ready to be sent or verified.
import { readFileSync, readdirSync } from 'node:fs';
import { z } from 'zod';

export interface Recording {
  readonly file: string;
  readonly topic: string;
  /** Files 90-92 come from another store. */
  readonly storeKey: 'first' | 'second';
  /** Lower-case names; without those that belong to one connection (host, content-length). */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly what: string;
}

/** What both recorded stores signed with. */
export const RECORDED_SECRET = 'probe-webhook-secret-1';

const recordingFile = z.object({
  what: z.string(),
  topic: z.string(),
  request: z.object({ headers: z.record(z.string(), z.string()), body: z.string() }),
});

export function recordings(): Recording[] {
  return readdirSync(new URL('webhooks/', import.meta.url))
    .toSorted()
    .map((file) => recordingOf(file));
}

const OF_ONE_CONNECTION = new Set(['host', 'connection', 'content-length', 'accept-encoding']);

function recordingOf(file: string): Recording {
  const { what, topic, request } = recordingFile.parse(JSON.parse(readFileSync(new URL(`webhooks/${file}`, import.meta.url), 'utf8')));
  const headers = Object.entries(request.headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  return {
    file,
    topic,
    storeKey: file.startsWith('9') ? 'second' : 'first',
    headers: Object.fromEntries(headers.filter(([name]) => !OF_ONE_CONNECTION.has(name))),
    body: Buffer.from(request.body),
    what,
  };
}

const restFile = z.object({
  response: z.object({ status: z.number(), headers: z.record(z.string(), z.string()), body: z.unknown() }),
});

export type RestAnswer = z.infer<typeof restFile>['response'];

/** One recorded REST answer, by its file name without ".json". */
export function restAnswer(file: string): RestAnswer {
  return restFile.parse(JSON.parse(readFileSync(new URL(`rest/${file}.json`, import.meta.url), 'utf8'))).response;
}
