// For every endpoint of the admin one honest request, so that the table can be walked: what must be there for it, and what is sent.
import { randomUUID } from 'node:crypto';
import type { ADMIN_ENDPOINTS, Endpoint } from '../../src/contract/index.ts';
import { memberId } from '../../src/loyalty/ids.ts';
import { suggestedProgram } from '../../src/onboarding/suggest-terms.ts';
import { asTyped } from '../../src/programs/program-desk.ts';
import { MongoDryRuns } from '../../src/storage/mongo/mongo-dry-runs.ts';
import { DEFAULT_MAIL } from '../../src/mail/mail-settings.ts';
import { DEFAULT_SETTINGS } from '../../src/settings/default-settings.ts';
import type { ShopWorld } from './shop-world.ts';

export type Name = keyof typeof ADMIN_ENDPOINTS;

export interface Ids {
  readonly memberId: string;
  readonly itemId: string;
  readonly version: string;
  readonly userId: string;
  readonly fileId: string;
  readonly reservationId: string;
  readonly referralId: string;
}

export interface GoodRequest {
  readonly ids?: Partial<Ids>;
  readonly body?: unknown;
}

const by = { userId: 'u-owner', name: 'Test' };
export const TERMS = asTyped(suggestedProgram('repeat', { currency: 'EUR', timeZone: 'UTC', averageMinor: 5_000 }));

/** A new member of the first store with some points, to merge, erase and adjust without disturbing others. */
async function somebody(world: ShopWorld): Promise<string> {
  const id = memberId(`m-${randomUUID()}`);
  const profile = { email: `${id}@example.com`, phone: null, firstName: 'Some', lastName: 'Body', locale: null };
  const known = { kind: 'account', externalId: id, guestEmailKey: null, profile, joinedAt: world.core.time.now } as const;
  await world.core.members.create({ storeId: world.store, memberId: id, ...known });
  await adjusted(world, id);
  return id;
}

async function adjusted(world: ShopWorld, id: string): Promise<string> {
  const requestId = randomUUID();
  await world.call('POST', `/admin/api/members/${id}/adjust`, { body: { points: 5, reason: 'a kind word', requestId } });
  return requestId;
}

const revisionOf = async (world: ShopWorld): Promise<number> => (await world.core.programs.standing(world.store)).draft?.revision ?? 0;
const newestOf = async (world: ShopWorld): Promise<number> => (await world.core.programs.standing(world.store)).newest.program.version;

/** The revision of a draft that is there. */
async function aDraft(world: ShopWorld): Promise<number> {
  const saved = await world.core.programs.save(world.store, TERMS, await revisionOf(world), by);
  return saved?.revision ?? 0;
}

async function scheduled(world: ShopWorld): Promise<string> {
  const store = (await world.core.stores.get(world.store)) ?? { storeId: world.store, currency: 'EUR', timeZone: 'UTC' };
  const wish = { seenRevision: await aDraft(world), seenVersion: await newestOf(world), at: world.core.time.now + 86_400_000 };
  const answer = await world.core.programs.publish({ ...store, cannotGive: [] }, wish, by);
  return answer.kind === 'published' ? String(answer.version.program.version) : '';
}

/** A dry run that another process works on, and that does not end by itself. */
async function aRunElsewhere(world: ShopWorld): Promise<void> {
  await world.core.dryRuns.settled();
  const { now } = world.core.time;
  const times = { startedAt: now, endedAt: null, leaseUntil: now + 30_000, from: 0, until: now };
  const about = { draftRevision: 1, liveVersion: 1, currency: 'EUR', done: 0, of: 1, result: null, cancelAsked: false };
  const run = { runId: randomUUID(), state: 'running', ...times, ...about } as const;
  // Whatever still seems to run gives way.
  await new MongoDryRuns(world.core.database.connection).start(world.store, run, now + 60_000);
}

