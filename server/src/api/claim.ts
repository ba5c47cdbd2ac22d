// The page that the link in a mail to a guest opens: how many points wait at which shop, and what they are worth today. Nothing on it is about a person or
// an order, looking changes nothing but the count of looks, and its button leads to the shop's own sign-in and nowhere else: no address is taken from what is sent.
import { createHash } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import { readClaim, type Claim } from '../accounts/claim-token.ts';
import { claimSignInUrl } from '../accounts/sign-in.ts';
import type { Locale } from '../contract/index.ts';
import { decimalFromMinor } from '../loyalty/money.ts';
import { fill, sayingOf, VOCABULARY } from '../mail/words.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { callerNetwork } from './caller-address.ts';
import { isolated, localeOf, sendPage, tokenOf } from './mail-page.ts';
import { limit } from './rate-limit.ts';
import { bodyReader } from './read-body.ts';
import type { Services } from './services.ts';
import { worth } from './views/money.ts';

const PATH = '/claim';
const BODY_MAX = 4_096;

interface Waiting {
  readonly claim: Claim;
  readonly store: StoreRecord;
  readonly points: number;
}

/** The same for who guesses: what a bad link counts under is the link itself. */
export async function limitClaims(services: Services, token: string, claim: Claim | null): Promise<void> {
  const guessed = createHash('sha256').update(token).digest('base64url');
  const { storeId, addressKey, orderId } = claim ?? { storeId: 'nobody', addressKey: guessed, orderId: guessed };
  await limit(services, 'claimAddress', `${storeId}:${addressKey}`);
  await limit(services, 'claimOrder', `${storeId}:${orderId}`);
}

async function waitingOf(services: Services, req: Request): Promise<Waiting | null> {
  await limit(services, 'claim', callerNetwork(req));
  const token = tokenOf(req);
  const claim = await readClaim(token, (id) => services.storeFor(id), services.clock());
  await limitClaims(services, token, claim);
  const store = claim === null ? null : await services.storeFor(claim.storeId);
  const points = await services.claims.waiting(store, claim);
  return claim === null || store === null || store.state === 'left' || points === 0 ? null : { claim, store, points };
}

/** Whatever is wrong with it, in the language of the browser and in the same words. */
function over(req: Request, res: Response): void {
  const locale = localeOf(req);
  const { over: title, overWhy } = VOCABULARY[locale].claim;
  sendPage(res, 400, { locale, title, paragraphs: [overWhy], button: null });
}

function amount({ amountMinor, currency }: { amountMinor: number; currency: string }, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency }).format(Number(decimalFromMinor(amountMinor, currency)));
}

async function paragraphsOf(services: Services, { claim, store, points }: Waiting): Promise<string[]> {
  const { locale } = claim;
  const words = VOCABULARY[locale].claim;
  const [program, { pointNames }] = await Promise.all([services.programNow(store.storeId), services.postman.senderOf(store)]);
  const said = sayingOf(locale, store.timeZone, pointNames).points(points);
  const value = worth(points, program);
  return [
    fill(words.waiting, { store: isolated(store.name), points: isolated(said) }),
    ...(value === null || value.amountMinor === 0 ? [] : [fill(words.worth, { worth: isolated(amount(value, locale)) })]),
    words.how,
  ];
}

/** What a program that follows links does with HEAD is nobody's look. */
async function seen({ offers, clock }: Services, { claim }: Waiting, step: 'opened' | 'started'): Promise<void> {
  await offers.seenByLink({ storeId: claim.storeId, orderId: claim.orderId, surface: 'mail', step, at: clock() });
}

async function show(services: Services, res: Response, waiting: Waiting): Promise<void> {
  const { locale } = waiting.claim;
  const { title, button } = VOCABULARY[locale].claim;
  const page = { locale, title, paragraphs: await paragraphsOf(services, waiting), button: { words: button } };
  // A shop's sign-in leads on to where its platform has the accounts, and browsers hold the policy against every step of the way.
  const { protocol } = new URL(waiting.store.url);
  sendPage(res, 200, page, [...new Set(['https:', protocol])]);
}

export function addClaim(app: Express, services: Services): void {
  const readBody = bodyReader(BODY_MAX);
  app.get(PATH, async (req, res) => {
    const waiting = await waitingOf(services, req);
    if (waiting === null) return over(req, res);
    if (req.method === 'GET') await seen(services, waiting, 'opened');
    await show(services, res, waiting);
  });
  app.post(PATH, async (req, res) => {
    const waiting = await waitingOf(services, req);
    // Nothing in it counts: it is read so that the connection can go on.
    await readBody(req, res);
    if (waiting === null) return over(req, res);
    await seen(services, waiting, 'started');
    res.set({ 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' }).redirect(303, claimSignInUrl(waiting.store, tokenOf(req)));
  });
}
