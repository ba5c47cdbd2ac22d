// The doors of a WooCommerce shop's plugin: it connects, its merchant approves keys on the shop's own page, and it says that an order changed.
import { randomUUID } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { storeId } from '../loyalty/ids.ts';
import type { ConnectRefusal } from '../onboarding/plugins/connecting.ts';
import { callerNetwork } from './caller-address.ts';
import { HttpProblem, invalidInput, notFound } from './http-problem.ts';
import { limit } from './rate-limit.ts';
import { bodyReader, type ReadBody } from './read-body.ts';
import type { Services } from './services.ts';
import { jsonOf, parseInput, queryOf } from './untrusted-input.ts';

const BODY_MAX = 4_096;
const STORE_ID = /^[\w-]{1,80}$/u;
/** Of a note it is an order's action, so it is understood where webhooks of actions are. */
const NOTE_ACTION = 'woocommerce_update_order';

const key = z.string().regex(/^ck_[0-9a-f]{40}$/u);
const secret = z.string().regex(/^cs_[0-9a-f]{40}$/u);
const code = z.string().min(20).max(100);
const connectBody = z.strictObject({
  code,
  url: z.string().min(8).max(300),
  keys: z.strictObject({ consumerKey: key, consumerSecret: secret }).nullable().default(null),
});
const approveQuery = z.strictObject({ code, url: z.string().min(8).max(300), back: z.url().max(500) });
/** As WooCommerce sends it: more than what is read here. */
const keysBody = z.object({
  user_id: z.string().min(20).max(100),
  consumer_key: key,
  consumer_secret: secret,
  key_permissions: z.literal('read_write'),
});

/** What the plugin hears; it has the words. */
const STATUS: Readonly<Record<ConnectRefusal, number>> = {
  'invitation-over': 403,
  'address-not-usable': 400,
  'keys-needed': 400,
  'keys-refused': 403,
  'shop-silent': 502,
  'shop-known': 409,
};

function answerRefusal(res: Response, refusal: ConnectRefusal): void {
  res.status(STATUS[refusal]).set('Cache-Control', 'no-store').json({ connected: false, reason: refusal });
}

async function connect(services: Services, readBody: ReadBody, req: Request, res: Response): Promise<void> {
  await limit(services, 'connectPlugin', callerNetwork(req));
  const asked = parseInput(connectBody, jsonOf(await readBody(req, res)));
  const answer = await services.connecting.connect({ ...asked, privateAllowed: services.env.allowPrivateStoreUrls });
  if (typeof answer === 'string') return answerRefusal(res, answer);
  const { appUrl } = services.env;
  const place = {
    deliveryUrl: `${appUrl}/webhooks/woocommerce/${answer.storeId}`,
    notesUrl: `${appUrl}/woocommerce/${answer.storeId}/notes`,
  };
  res.set('Cache-Control', 'no-store').json({ connected: true, ...answer, ...place });
}

/** To the shop's own page, where the merchant signs in and approves; and from there back to where they came from, which is the same shop. */
async function approve(services: Services, req: Request, res: Response): Promise<void> {
  await limit(services, 'connectPlugin', callerNetwork(req));
  const { back, ...asked } = parseInput(approveQuery, queryOf(req));
  const { appUrl, allowPrivateStoreUrls: privateAllowed } = services.env;
  const answer = await services.connecting.askForKeys({ ...asked, privateAllowed });
  if (typeof answer === 'string') return answerRefusal(res, answer);
  if (!isBelow(back, answer.url)) throw invalidInput('it leads away from the shop', 'back');
  const wish = {
    app_name: 'Lasting',
    scope: 'read_write',
    user_id: answer.state,
    return_url: back,
    callback_url: `${appUrl}/woocommerce/keys`,
  };
  const page = `${answer.url}/wc-auth/v1/authorize?${new URLSearchParams(wish).toString()}`;
  res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, page);
}

const isBelow = (address: string, shop: string): boolean => address === shop || address.startsWith(`${shop}/`);

/** Unsigned: its state is the proof that it was asked for. WooCommerce takes any answer but 200 for "access denied". */
async function keysArrive(services: Services, readBody: ReadBody, req: Request, res: Response): Promise<void> {
  await limit(services, 'connectPlugin', callerNetwork(req));
  const {
    user_id: state,
    consumer_key: consumerKey,
    consumer_secret: consumerSecret,
  } = parseInput(keysBody, jsonOf(await readBody(req, res)));
  if (!(await services.connecting.keysArrived(state, { consumerKey, consumerSecret }))) throw notFound();
  res.set('Cache-Control', 'no-store').json({});
}

async function note(services: Services, readBody: ReadBody, req: Request, res: Response): Promise<void> {
  const { storeId: named = '' } = req.params as { storeId?: string };
  if (!STORE_ID.test(named)) throw notFound();
  const bytes = await readBody(req, res);
  const headers = { time: req.get('x-lasting-time'), signature: req.get('x-lasting-signature') };
  const verdict = await services.pluginDoors.note(named, headers, bytes);
  if (verdict === null) throw notFound();
  if (verdict.kind === 'rejected')
    throw new HttpProblem(verdict.status, verdict.status === 401 ? 'not-signed-in' : 'invalid-input', verdict.why);
  const { orderId, n } = verdict.note;
  const item = {
    itemId: randomUUID(),
    storeId: storeId(named),
    origin: 'webhook',
    topic: `action.${NOTE_ACTION}`,
    dedupe: `note/${n}`,
  } as const;
  const body = Buffer.from(JSON.stringify({ action: NOTE_ACTION, arg: Number(orderId) }));
  const result = await services.receive({ ...item, headers: {}, body, receivedAt: services.clock() });
  services.metrics.delivery('woocommerce', result === 'stored' ? 'accepted' : 'known');
  res.status(200).set('Cache-Control', 'no-store').json({});
}

export function addWoocommerce(app: Express, services: Services): void {
  const readBody = bodyReader(BODY_MAX);
  app.post('/woocommerce/connect', (req, res) => connect(services, readBody, req, res));
  app.get('/woocommerce/authorize', (req, res) => approve(services, req, res));
  app.post('/woocommerce/keys', (req, res) => keysArrive(services, readBody, req, res));
  app.post('/woocommerce/:storeId/notes', (req, res) => note(services, readBody, req, res));
}
