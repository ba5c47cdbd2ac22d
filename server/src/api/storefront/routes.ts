// What the shop's own pages and extensions may ask. Who is asking is in a signature or a token and nowhere else: not in a body, not in other fields.
import type { Express, Request, Response } from 'express';
import type { z } from 'zod';
import { type accounts, EXTENSION_ENDPOINTS, SMALL_BODY_BYTES, STOREFRONT_ENDPOINTS, type Endpoint } from '../../contract/index.ts';
import { answer } from '../answer.ts';
import { callerNetwork } from '../caller-address.ts';
import { bodyReader } from '../read-body.ts';
import type { Services } from '../services.ts';
import { historyPage } from '../statement.ts';
import { jsonOf, parseInput, queryOf } from '../untrusted-input.ts';
import { claim } from './claim.ts';
import { accountOffer, startAccount } from './account-offer.ts';
import { estimateFor } from './estimate.ts';
import { changeLink, share } from './change-link.ts';
import { heldOf } from './held.ts';
import { lookView } from './look.ts';
import { consents, membership, ownMembership } from './membership.ts';
import { mine, NOBODY } from './me.ts';
import { ownReferrals } from './own-referrals.ts';
import { orderPoints } from './order-points.ts';
import { programView, termsView } from './program.ts';
import { cancel, held, redeem } from './redeem.ts';
import { claimFriend } from './referral-claim.ts';
import { offerOfLink } from './referral-link.ts';
import { allowEveryOrigin, extensionDoor, proxyDoor, requireShopsOwnJson, segment, shopperOf, type Door, type Shopper } from './shopper.ts';

/** Long enough to take the load of a busy shop, short enough that a merchant sees a change. */
const PUBLIC_CACHING = 'public, max-age=60';
/** Every page asks for it before it shows the launcher, so an old one is good enough while the new one comes. */
const LOOK_CACHING = `${PUBLIC_CACHING}, stale-while-revalidate=86400`;

interface Asked {
  readonly shopper: Shopper;
  readonly req: Request;
  readonly body: unknown;
  /** Where this door usually is. */
  readonly usual: accounts.Surface;
}

/** An answer that says itself who may keep it. */
class Kept {
  readonly value: unknown;
  readonly caching: string;
  constructor(value: unknown, caching: string) {
    this.value = value;
    this.caching = caching;
  }
}

interface Answering<Answer = unknown> {
  readonly caching?: string;
  readonly handle: (asked: Asked) => Promise<Answer>;
}

const { me, history, program } = STOREFRONT_ENDPOINTS;
const language = EXTENSION_ENDPOINTS.me.query;

/** By the name that both doors have for it. */
const ANSWERS = {
  program: {
    caching: PUBLIC_CACHING,
    handle: async ({ shopper, req }) => {
      const { locale } = parseInput(program.query, queryOf(req));
      return programView(shopper.program, locale, shopper.services.clock());
    },
  },
  look: { caching: LOOK_CACHING, handle: async ({ shopper }) => lookView(await shopper.services.settings.get(shopper.store.storeId)) },
  me: { handle: ({ shopper, req }) => ownView(shopper, req) },
  history: {
    handle: async ({ shopper, req }) => {
      const page = parseInput(history.query, queryOf(req));
      const { member, services } = shopper;
      return member === null ? { items: [], next: null } : historyPage(services, member.storeId, member.memberId, page);
    },
  },
  accountOffer: { handle: ({ shopper, req, body }) => accountOffer(shopper, req, body) },
  startAccount: { handle: ({ shopper, req, body }) => startAccount(shopper, req, body) },
  estimate: { handle: ({ shopper, req }) => estimate(shopper, req) },
  order: { handle: ({ shopper, req }) => orderPoints(shopper, segment(req, 'orderId')) },
  redeem: {
    handle: async ({ shopper, req, body }) => {
      const { locale } = parseInput(language, queryOf(req));
      return { reward: await redeem(shopper, parseInput(STOREFRONT_ENDPOINTS.redeem.body, body), locale) };
    },
  },
  held: {
    handle: async ({ shopper, req }) => ({ reward: await held(shopper, segment(req, 'id'), parseInput(language, queryOf(req)).locale) }),
  },
  cancel: {
    handle: async ({ shopper, req, body }) => {
      parseInput(STOREFRONT_ENDPOINTS.cancel.body, body);
      return { reward: await cancel(shopper, segment(req, 'id'), parseInput(language, queryOf(req)).locale) };
    },
  },
  claim: {
    handle: async ({ shopper, req, body }) => {
      const { token } = parseInput(STOREFRONT_ENDPOINTS.claim.body, body);
      return { state: await claim(shopper, token, callerNetwork(req)) };
    },
  },
  consents: { handle: ({ shopper, body }) => consents(shopper, parseInput(STOREFRONT_ENDPOINTS.consents.body, body)) },
  membership: {
    handle: ({ shopper, body, usual }) => membership(shopper, parseInput(STOREFRONT_ENDPOINTS.membership.body, body), usual),
  },
  referrals: {
    handle: ({ shopper, req }) => ownReferrals(shopper, parseInput(STOREFRONT_ENDPOINTS.referrals.query, queryOf(req)).locale),
  },
  changeLink: { handle: ({ shopper, body }) => changeLink(shopper, parseInput(STOREFRONT_ENDPOINTS.changeLink.body, body).code) },
  share: { handle: ({ shopper, body }) => share(shopper, parseInput(STOREFRONT_ENDPOINTS.share.body, body).channel) },
  claimFriend: { handle: ({ shopper, req, body, usual }) => claimFriend(shopper, req, body, usual === 'panel') },
  referralOffer: { caching: PUBLIC_CACHING, handle: ({ shopper, req }) => offerOfLink(shopper, req, segment(req, 'code')) },
} satisfies Record<string, Answering>;

