/**
 * Asks one shop by GraphQL. Waits where Shopify says when (throttled by cost, 429 with Retry-After in seconds), renews the token once on 401,
 * and otherwise says plainly whether trying again can help: {@link StoreUnreachable} or {@link StoreRefused}. Never half an answer.
 */
import type { z } from 'zod';
import { StoreRefused, StoreUnreachable } from '../../platform.ts';
import type { CostLimiter } from './cost-limiter.ts';
import { readReply, type Reply } from './reply.ts';

export interface AccessTokens {
  current(): Promise<string>;
  /** A token other than the refused one. */
  renew(refused: string): Promise<string>;
}

export interface GraphqlClient {
  ask<Schema extends z.ZodType>(document: string, variables: Readonly<Record<string, unknown>>, schema: Schema): Promise<z.output<Schema>>;
}

export interface GraphqlClientOptions {
  readonly domain: string;
  readonly apiVersion: string;
  readonly fetch: typeof fetch;
  readonly tokens: AccessTokens;
  readonly limiter: CostLimiter;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Longer waits are left to the queue of whoever asked. */
  readonly longestWaitMs?: number;
}

const ATTEMPTS = 4;
/** Whoever waits here holds up what else its worker does; longer waits belong to the queue. */
const LONGEST_WAIT_MS = 1_500;

export function createGraphqlClient(options: GraphqlClientOptions): GraphqlClient {
  const { tokens, limiter, now, sleep, longestWaitMs = LONGEST_WAIT_MS } = options;

  async function waitOrGiveUp(ms: number, why: string): Promise<void> {
    if (ms > longestWaitMs) throw new StoreUnreachable(why, ms);
    if (ms > 0) await sleep(ms);
  }

  async function attempt(document: string, variables: Readonly<Record<string, unknown>>, token: string): Promise<Reply> {
    await waitOrGiveUp(limiter.take(document, now(), longestWaitMs), 'the points of this shop are used up');
    const reply = await post(options, token, { query: document, variables });
    if ('cost' in reply && reply.cost !== null) limiter.learn(document, reply.cost, now());
    return reply;
  }

  return {
    async ask(document, variables, schema) {
      let token = await tokens.current();
      let renewed = false;
      let last: Extract<Reply, { kind: 'later' }> | null = null;
      for (let tried = 0; tried < ATTEMPTS; tried += 1) {
        const reply = await attempt(document, variables, token);
        if (reply.kind === 'data') return understood(schema, reply.data);
        if (reply.kind === 'refused') throw new StoreRefused(reply.status, reply.why);
        if (reply.kind === 'unreachable') throw new StoreUnreachable(reply.why, reply.retryAfterMs);
        if (reply.kind === 'unauthorized') {
          if (renewed) throw new StoreRefused(401, 'the shop refuses our access, also after renewing it');
          token = await tokens.renew(token);
          renewed = true;
          continue;
        }
        last = reply;
        if (tried < ATTEMPTS - 1) await waitOrGiveUp(reply.waitMs, reply.why);
      }
      throw new StoreUnreachable(last?.why ?? 'no answer', last?.waitMs ?? null);
    },
  };
}

async function post(options: GraphqlClientOptions, token: string, body: object): Promise<Reply> {
  const url = `https://${options.domain}/admin/api/${options.apiVersion}/graphql.json`;
  const headers = { 'content-type': 'application/json', accept: 'application/json', 'x-shopify-access-token': token };
  try {
    const response = await options.fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
    return readReply(response.status, response.headers, await response.text());
  } catch (error) {
    return { kind: 'unreachable', why: `no answer from ${options.domain}: ${causeOf(error)}`, retryAfterMs: null };
  }
}

/** The name or code of what went wrong on the way; a message could contain what was sent. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause as { code?: unknown } | undefined;
  return typeof cause?.code === 'string' ? cause.code : error.name;
}

function understood<Schema extends z.ZodType>(schema: Schema, data: unknown): z.output<Schema> {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new StoreRefused(
    200,
    `the answer is not what this API version gives at ${issue?.path.join('.') ?? 'its top'}: ${issue?.message ?? ''}`,
  );
}
