// From a draft to a version and back, and two people who do it at once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ADMIN_ENDPOINTS, problem, type admin } from '../../src/contract/index.ts';
import { PROGRAM_LEAD_MS } from '../../src/stores/directory.ts';
import { aReward } from '../builders/programs.ts';
import { aShopWorld, type ShopWorld } from './shop-world.ts';

const DAY_MS = 86_400_000;
let world: ShopWorld;
beforeEach(async () => {
  world = await aShopWorld();
});
afterEach(() => world.close());

const E = ADMIN_ENDPOINTS;
const json = (answer: Response): Promise<unknown> => answer.json();
const get = (path: string): Promise<Response> => world.call('GET', `/admin/api/program${path}`);
const send = (path: string, body: unknown, method = 'POST'): Promise<Response> => world.call(method, `/admin/api/program${path}`, { body });
const state = async () => E.programState.answer.parse(await json(await get('/state')));
const refusal = async (answer: Response) => {
  const { code, field } = problem.parse(await json(answer)).error;
  return [answer.status, code, field];
};
const audit = async (action: admin.AuditAction) =>
  E.audit.answer.parse(await json(await world.call('GET', `/admin/api/audit?action=${action}`))).items;

const save = (terms: admin.Terms, expectedRevision: number): Promise<Response> => send('/draft', { terms, expectedRevision }, 'PUT');
const publish = (expectedRevision: number, expectedVersion: number, at: string | null = null): Promise<Response> =>
  send('/publish', { expectedRevision, expectedVersion, at });

async function draftWith(change: admin.Terms): Promise<admin.Draft> {
  const { terms, draft } = await state();
  const answer = E.saveDraft.answer.parse(await json(await save({ ...terms, ...change }, draft?.revision ?? 0)));
  return answer.draft ?? expect.fail('no draft was kept');
}

/** A version in force, published from a draft. */
async function published(change: admin.Terms): Promise<number> {
  const { newest } = await state();
  const { revision } = await draftWith(change);
  const answer = E.publishProgram.answer.parse(await json(await publish(revision, newest.version)));
  world.core.time.now += PROGRAM_LEAD_MS + 1;
  return answer.version.version;
}

