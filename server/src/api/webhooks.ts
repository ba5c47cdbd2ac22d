// The door for deliveries: genuine bytes are stored as they came and acknowledged; understanding them is somebody else's work, later.
import { randomUUID } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { NewItem } from '../inbox/inbox-store.ts';
import { storeId, type StoreId } from '../loyalty/ids.ts';
import type { PlatformName, RawDelivery, Verdict } from '../platforms/platform.ts';
import { subjectKey } from '../privacy/subject-key.ts';
import { shopifyStoreId } from '../stores/store-id.ts';
import { HttpProblem, notFound, requestIdOf, unavailable } from './http-problem.ts';
import { bodyReader, type ReadBody } from './read-body.ts';
import type { Services } from './services.ts';
import { within } from './within.ts';

/** Stores give up after five seconds. Whoever waits longer than this is told to come again. */
const ANSWER_WITHIN_MS = 4_000;
const STORE_ID = /^[\w-]{1,80}$/u;
/** What a normaliser may need later. Signatures are not kept: together with the body they could be sent again. */
const KEPT_HEADER = /^((x-)?shopify-|x-wc-webhook-|content-type$)/u;
const NEVER_KEPT = /hmac|signature|token|secret/u;
const MAX_HEADER_LENGTH = 1_000;

type Accepted = Extract<Verdict, { kind: 'accepted' }>;

function deliveryOf(req: Request, body: Buffer): RawDelivery {
  const headers = Object.entries(req.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : value] as const);
  return { headers: Object.fromEntries(headers), body };
}

function keptHeaders(headers: RawDelivery['headers']): Record<string, string> {
  const kept: [string, string][] = [];
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && KEPT_HEADER.test(name) && !NEVER_KEPT.test(name)) kept.push([name, value.slice(0, MAX_HEADER_LENGTH)]);
  }
  return Object.fromEntries(kept);
}

function rejection(status: 400 | 401): HttpProblem {
  if (status === 401) return new HttpProblem(401, 'not-signed-in', 'the signature does not fit');
  return new HttpProblem(400, 'invalid-input', 'this is not a delivery');
}

/** Anything that goes wrong between us and the database means "come again": the store keeps the delivery as long as we have not said 200. */
async function orUnavailable<T>(services: Services, what: string, work: Promise<T>): Promise<T> {
  try {
    return await within(ANSWER_WITHIN_MS, work);
  } catch (error) {
    services.log.error({ err: error }, what);
    throw unavailable();
  }
}

interface Door {
  readonly services: Services;
  readonly platform: PlatformName;
  readonly secret: string;
  /** Whose delivery it is; null when it does not say. */
  readonly storeOf: (accepted: Accepted) => StoreId | null;
}

/** Keyed, so that an erasure finds the delivery; nothing where the store is not ours or the delivery does not say. */
async function subjectOf(
  { services, platform }: Door,
  store: StoreId,
  delivery: { topic: string; body: Buffer },
): Promise<Pick<NewItem, 'subject'>> {
  const subject = services.platforms[platform].subjectOf?.(delivery) ?? null;
  const known = subject === null ? null : await orUnavailable(services, 'a store could not be looked up', services.storeFor(store));
  const key = subject === null || known === null ? null : subjectKey(known, subject);
  return key === null ? {} : { subject: key };
}

async function receive(door: Door, delivery: RawDelivery, accepted: Accepted): Promise<void> {
  const { services, platform } = door;
  const store = door.storeOf(accepted);
  if (store === null) throw rejection(400);
  const { topic, dedupe } = accepted;
  const origin = 'webhook';
  const headers = keptHeaders(delivery.headers);
  const item: NewItem = {
    itemId: randomUUID(),
    storeId: store,
    origin,
    topic,
    dedupe,
    headers,
    body: delivery.body,
    receivedAt: services.clock(),
    ...(await subjectOf(door, store, { topic, body: delivery.body })),
  };
  try {
    const result = await orUnavailable(services, 'a delivery could not be stored', services.receive(item));
    services.metrics.delivery(platform, result === 'stored' ? 'accepted' : 'known');
  } catch (error) {
    services.metrics.delivery(platform, 'failed');
    throw error;
  }
}

async function admit(door: Door, delivery: RawDelivery, res: Response): Promise<void> {
  const { services, platform, secret } = door;
  const verdict = await services.platforms[platform].verify(delivery, { webhookSecret: secret });
  if (verdict.kind === 'accepted') {
    await receive(door, delivery, verdict);
  } else {
    services.metrics.delivery(platform, verdict.kind);
    const level = verdict.kind === 'rejected' ? 'warn' : 'debug';
    services.log[level]({ platform, why: verdict.why, requestId: requestIdOf(res) }, `delivery ${verdict.kind}`);
    if (verdict.kind === 'rejected') throw rejection(verdict.status);
  }
  res.status(200).end();
}

function addShopify(app: Express, services: Services, readBody: ReadBody): void {
  const storeOf = ({ domain }: Accepted): StoreId | null => (domain === null ? null : shopifyStoreId(domain));
  const door: Door = { services, platform: 'shopify', secret: services.env.shopify.apiSecret, storeOf };
  app.post('/webhooks/shopify', async (req, res) => {
    const body = await readBody(req, res);
    await admit(door, deliveryOf(req, body), res);
  });
}

function addWooCommerce(app: Express, services: Services, readBody: ReadBody): void {
  app.post('/webhooks/woocommerce/:storeId', async (req, res) => {
    const { storeId: named } = req.params;
    // Before the body is read: a store nobody knows costs one look-up and no memory.
    const id = STORE_ID.test(named) ? storeId(named) : null;
    const store = id === null ? null : await orUnavailable(services, 'a store could not be looked up', services.storeFor(id));
    if (store?.platform !== 'woocommerce' || store.state !== 'active') throw notFound();
    const body = await readBody(req, res);
    const door: Door = { services, platform: 'woocommerce', secret: store.webhookSecret, storeOf: () => store.storeId };
    await admit(door, deliveryOf(req, body), res);
  });
}

/** Before any JSON parser: a signature is over bytes. */
export function addWebhooks(app: Express, services: Services): void {
  const readBody = bodyReader(services.env.webhookBodyLimitBytes);
  addShopify(app, services, readBody);
  addWooCommerce(app, services, readBody);
}
