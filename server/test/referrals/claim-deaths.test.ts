// What follows from a claim when a process dies before any of its writes, and what is told to whom: points instead of a code, a ban, a refusal.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEFAULT_MAIL } from '../../src/mail/mail-settings.ts';
import { emailKey } from '../../src/members/address-key.ts';
import type { SendMailBody } from '../../src/outbox/effects/send-mail.ts';
import type { Claimed } from '../../src/referrals/claims.ts';
import { collectionOf } from '../../src/storage/mongo/collection.ts';
import type { StoreRecord } from '../../src/stores/store-record.ts';
import { PATIENT } from '../proofs/process/runner.ts';
import { diesBefore, everyDeath } from '../proofs/redemptions/every-death.ts';
import { byReward, FIVE_OFF } from './claiming-world.ts';
import { ReferralWorld, type ReferralShop } from './desk-world.ts';

const BO = 'bo@example.test';
const shown = {
  networkAddress: '198.51.100.7',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  acceptLanguage: 'en',
  device: 'a-device',
  referrer: null,
};

let world: ReferralWorld;
beforeAll(async () => {
  world = await ReferralWorld.open();
});
afterAll(() => world.close());

interface Claiming {
  readonly shop: ReferralShop;
  readonly store: StoreRecord;
  readonly code: string;
}

async function claiming(terms = byReward()): Promise<Claiming> {
  const shop = await world.shop(terms, { rewards: [FIVE_OFF] });
  const values = { ...DEFAULT_MAIL, friendCode: { on: true } };
  await shop.core.mailSettings.save(shop.storeId, { revision: 1, values, savedAt: 1, by: { userId: 'u', name: 'U' } });
  const store = await shop.core.stores.get(shop.storeId);
  if (store === null) throw new Error('no store');
  const link = await shop.core.referring.links.of(store, await shop.member('ada'));
  return { shop, store, code: link?.code ?? '' };
}

async function claims({ shop, store, code }: Claiming, email = BO): Promise<Claimed> {
  const wish = { code, email, locale: 'fa', channel: 'telegram', shown } as const;
  const told = await shop.core.referring.friendClaims.claim(store, wish, shop.now);
  if (told.kind !== 'claimed') throw new Error(told.kind);
  return told;
}

const referralOf = async ({ shop, store }: Claiming, email = BO) =>
  shop.core.referrals.ofFriendKey(shop.storeId, emailKey(store, email) ?? '');

async function effects({ shop }: Claiming, kind: string): Promise<string[]> {
  const found = await collectionOf<{ effectId: string }>(world.core.database.connection, 'outbox')
    .find({ storeId: shop.storeId, kind })
    .toArray();
  return found.map(({ effectId }) => effectId);
}

async function mailTo(asked: Claiming): Promise<SendMailBody | null> {
  const [mailId] = await effects(asked, 'send-mail');
  const effect = mailId === undefined ? null : await asked.shop.core.outbox.read(asked.shop.storeId, mailId);
  return effect === null ? null : (effect.body as SendMailBody);
}

it('a claim becomes one referral, one code and one mail, whenever a process dies meanwhile', PATIENT, async () => {
  const deaths = await everyDeath(async (n) => {
    const asked = await claiming();
    await claims(asked);
    const died = await diesBefore(world.core, n);
    const referral = await referralOf(asked);
    expect([n, referral?.touches.length, referral?.standing.state]).toEqual([n, 1, 'claimed']);
    // The same score as without a death: a claim is never held against itself.
    expect(referral?.claim).toMatchObject({ voucherId: `friend/${referral?.referralId}/0`, score: 10 });
    expect((await world.core.vouchers.ofReferral(asked.shop.storeId, referral?.referralId ?? '')).map(({ stage }) => stage)).toEqual([
      'asked',
    ]);
    expect([n, (await effects(asked, 'make-code')).length, (await effects(asked, 'send-mail')).length]).toEqual([n, 1, 1]);
    return died;
  });
  expect(deaths).toBeGreaterThan(4);
});

describe('who claims', () => {
  it('is written the code they were told, in the language of the page, and nobody is named', async () => {
    const asked = await claiming();
    const told = await claims(asked);
    await asked.shop.core.drainAll();
    expect(await mailTo(asked)).toMatchObject({
      to: { email: BO, locale: 'fa' },
      template: 'friend-code',
      values: { code: told.code, endsAt: told.endsAt },
    });
  });

  it('is told of points instead of a code where the program gives those', async () => {
    const asked = await claiming(byReward({ friend: { kind: 'points', points: 50 } }));
    expect(await claims(asked)).toMatchObject({ code: null, applyPath: null, endsAt: null, gift: { kind: 'points', points: 50 } });
    await asked.shop.core.drainAll();
    expect(await effects(asked, 'make-code')).toEqual([]);
    expect((await referralOf(asked))?.claim).toMatchObject({ voucherId: null });
    expect(await mailTo(asked)).toMatchObject({ template: 'friend-code', values: { code: null, gift: { kind: 'points', points: 50 } } });
  });

  it('gets no code of the shop when the claim is refused, and reads in the mail that it could not be accepted', async () => {
    const asked = await claiming(byReward({ thresholds: { reviewFrom: 1, refuseFrom: 2 } }));
    // Claims of one device by one link, one after the other, are refused under so strict a rule.
    for (let n = 0; n < 8; n += 1) {
      await claims(asked, `friend-${n}@example.test`);
      await asked.shop.core.drainAll();
    }
    const told = await claims(asked);
    expect(told.code).toHaveLength(20);
    await asked.shop.core.drainAll();
    const referral = await referralOf(asked);
    expect(referral?.claim).toMatchObject({ verdict: 'refuse', voucherId: null });
    expect(await effects(asked, 'make-code')).not.toContain(`make-code/voucher/friend/${referral?.referralId}/0`);
    const mailId = (await effects(asked, 'send-mail')).find((id) => id.includes(emailKey(asked.store, BO) ?? ''));
    expect((await asked.shop.core.outbox.read(asked.shop.storeId, mailId ?? ''))?.body).toMatchObject({
      template: 'friend-without-code',
      values: { known: false },
    });
  });

  it('finds the link closed while its owner is banned', async () => {
    const asked = await claiming();
    const { shop, store, code } = asked;
    const by = { userId: 'u', name: 'U' };
    const wish = { storeId: shop.storeId, memberId: await shop.member('ada'), note: '', by };
    const ask = () => shop.core.referring.friendClaims.claim(store, { code, email: BO, locale: 'en', channel: 'link', shown }, shop.now);
    await shop.core.referring.bans.ban(wish);
    expect(await ask()).toEqual({ kind: 'closed' });
    expect(await referralOf(asked)).toBeNull();
  });

  it('leaves no address of a network anywhere', async () => {
    const asked = await claiming();
    await claims(asked);
    await asked.shop.core.drainAll();
    const { db } = world.core.database.connection;
    const kept: string[] = [];
    for (const { collectionName } of (await db?.collections()) ?? [])
      kept.push(JSON.stringify(await db?.collection(collectionName).find().toArray()));
    expect(kept.join('')).not.toContain('198.51.100');
  });
});