describe('a draft', () => {
  it('is kept as typed, however incomplete, with its problems beside it', async () => {
    const begun = await state();
    expect(begun).toMatchObject({ live: { version: 1, state: 'live', publishedAt: null }, scheduled: [], draft: null });
    const typed = { ...begun.terms, approvalAbove: -3, somethingElse: { half: 'typed' } };
    const answer = E.saveDraft.answer.parse(await json(await save(typed, 0)));
    expect(answer.draft).toMatchObject({ revision: 1, basedOn: 1, terms: typed, by: { userId: 'u-owner' } });
    expect(answer.draft?.problems).toContainEqual({ path: 'approvalAbove', code: 'too-small' });
    expect((await state()).draft).toEqual(answer.draft);
    expect((await state()).live.version).toBe(1);
    expect(await refusal(await publish(1, 1))).toEqual([400, 'invalid-input', expect.stringMatching(/^terms\./u)]);
  });

  it('is not overwritten by somebody who has not seen it, also after it was discarded', async () => {
    const { terms } = await state();
    const answers = await Promise.all([1, 2, 3].map((approvalAbove) => save({ ...terms, approvalAbove }, 0)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect((await save(terms, 1)).status).toBe(200);
    expect(await refusal(await save(terms, 1))).toEqual([409, 'older-than-known', 'expectedRevision']);
    expect(await refusal(await send('/draft/discard', { expectedRevision: 1 }))).toEqual([409, 'older-than-known', 'expectedRevision']);
    expect(E.discardDraft.answer.parse(await json(await send('/draft/discard', { expectedRevision: 2 })))).toEqual({ draft: null });
    expect((await save(terms, 2)).status).toBe(409);
    expect((await save(terms, 0)).status).toBe(200);
    expect((await state()).draft?.revision).toBeGreaterThan(2);
    expect(await audit('program-draft-discarded')).toHaveLength(1);
  });

  it('is begun from an older version', async () => {
    await published({ approvalAbove: 500 });
    const answer = E.restoreDraft.answer.parse(await json(await send('/draft/restore', { version: 1, expectedRevision: 0 })));
    expect(answer.draft).toMatchObject({ basedOn: 1, terms: { approvalAbove: null }, problems: [] });
    expect(await refusal(await send('/draft/restore', { version: 99, expectedRevision: answer.draft?.revision }))).toEqual([
      404,
      'not-found',
      null,
    ]);
    expect((await audit('program-draft-restored'))[0]).toMatchObject({ subject: '1' });
  });

  it('may be long, but not endless', async () => {
    const { terms } = await state();
    const ids = Array.from({ length: 5_000 }, (_, index) => `gid://shopify/Product/${index}`);
    expect((await save({ ...terms, ids }, 0)).status).toBe(200);
    expect((await save({ ...terms, ids: 'x'.repeat(1_100_000) }, 1)).status).toBe(413);
  });
});

describe('publishing', () => {
  it('makes the draft a version that counts in a few seconds, and empties the desk', async () => {
    const { revision } = await draftWith({ approvalAbove: 500 });
    const answer = E.publishProgram.answer.parse(await json(await publish(revision, 1)));
    expect(answer.version).toMatchObject({ version: 2, state: 'scheduled', by: { userId: 'u-owner', name: 'Test' } });
    expect((await world.services.programNow(world.store)).version).toBe(1);
    world.core.time.now += PROGRAM_LEAD_MS + 1;
    expect(await state()).toMatchObject({ live: { version: 2 }, scheduled: [], draft: null, terms: { approvalAbove: 500 } });
    expect(await world.services.programNow(world.store)).toMatchObject({ version: 2, approvalAbove: 500, currency: 'EUR' });
    expect(await audit('program-published')).toMatchObject([
      { subject: '2', changes: [{ field: 'approvalAbove', before: null, after: 500 }] },
    ]);
  });

  it('is done by one of two people who do it at once, and the other is told', async () => {
    const { revision } = await draftWith({ approvalAbove: 500 });
    const answers = await Promise.all([publish(revision, 1), publish(revision, 1), publish(revision, 1)]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409]);
    expect((await world.core.stores.programs(world.store)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await audit('program-published')).toHaveLength(1);
  });

  it('asks for the draft and the version that were seen', async () => {
    const first = await draftWith({ approvalAbove: 500 });
    const second = await draftWith({ approvalAbove: 600 });
    expect(await refusal(await publish(first.revision, 1))).toEqual([409, 'older-than-known', 'expectedRevision']);
    expect(await refusal(await publish(second.revision, 7))).toEqual([409, 'older-than-known', 'expectedVersion']);
    expect((await publish(second.revision, 1)).status).toBe(200);
  });

  it('waits for its time, and can be called off until then', async () => {
    const { revision } = await draftWith({ approvalAbove: 500 });
    const now = world.core.time.now;
    for (const at of [now - DAY_MS, now + PROGRAM_LEAD_MS - 1]) {
      expect(await refusal(await publish(revision, 1, new Date(at).toISOString()))).toEqual([400, 'invalid-input', 'at']);
    }
    expect((await publish(revision, 1, new Date(now + DAY_MS).toISOString())).status).toBe(200);
    expect((await state()).scheduled).toMatchObject([{ version: 2, state: 'scheduled' }]);
    const cancelled = E.cancelVersion.answer.parse(await json(await send('/versions/2/cancel', {})));
    expect(cancelled.version).toMatchObject({ version: 2, state: 'cancelled' });
    expect(await refusal(await send('/versions/2/cancel', {}))).toEqual([409, 'already-settled', null]);
    expect(await refusal(await send('/versions/1/cancel', {}))).toEqual([409, 'already-settled', null]);
    world.core.time.now += 2 * DAY_MS;
    expect((await world.services.programNow(world.store)).version).toBe(1);
    expect((await state()).live.version).toBe(1);
    expect(await published({ approvalAbove: 700 })).toBe(3);
    expect((await state()).live.version).toBe(3);
  });
});

describe('the versions', () => {
  it('are listed newest first, page by page, and say how each differs from the one before', async () => {
    await published({ approvalAbove: 500 });
    await published({ active: false });
    const first = E.programVersions.answer.parse(await json(await get('/versions?limit=2')));
    const rest = E.programVersions.answer.parse(await json(await get(`/versions?limit=2&cursor=${first.next ?? ''}`)));
    expect([...first.items, ...rest.items].map(({ version, state: is }) => [version, is])).toEqual([[3, 'live'], [2, 'past'], [1, 'past']]); // prettier-ignore
    expect(rest.next).toBeNull();
    const detail = E.programVersion.answer.parse(await json(await get('/versions/3')));
    expect(detail).toMatchObject({ previous: 2, diff: [{ path: 'active', before: true, after: false }], terms: { approvalAbove: 500 } });
    expect(E.programVersion.answer.parse(await json(await get('/versions/1')))).toMatchObject({ previous: null, diff: [] });
    for (const name of ['4', '0', '-1', '1.5', 'x']) expect((await get(`/versions/${name}`)).status).toBe(404);
  });

  it('tell rules apart by their ids, so that one that moved did not change', async () => {
    const { terms } = await state();
    const earning = terms['earning'] as { rules: { id: string }[] };
    const [purchase] = earning.rules;
    const extra = { ...purchase, id: 'second', kind: 'bonus-per-order', params: { points: 10 } };
    await published({ earning: { ...earning, rules: [extra, purchase] } as never });
    const detail = E.programVersion.answer.parse(await json(await get('/versions/2')));
    expect(detail.diff.map(({ path }) => path)).toEqual(['earning.rules.second']);
  });
});

describe('the catalogue', () => {
  it('has a schema and a sentence in three languages for every kind, and the schema of a whole program', async () => {
    const catalog = E.programCatalog.answer.parse(await json(await get('/catalog')));
    expect(new Set(catalog.kinds.map(({ group }) => group))).toEqual(new Set(['rule', 'action', 'condition', 'effect', 'reward']));
    expect(catalog.kinds.find(({ kind }) => kind === 'points-per-money')?.example).toMatchObject({
      params: { rates: [{ currency: 'EUR' }] },
    });
    expect(catalog.program).toMatchObject({ type: 'object' });
  });
});

describe('rewards that WooCommerce itself has not', () => {
  const CARD = aReward('gift-card', { points: 100, amountMinor: 500 });
  const CREDIT = aReward('store-credit', { points: 100, amountMinor: 500 });
  const SHIPPING = aReward('free-shipping', { points: 100, maximumMinor: null });

  async function inShopOf(platform: 'shopify' | 'woocommerce') {
    const token = await world.token('owner', await world.core.addStore({ platform, currency: 'EUR' }));
    const ask = (method: string, path: string, body?: unknown) =>
      world.call(method, `/admin/api/program${path}`, { token, ...(body === undefined ? {} : { body }) });
    const standing = async () => E.programState.answer.parse(await json(await ask('GET', '/state')));
    const typed = async (...rewards: object[]) => {
      const { terms, draft } = await standing();
      const body = { terms: { ...terms, rewards: JSON.parse(JSON.stringify(rewards)) as unknown }, expectedRevision: draft?.revision ?? 0 };
      return E.saveDraft.answer.parse(await json(await ask('PUT', '/draft', body))).draft ?? expect.fail('no draft was kept');
    };
    const goesLive = async ({ revision }: admin.Draft) =>
      ask('POST', '/publish', { expectedRevision: revision, expectedVersion: (await standing()).newest.version, at: null });
    const offered = async () => {
      const { kinds } = E.programCatalog.answer.parse(await json(await ask('GET', '/catalog')));
      return kinds.flatMap(({ group, kind }) => (group === 'reward' && ['gift-card', 'store-credit', 'free-shipping'].includes(kind) ? [kind] : [])); // prettier-ignore
    };
    return { typed, goesLive, offered, standing };
  }

  it('are not offered there, and a program with them is refused with the place of the first', async () => {
    const shop = await inShopOf('woocommerce');
    expect(await shop.offered()).toEqual(['free-shipping']);
    const draft = await shop.typed(SHIPPING, CARD, CREDIT);
    expect(draft.problems).toEqual([1, 2].map((at) => ({ path: `rewards.${at}.kind`, code: 'not-on-this-platform' })));
    expect((await shop.standing()).draft?.problems).toEqual(draft.problems);
    expect(await refusal(await shop.goesLive(draft))).toEqual([400, 'invalid-input', 'terms.rewards.1.kind']);
    expect((await shop.standing()).newest.version).toBe(1);
    const rest = await shop.typed(SHIPPING, { ...CARD, on: false });
    expect([rest.problems, (await shop.goesLive(rest)).status]).toEqual([[], 200]);
  });

  it('are offered by a shop of Shopify, and can be published there', async () => {
    const shop = await inShopOf('shopify');
    expect(new Set(await shop.offered())).toEqual(new Set(['free-shipping', 'gift-card', 'store-credit']));
    const draft = await shop.typed(CARD, CREDIT);
    expect([draft.problems, (await shop.goesLive(draft)).status]).toEqual([[], 200]);
  });
});
