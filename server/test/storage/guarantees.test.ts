// One race per unique index: many writers at once, exactly one wins, and nobody is told a lie.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryKey, memberId, orderId, storeId } from '../../src/loyalty/ids.ts';
import type { Entry } from '../../src/loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../../src/loyalty/ledger/state.ts';
import { defaultProgram } from '../../src/loyalty/program/default-program.ts';
import type { Member } from '../../src/members/member-store.ts';
import type { Referral } from '../../src/referrals/referral.ts';
import { GUARANTEES } from '../../src/storage/guarantees.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import { createIndexes, missingGuarantees } from '../../src/storage/mongo/indexes.ts';
import { MongoDays } from '../../src/storage/mongo/mongo-days.ts';
import { MongoReach } from '../../src/storage/mongo/mongo-reach.ts';
import { MongoStatuses } from '../../src/storage/mongo/mongo-statuses.ts';
import { aJudgement, aReferral, aTrace, aVoucher } from '../builders/referrals.ts';
import { MongoTraces } from '../../src/storage/mongo/mongo-traces.ts';
import type { Trace } from '../../src/referrals/trace-store.ts';
import { aCore, type TestCore } from '../builders/core.ts';
import { anOrder } from '../builders/orders.ts';

const WRITERS = 40;
const shop = storeId('race');
let core: TestCore;

beforeAll(async () => {
  core = await aCore();
});
afterAll(async () => {
  await core.database.close();
});

function anEntry(change: Partial<Entry>): Entry {
  const unique = { memberId: memberId(`m-${randomUUID()}`), key: entryKey(randomUUID()) };
  const facts = { kind: 'award', at: 1, moves: [], order: null, redemption: null, explain: null, after: EMPTY_STATE } as const;
  return { storeId: shop, seq: 1, inputHash: '', cause: 'test', prevHash: '', hash: '', ...facts, ...unique, ...change };
}

function aMember(change: Partial<Member>): Member {
  const profile = { email: null, phone: null, firstName: null, lastName: null, locale: null };
  return {
    storeId: shop,
    memberId: memberId(`m-${randomUUID()}`),
    kind: 'guest',
    externalId: null,
    guestEmailKey: null,
    profile,
    joinedAt: 1,
    ...change,
  };
}

async function winners(write: (writer: number) => Promise<unknown>, won: unknown): Promise<number> {
  const answers = await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
  return answers.filter((answer) => answer === won).length;
}

const referredAtOnce = (friend: Partial<Referral>): Promise<number> =>
  winners(
    (writer) => core.referrals.create(aReferral({ storeId: shop, referralId: `${JSON.stringify(friend)}${writer}`, ...friend })),
    true,
  );

const sighting = { order: anOrder(), provenance: 'pushed', seenAt: 1, digest: 'd', memberId: null, revision: 1, judgement: null } as const;

/** By the name of the guarantee, so that a guarantee without a race fails the test below. */
/** How many are there when many keep the same one: whoever comes second is not refused, and changes nothing. */
async function keptTraces(collection: string, kind: Trace['kind']): Promise<number> {
  const traces = new MongoTraces(core.database.connection);
  await Promise.all(Array.from({ length: WRITERS }, (_, at) => traces.keep(aTrace({ storeId: shop, kind, subject: 'one', at }))));
  return core.database.connection.collection(collection).countDocuments({ storeId: shop });
}