type Make = (world: ShopWorld) => Promise<GoodRequest>;
const nothing: Make = () => Promise.resolve({});
const body = (value: unknown): Make => () => Promise.resolve({ body: value }); // prettier-ignore
const forMember = (of: (id: string, world: ShopWorld) => unknown): Make => async (world) => {
  const id = await somebody(world);
  return { ids: { memberId: id }, body: await of(id, world) };
}; // prettier-ignore

export const GOOD: Readonly<Record<Name, Make>> = {
  session: nothing,
  ownLanguage: async (world) => ({ body: { locale: (await world.core.staff.language(world.store, 'u-owner')) === 'fa' ? 'he' : 'fa' } }),
  overview: nothing,
  activity: nothing,
  members: nothing,
  member: nothing,
  memberHistory: nothing,
  memberExport: nothing,
  memberRewards: nothing,
  rewards: nothing,
  cancelReward: async (world) => ({ ids: { reservationId: await world.heldReward(world.store, world.mina) }, body: {} }),
  adjust: forMember(() => ({ points: 5, reason: 'a kind word', requestId: randomUUID() })),
  undoAdjust: forMember(async (id, world) => ({ requestId: await adjusted(world, id) })),
  previewMerge: forMember((_, world) => ({ into: world.mina })),
  merge: forMember(async (_, world) => ({ into: await somebody(world), requestId: randomUUID() })),
  undoMerge: forMember(async (id, world) => {
    const mergeId = randomUUID();
    await world.call('POST', `/admin/api/members/${id}/merge`, { body: { into: await somebody(world), requestId: mergeId } });
    return { mergeId };
  }),
  previewErase: nothing,
  erase: forMember((id) => ({ confirm: id, requestId: randomUUID() })),
  program: nothing,
  programState: nothing,
  programCatalog: nothing,
  saveDraft: async (world) => ({ body: { terms: TERMS, expectedRevision: await revisionOf(world) } }),
  discardDraft: async (world) => ({ body: { expectedRevision: await aDraft(world) } }),
  restoreDraft: async (world) => ({ body: { version: 1, expectedRevision: await revisionOf(world) } }),
  publishProgram: async (world) => ({ body: { expectedRevision: await aDraft(world), expectedVersion: await newestOf(world), at: null } }),
  programVersions: nothing,
  programVersion: nothing,
  cancelVersion: async (world) => ({ ids: { version: await scheduled(world) }, body: {} }),
  previewProgram: body({ terms: TERMS, orders: [{ lines: [{ amountMinor: 5_000 }] }] }),
  startDryRun: async (world) => {
    await aRunElsewhere(world);
    await world.core.dryRuns.cancel(world.store);
    world.core.time.now += 31_000;
    return { body: { expectedRevision: await aDraft(world) } };
  },
  dryRun: nothing,
  cancelDryRun: async (world) => {
    await aRunElsewhere(world);
    return { body: {} };
  },
  previewTiers: body({ terms: TERMS }),
  onboarding: nothing,
  suggestProgram: body({ goal: 'repeat' }),
  checkStorefront: nothing,
  storeProducts: nothing,
  storeCollections: nothing,
  dataFiles: nothing,
  dataFile: async (world) => {
    const file = { format: 'lasting-data-request/1', request: 'r-1', madeAt: '2026-11-21T20:00:00.000Z', members: [], otherOrders: [] };
    const text = JSON.stringify({ ...file, store: { name: 'Tea', domain: 'tea.example' }, person: { externalId: '5', email: null } });
    await world.core.dataFiles.keep({ storeId: world.store, requestId: 'r-1', askedAt: 0, members: [], subjects: [], text });
    return { ids: { fileId: 'r-1' } };
  },
  catchingUp: nothing,
  compareStore: body({}),
  importHistory: async (world) => {
    await world.core.imports.cancel(world.store);
    return { body: {} };
  },
  cancelHistory: async (world) => {
    await world.core.imports.start(world.store);
    return { body: {} };
  },
  countPast: body({ from: '2020-01-01T00:00:00.000Z' }),
  creditPast: async (world) => {
    await world.core.stores.update(world.store, { startsAt: world.core.time.now });
    return { body: { from: new Date(world.core.time.now - 86_400_000).toISOString() } };
  },
  accountFunnel: nothing,
  referralStats: nothing,
  referrals: nothing,
  referral: async (world) => ({ ids: { referralId: await world.referral(world.store, world.mina) } }),
  decideReferrals: async (world) => ({ body: { ids: [await world.referral(world.store, world.mina)], decision: 'approve' } }),
  memberReferrals: nothing,
  banAdvocate: forMember(() => ({ banned: true })),
  settings: nothing,
  saveSettings: async (world) => ({
    body: { values: DEFAULT_SETTINGS, expectedRevision: (await world.core.settings.get(world.store))?.revision ?? 0 },
  }),
  mail: nothing,
  saveMail: async (world) => ({
    body: { values: DEFAULT_MAIL, expectedRevision: (await world.core.mailSettings.get(world.store))?.revision ?? 0 },
  }),
  previewMail: body({ template: 'points-expiring', locale: 'en', words: { subject: 'Hello', body: '{{ points }}' } }),
  testMail: body({ template: 'points-expiring', locale: 'en', words: { subject: 'Hello', body: 'Hello' }, to: 'me@example.com' }),
  staff: nothing,
  changeRole: async (world) => ({
    body: { role: (await world.core.staff.find(world.store, 'u-2'))?.role === 'support' ? 'analyst' : 'support' },
  }),
  audit: nothing,
  inboxSummary: nothing,
  inbox: nothing,
  replayInbox: async (world) => ({ body: { ids: [await world.deadItem(world.store)] } }),
  inboxItem: nothing,
  replayInboxItem: async (world) => ({ ids: { itemId: await world.deadItem(world.store) }, body: {} }),
  outboxSummary: nothing,
  outbox: nothing,
  replayOutbox: async (world) => ({ body: { ids: [await world.deadEffect(world.store)] } }),
  settleEffect: async (world) => ({ body: { id: await world.deadEffect(world.store) } }),
  rollForward: nothing,
  ledgerHealth: nothing,
  startVerification: body({}),
  verification: nothing,
};

