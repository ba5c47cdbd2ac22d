// The few ports that the doors need, kept in memory. A port that a test does not give is an error to touch.
import { readEnv } from '../../src/env.ts';
import type { NewItem } from '../../src/inbox/inbox-store.ts';
import { storeId } from '../../src/loyalty/ids.ts';
import { createLog } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import type { Services } from '../../src/api/services.ts';
import type { RateLimitStore } from '../../src/api/rate-limit.ts';
import { createVerify } from '../../src/platforms/shopify/verify.ts';
import { woocommercePlatform } from '../../src/platforms/woocommerce/index.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { RECORDED_SECRET } from '../recorded/woocommerce/recordings.ts';
import { SECRET, testLibrary } from '../platforms/shopify-deliveries.ts';

function untouchable<Port extends keyof Services>(port: Port): Services[Port] {
  return new Proxy({} as Services[Port] & object, {
    get: (_, name) => {
      throw new Error(`${port}.${String(name)} is not to be touched here`);
    },
  });
}

export const WOO_STORE: StoreRecord = {
  storeId: storeId('woo-1'),
  platform: 'woocommerce',
  name: 'Kettle',
  domain: 'kettle.example',
  url: 'https://kettle.example',
  currency: 'EUR',
  timeZone: 'Europe/Berlin',
  state: 'active',
  createdAt: 0,
  startsAt: 0,
  identityKey: 'k'.repeat(32),
  webhookSecret: RECORDED_SECRET,
  credentials: null,
};

/** Counts in one process; windows start with the first try. */
export function countingRateLimits(): RateLimitStore {
  const windows = new Map<string, { startedAt: number; tries: number }>();
  return {
    hit: (key, windowMs, limit, now) => {
      const known = windows.get(key);
      const current = known !== undefined && now - known.startedAt < windowMs ? known : { startedAt: now, tries: 0 };
      current.tries += 1;
      windows.set(key, current);
      return Promise.resolve({ allowed: current.tries <= limit, retryAfterMs: current.startedAt + windowMs - now });
    },
  };
}

const NO_SETTINGS = {
  settings: untouchable('settings'),
  mailSettings: untouchable('mailSettings'),
  mailLog: untouchable('mailLog'),
  mailWishes: untouchable('mailWishes'),
  mailer: untouchable('mailer'),
  postman: untouchable('postman'),
} satisfies Partial<Services>;

/** No door may ask these before it knows who comes. */
const UNTOUCHED = {
  members: untouchable('members'),
  memberCounts: untouchable('memberCounts'),
  reconciler: untouchable('reconciler'),
  pendingNews: untouchable('pendingNews'),
  imports: untouchable('imports'),
  pastCredit: untouchable('pastCredit'),
  memberList: untouchable('memberList'),
  statuses: untouchable('statuses'),
  levelList: untouchable('levelList'),
  levelPreview: untouchable('levelPreview'),
  erasure: untouchable('erasure'),
  claims: untouchable('claims'),
  consents: untouchable('consents'),
  registry: untouchable('registry'),
  notes: untouchable('notes'),
  dataFiles: untouchable('dataFiles'),
  balances: untouchable('balances'),
  ledger: untouchable('ledger'),
  books: untouchable('books'),
  proof: untouchable('proof'),
  runs: untouchable('runs'),
  offers: untouchable('offers'),
  reach: untouchable('reach'),
  connecting: untouchable('connecting'),
  pluginDoors: untouchable('pluginDoors'),
  referralStats: untouchable('referralStats'),
  referralFigures: untouchable('referralFigures'),
  referrals: untouchable('referrals'),
  vouchers: untouchable('vouchers'),
  referring: untouchable('referring'),
  referralLinks: untouchable('referralLinks'),
  referralBans: untouchable('referralBans'),
  bans: untouchable('bans'),
  decisions: untouchable('decisions'),
  orders: untouchable('orders'),
  persons: untouchable('persons'),
  redemptions: untouchable('redemptions'),
  inbox: untouchable('inbox'),
  outbox: untouchable('outbox'),
  effects: untouchable('effects'),
  audit: untouchable('audit'),
  staff: untouchable('staff'),
  programs: untouchable('programs'),
  days: untouchable('days'),
  dryRuns: untouchable('dryRuns'),
  orderHistory: untouchable('orderHistory'),
  storefront: untouchable('storefront'),
  knownProducts: untouchable('knownProducts'),
} satisfies Partial<Services>;

const notHere = (): Promise<never> => Promise.reject(new Error('not here'));

const NOT_HERE = {
  adjust: notHere,
  undoAdjust: notHere,
  merge: notHere,
  accountSeen: notHere,
  undoMerge: notHere,
  erase: notHere,
  erasePerson: notHere,
  redeem: notHere,
  quoteReward: notHere,
  cancelReward: notHere,
  programNow: notHere,
} satisfies Partial<Services>;

export interface Doors {
  readonly services: Services;
  readonly stored: NewItem[];
  readonly logged: () => string;
}

export function doors(change: Partial<Services> = {}, source: Record<string, string> = {}): Doors {
  const stored: NewItem[] = [];
  const lines: string[] = [];
  const stores = new Map([[WOO_STORE.storeId, WOO_STORE]]);
  const services: Services = {
    env: readEnv({ NODE_ENV: 'test', SHOPIFY_API_SECRET: SECRET, ...source }),
    log: createLog({ logLevel: 'debug' }, { write: (line) => void lines.push(line) }),
    clock: () => Date.UTC(2026, 10, 21),
    stores: { ...untouchable('stores'), get: (id) => Promise.resolve(stores.get(id) ?? null) },
    ...UNTOUCHED,
    storeFor: (id) => (change.stores ?? services.stores).get(id),
    ...NO_SETTINGS,
    connect: () => null,
    platforms: {
      shopify: { name: 'shopify', verify: createVerify(testLibrary()), normalise: () => [], connect: () => null },
      woocommerce: woocommercePlatform(),
    },
    rateLimits: countingRateLimits(),
    metrics: createMetrics(),
    receive: (item) => {
      stored.push(item);
      return Promise.resolve('stored');
    },
    ...NOT_HERE,
    adjust: () => Promise.reject(new Error('not here')),
    undoAdjust: () => Promise.reject(new Error('not here')),
    merge: () => Promise.reject(new Error('not here')),
    undoMerge: () => Promise.reject(new Error('not here')),
    erase: () => Promise.reject(new Error('not here')),
    agree: () => Promise.reject(new Error('not here')),
    changeMembership: () => Promise.reject(new Error('not here')),
    redeem: () => Promise.reject(new Error('not here')),
    cancelReward: () => Promise.reject(new Error('not here')),
    programNow: () => Promise.reject(new Error('not here')),
    adminIdentity: () => Promise.resolve(null),
    storefrontIdentity: () => Promise.resolve(null),
    extensionIdentity: () => Promise.resolve(null),
    ready: () => Promise.resolve(true),
    ...change,
  };
  return { services, stored, logged: () => lines.join('') };
}