const RACES: Readonly<Record<string, () => Promise<number>>> = {
  'one-entry-per-sequence': () => winners(() => core.entries.append(anEntry({ memberId: memberId('m-seq'), seq: 7 })), 'appended'),
  'one-entry-per-key': () => winners(() => core.entries.append(anEntry({ key: entryKey('order:1:m:0') })), 'appended'),
  'one-document-per-order': () => winners(() => core.orders.create({ ...sighting, storeId: shop, orderId: orderId('o-1') }), true),
  'one-member-per-customer': () => winners(() => core.members.create(aMember({ externalId: '77' })), true),
  'one-member-per-guest-address': () => winners(() => core.members.create(aMember({ guestEmailKey: 'abc' })), true),
  'one-member-per-proven-address': () => winners(() => core.members.create(aMember({ provenEmailKey: 'abc' })), true),
  'one-item-per-event': () => {
    const item = {
      storeId: shop,
      origin: 'webhook',
      topic: 'orders/paid',
      dedupe: 'event-1',
      headers: {},
      body: Buffer.from('{}'),
      receivedAt: 1,
    } as const;
    return winners(() => core.inbox.insert({ ...item, itemId: randomUUID() }), 'stored');
  },
  'one-lease-per-item': async () => {
    const item = { storeId: shop, origin: 'webhook', topic: 'orders/paid', dedupe: null, headers: {}, body: Buffer.from('{}') } as const;
    await core.inbox.insert({ ...item, itemId: 'leased-once', receivedAt: 1 });
    const claimed = Array.from({ length: WRITERS }, (_, writer) =>
      core.inbox.claim(`lease-${writer}`, core.time.now, core.time.now + 1_000, 8),
    );
    return (await Promise.all(claimed)).flat().filter(({ itemId }) => itemId === 'leased-once').length;
  },
  'one-effect-per-name': () => {
    const effect = { storeId: shop, effectId: 'make-code/r-1', kind: 'make-code', subject: null, createdAt: 1, dueAt: 1 } as const;
    return winners((writer) => core.outbox.add({ ...effect, body: { writer } }), 'stored');
  },
  'one-program-per-version': () =>
    winners((writer) => core.stores.publish(shop, { ...defaultProgram('EUR'), version: 2, graceMs: writer + 1 }), true),
  'one-balance-per-member': async () => {
    const row = { storeId: shop, memberId: memberId('m-row'), at: 1, available: 1, pending: 0, reserved: 0, deficit: 0, nextDueAt: null };
    await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => core.balances.show([{ ...row, seq: writer + 1, available: writer + 1 }])),
    );
    const rows = await core.balances.many(shop, [memberId('m-row')]);
    expect(rows[0]?.available).toBe(WRITERS);
    return rows.length;
  },
  'one-tombstone-per-identifier': async () => {
    const hashes = ['a-hash'];
    const bury = (writer: number) => core.erasure.bury(shop, hashes, { memberId: memberId('m-gone'), erasedAt: writer + 1 });
    await Promise.all(Array.from({ length: WRITERS }, (_, writer) => bury(writer)));
    expect(await core.erasure.find(shop, hashes)).toEqual({ memberId: 'm-gone', erasedAt: WRITERS });
    return collectionOf(core.database.connection, 'tombstones').countDocuments({ storeId: shop });
  },
  'one-row-per-day': () => {
    const row = { storeId: shop, timeZone: 'UTC', day: '2026-11-21', from: 0, until: 1, upTo: 0, entries: 0, held: 0, flows: {} };
    const rows = new MongoDays(core.database.connection);
    return winners(() => rows.create(row), true);
  },
  'one-status-per-member': () => {
    const row = { storeId: shop, memberId: memberId('m-level'), n: 1, into: null, measure: '', spans: [], told: [], dueAt: null };
    const rows = new MongoStatuses(core.database.connection);
    return winners(() => rows.create(row), true);
  },
  'one-offer-per-order': async () => {
    const offered = { day: '2026-11-21', placedAt: 1, heldBack: false, offeredAt: 2 };
    const order = { storeId: shop, orderId: orderId('offered-once') };
    const sights = Array.from({ length: WRITERS }, (_, at) => core.offers.seen({ ...order, surface: 'thank-you', step: 'started', at }));
    const won = await winners((writer) => core.offers.offer([{ ...order, ...offered, memberId: memberId(`m-${writer}`) }]), 1);
    await Promise.all(sights);
    return won;
  },
  'one-redemption-per-code': () => {
    const agreed = {
      storeId: shop,
      memberId: memberId('m-code'),
      rewardId: 'five-off',
      kind: 'amount-off',
      name: { en: 'Five off' },
    } as const;
    const price = {
      programVersion: 1,
      steps: 1,
      points: 100,
      amountMinor: 500,
      currency: 'EUR',
      terms: null,
      instructions: null,
      cart: null,
    };
    const fate = {
      stage: 'asked',
      why: null,
      detail: null,
      externalId: null,
      orders: [],
      askedAt: 1,
      endsAt: null,
      dueAt: null,
      revision: 1,
    } as const;
    return winners(
      (writer) => core.redemptions.create({ ...agreed, ...price, ...fate, reservationId: `r-${writer}`, codeKey: 'one-code' }),
      true,
    );
  },
  'one-use-per-claim-link': async () => {
    const use = { storeId: shop, jti: 'a-link', at: 1, expiresAt: Date.now() + 60_000 };
    const users = Array.from({ length: WRITERS }, (_, writer) => memberId(`m-user-${writer}`));
    const told = await Promise.all(users.map((user) => core.claimUses.use({ ...use, memberId: user })));
    expect(new Set(told).size).toBe(1);
    return users.filter((user, writer) => told[writer] === user).length;
  },
  'one-consent-per-act': () => {
    const said = { storeId: shop, memberId: memberId('m-agrees'), key: 'an-act', kind: 'newsletter', action: 'give', at: 1 } as const;
    const words = { version: 'en-1', wording: 'Send me the newsletter.', surface: 'panel', cause: 'test' } as const;
    return winners(() => core.consents.write({ ...said, ...words }), true);
  },
  'one-answer-per-order': () => {
    const waiting = { storeId: shop, orderId: orderId('o-1'), consents: [], at: 1, surface: 'thank-you', locale: 'en' } as const;
    return winners(() => core.consents.wait(waiting), true);
  },
  'one-referral-per-address': () => referredAtOnce({ friendKey: 'a-friend' }),
  'one-referral-per-friend': () => referredAtOnce({ friendId: memberId('m-friend') }),
  'one-standing-ban-per-advocate': () => {
    const by = { userId: 'u-1', name: 'Pari' };
    const ban = { storeId: shop, memberId: memberId('m-ban'), at: 1, by, note: '', undone: null };
    return winners((writer) => core.referralBans.add({ ...ban, banId: `ban-${writer}` }), true);
  },
  'one-referral-per-order': () => referredAtOnce({ judged: aJudgement({ orderId: orderId('o-referred') }) }),
  'one-count-per-day-member-and-way': async () => {
    const { connection } = core.database;
    const reached = { storeId: shop, day: '2026-11-21', memberId: memberId('m-advocate'), channel: 'whatsapp' } as const;
    const reach = new MongoReach(connection);
    await Promise.all(Array.from({ length: WRITERS }, () => reach.share(reached)));
    const rows = await reach.perDay(shop, '2026-11-21', '2026-11-21');
    expect(rows).toMatchObject([{ shares: WRITERS, visits: 0 }]);
    return rows.length;
  },
  'one-visit-per-visitor': () => {
    const reached = { storeId: shop, day: '2026-11-22', memberId: memberId('m-visited'), channel: 'link' } as const;
    const reach = new MongoReach(core.database.connection);
    return winners(() => reach.visit(reached, 'the same visitor', Date.now() + 60_000), true);
  },
  'one-visitor-key-per-day': async () => {
    const reach = new MongoReach(core.database.connection);
    const drawn = Array.from({ length: WRITERS }, (_, writer) => reach.dayKey(shop, '2026-11-21', `key ${writer}`, Date.now() + 60_000));
    return new Set(await Promise.all(drawn)).size;
  },
  'one-link-per-code': () => {
    const link = { storeId: shop, n: 0, at: 1 } as const;
    const looks = ['ADA-O1L0', 'ADA-011O', 'ADA01I0', 'ada-olio'];
    const add = async (writer: number) => {
      const own = { ...link, code: looks[writer % looks.length] ?? '', memberId: memberId(`m-linked-${writer}`) };
      return (await core.referralLinks.add(own)) !== 'taken';
    };
    return winners(add, true);
  },
  'one-link-per-choice': async () => {
    const link = { storeId: shop, memberId: memberId('m-chooses'), n: 1, at: 1 } as const;
    const told = await Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => core.referralLinks.add({ ...link, code: `CHOICE-${writer}` })),
    );
    expect(new Set(told.map((each) => (each === 'taken' ? each : each.code))).size).toBe(1);
    return (await core.referralLinks.ofMembers(shop, [link.memberId])).length;
  },
  'one-voucher-per-code': () =>
    winners((writer) => core.vouchers.create(aVoucher({ storeId: shop, voucherId: `friend/r/${writer}`, codeKey: 'one-code' })), true),
  'one-trace-per-order': () => keptTraces('order_traces', 'order'),
  'one-trace-per-claim': () => keptTraces('claim_traces', 'claim'),
  'one-checkpoint-per-day': () => {
    const sums = { pending: 0, available: 0, reserved: 0, deficit: 0, taken: 0 };
    const content = { storeId: shop, day: '2026-11-21', from: 0, to: 1, entries: 0, chains: 0, sums, digest: '', previous: '' };
    const sealed = { ...content, seal: '', sealedKey: '', pages: '' };
    return winners((writer) => core.proof.checkpoints.keep({ ...sealed, n: writer + 1 }), true);
  },
};

describe('the database says once', () => {
  it('has a race for every guarantee', () => {
    expect(Object.keys(RACES).toSorted()).toEqual(GUARANTEES.map(({ name }) => name).toSorted());
  });

  it.each(GUARANTEES)('keeps its promise under a race: $sentence ($name)', async ({ name }) => {
    expect(await RACES[name]?.()).toBe(1);
  });

  it('lets members without an address and items without a name repeat, because absent is not equal', async () => {
    expect(await winners(() => core.members.create(aMember({})), true)).toBe(WRITERS);
  });

  it('notices a guarantee that was dropped, and puts it back at the next start', async () => {
    const { connection } = core.database;
    await collectionOf(connection, 'entries').dropIndex('one-entry-per-key');
    expect((await missingGuarantees(connection)).map(({ name }) => name)).toEqual(['one-entry-per-key']);
    await createIndexes(connection);
    expect(await missingGuarantees(connection)).toEqual([]);
  });
});