/** What passes the schema, and still changes nothing: for whoever must be refused before it counts. */
const HARMLESS: Readonly<Partial<Record<Name, unknown>>> = {
  adjust: { points: 5, reason: 'a kind word', requestId: randomUUID() },
  undoAdjust: { requestId: randomUUID() },
  previewMerge: { into: 'nobody' },
  merge: { into: 'nobody', requestId: randomUUID() },
  undoMerge: { mergeId: 'none' },
  erase: { confirm: 'somebody else', requestId: randomUUID() },
  saveDraft: { terms: {}, expectedRevision: 9_999 },
  discardDraft: { expectedRevision: 9_999 },
  restoreDraft: { version: 1, expectedRevision: 9_999 },
  publishProgram: { expectedRevision: 9_999, expectedVersion: 99, at: null },
  startDryRun: { expectedRevision: 9_999 },
  saveSettings: { values: DEFAULT_SETTINGS, expectedRevision: 9_999 },
  saveMail: { values: DEFAULT_MAIL, expectedRevision: 9_999 },
  previewMail: { template: 'points-expiring', locale: 'en', words: { subject: 'Hello', body: 'Hello' } },
  testMail: { template: 'points-expiring', locale: 'en', words: { subject: 'Hello', body: 'Hello' }, to: 'me@example.com' },
  changeRole: { role: 'support' },
  ownLanguage: { locale: 'en' },
  previewProgram: { terms: {}, orders: null },
  previewTiers: { terms: {} },
  suggestProgram: { goal: 'repeat' },
  replayInbox: { ids: null },
  countPast: { from: '2999-01-01T00:00:00.000Z' },
  creditPast: { from: '2999-01-01T00:00:00.000Z' },
  replayOutbox: { ids: null },
  settleEffect: { id: 'give-store-credit/nobody' },
  decideReferrals: { ids: ['nobody'], decision: 'approve' },
  banAdvocate: { banned: false },
};

export function harmlessBody(name: Name, { method }: Endpoint): unknown {
  return method === 'GET' ? undefined : (HARMLESS[name] ?? {});
}