async function ownView(shopper: Shopper, req: Request): Promise<z.input<typeof me.answer>> {
  const { services, who, member, program: inForce } = shopper;
  const signed = who.externalId !== null;
  const { locale } = parseInput(language, queryOf(req));
  const [personal, rewards, agreed] = await Promise.all([
    signed ? mine(services, who.storeId, member, inForce) : NOBODY,
    heldOf(shopper, locale),
    ownMembership(shopper, locale),
  ]);
  return { signedIn: signed, program: termsView(inForce), ...personal, held: rewards, membership: agreed };
}

/** What a visitor is told any cache may keep; what follows from who asks is theirs alone, and what could not be said is asked again. */
async function estimate({ services, who, member, program: inForce }: Shopper, req: Request): Promise<Kept> {
  const { lines } = parseInput(STOREFRONT_ENDPOINTS.estimate.query, queryOf(req));
  const told = await estimateFor(services, { storeId: who.storeId, member, program: inForce }, lines);
  return new Kept(told, who.externalId === null && told.points !== null ? PUBLIC_CACHING : 'no-store');
}

interface Route {
  readonly services: Services;
  readonly endpoint: Omit<Endpoint, 'role'>;
  readonly answering: Answering;
  readonly door: Door;
  /** A page of the shop is told apart from a foreign one by more than its signature. */
  readonly ownPagesOnly: boolean;
}

const readBody = bodyReader(SMALL_BODY_BYTES);

async function serve({ services, endpoint, answering, door, ownPagesOnly }: Route, req: Request, res: Response): Promise<void> {
  const shopper = await shopperOf(services, await door(services, req));
  const write = endpoint.method !== 'GET';
  if (write && ownPagesOnly) requireShopsOwnJson(req, shopper.store);
  const body = write ? jsonOf(await readBody(req, res)) : undefined;
  const told = await answering.handle({ shopper, req, body, usual: ownPagesOnly ? 'panel' : 'account' });
  if (told instanceof Kept) answer(services.env, res, endpoint.answer, told.value, told.caching);
  else answer(services.env, res, endpoint.answer, told, answering.caching);
}

const BY_NAME: ReadonlyMap<string, Answering> = new Map<string, Answering>(Object.entries(ANSWERS));
const METHODS = { GET: 'get', POST: 'post', PUT: 'put' } as const;

export function addStorefront(app: Express, services: Services): void {
  for (const [name, endpoint] of Object.entries(STOREFRONT_ENDPOINTS))
    add(app, name, { services, endpoint, door: proxyDoor, ownPagesOnly: true });
  app.use('/ext', (req, res, next) => {
    allowEveryOrigin(res);
    if (req.method === 'OPTIONS') res.status(204).end();
    else next();
  });
  // A token of an extension is sent by its own script and by nothing else, so a foreign page has none.
  for (const [name, endpoint] of Object.entries(EXTENSION_ENDPOINTS))
    add(app, name, { services, endpoint, door: extensionDoor, ownPagesOnly: false });
}

function add(app: Express, name: string, route: Omit<Route, 'answering'>): void {
  const answering = BY_NAME.get(name);
  if (answering === undefined) throw new Error(`nothing answers ${name}`);
  const { method, path } = route.endpoint;
  app[METHODS[method]](path, (req, res) => serve({ ...route, answering }, req, res));
}
