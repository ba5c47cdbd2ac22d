// On WooCommerce anybody can register with any address: an account proves nothing, and only the link in a mail to the address does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { proveAddress } from '../../src/answer-requests.ts';
import { orderId, type MemberId } from '../../src/loyalty/ids.ts';
import { emailKey } from '../../src/members/address-key.ts';
import { derivePaid, RECORDED_SECRET, recordings, signedAgain, type Recording } from '../recorded/woocommerce/replay.ts';
import { ACCOUNT_POINTS, AccountsWorld, Shop } from './accounts-world.ts';

/** Rita's: an order as a guest, and then an account with the same address. */
const RITA = 'rita.mwqqupkh@example.test';
const ACCOUNT = '5';
const ORDER_POINTS = 12;

let world: AccountsWorld;
let story: readonly Recording[];
beforeAll(async () => {
  world = await AccountsWorld.open();
  story = derivePaid(recordings());
});
afterAll(() => world.close());

const named = (start: string): Recording => story.find(({ file }) => file.startsWith(start)) ?? expect.fail(`no recording ${start}`);

class WooStore extends Shop {
  static async open(): Promise<WooStore> {
    const storeId = await world.core.addStore({ webhookSecret: RECORDED_SECRET });
    await world.publish(storeId);
    return new WooStore(world, storeId);
  }

  async sends({ headers, body }: Pick<Recording, 'headers' | 'body'>): Promise<void> {
    const url = `${world.server.url}/webhooks/woocommerce/${this.storeId}`;
    expect((await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) })).status).toBe(200);
    await this.core.drainAll();
  }

  /** A customer's message with some of it changed, signed as the store would. */
  tells(start: string, change: object): Promise<void> {
    const recording = named(start);
    const body = { ...(JSON.parse(recording.body.toString('utf8')) as object), ...change };
    return this.sends(signedAgain(recording, Buffer.from(JSON.stringify(body))));
  }

  async waiting(): Promise<MemberId> {
    return ((await this.guest(RITA)) ?? expect.fail('no guest')).memberId;
  }

  /** Signed in with an account, somebody opened the link that was mailed to an address. */
  async comesByLink(account: string, email: string) {
    const addressKey = emailKey(await world.store(this.storeId), email) ?? '';
    const [memberId, guestId] = [(await this.customer(account)).memberId, await this.waiting()];
    return proveAddress(this.core, this.storeId, { memberId, guestId, addressKey, at: this.core.time.now });
  }
}

async function ritaBought(): Promise<WooStore> {
  const store = await WooStore.open();
  await store.sends(named('44-'));
  expect(await store.points(await store.waiting())).toBe(ORDER_POINTS);
  return store;
}

describe('an account with the address of somebody who bought as a guest', () => {
  it('gets what an account earns and nothing that waits: whoever registers proves nothing', async () => {
    const store = await ritaBought();
    await store.sends(named('45-'));
    await store.sends(named('46-'));
    expect([await store.pointsOf(ACCOUNT), await store.points(await store.waiting())]).toEqual([ACCOUNT_POINTS, ORDER_POINTS]);
  });

  it('gets it by the link that was mailed there, once', async () => {
    const store = await ritaBought();
    await store.sends(named('45-'));
    await Promise.all([1, 2].map(() => store.comesByLink(ACCOUNT, RITA)));
    await store.sends(named('44-'));
    expect([await store.pointsOf(ACCOUNT), await store.points(await store.waiting())]).toEqual([62, 62]);
    expect(await store.core.persons.present(store.storeId, await store.waiting())).toBe((await store.customer(ACCOUNT)).memberId);
    expect(await store.verified()).toEqual({ ok: true, problems: [] });
  });

  it("gets nothing by the link of somebody else's mail: the account's own address is another", async () => {
    const store = await ritaBought();
    await store.tells('45-', { email: 'thief@example.test' });
    expect(await store.comesByLink(ACCOUNT, RITA)).toBe('not-yours');
    expect(await store.comesByLink(ACCOUNT, 'thief@example.test')).toBe('not-yours');
    expect([await store.pointsOf(ACCOUNT), await store.points(await store.waiting())]).toEqual([ACCOUNT_POINTS, ORDER_POINTS]);
  });

  it('has to prove an address anew that it had before', async () => {
    const store = await ritaBought();
    await store.sends(named('45-'));
    await store.comesByLink(ACCOUNT, RITA);
    await store.tells('46-', { email: 'new@example.test' });
    expect((await store.customer(ACCOUNT)).provenEmailKey).toBeUndefined();
    await store.tells('46-', { email: RITA });
    expect((await store.customer(ACCOUNT)).provenEmailKey).toBeUndefined();
  });

  it('can be proven again after a link was refused', async () => {
    const store = await ritaBought();
    await store.tells('45-', { email: 'typo@example.test' });
    await store.comesByLink(ACCOUNT, RITA);
    await store.tells('46-', { email: RITA });
    await store.comesByLink(ACCOUNT, RITA);
    expect(await store.pointsOf(ACCOUNT)).toBe(62);
  });
});

/** Dora's: two orders as a guest, and then an account on the page that thanked for the second one, which WooCommerce gives it. */
const [FIRST, SECOND] = ['36-', '38-'] as const;
const bodyOf = (start: string) =>
  JSON.parse(named(start).body.toString('utf8')) as { id: number; customer_id: number; billing: { email: string } };

describe('an account that was opened on the page that thanks for an order', () => {
  it.each([
    ['the account first', ['40-', '41-', '42-']],
    ['the order first', ['42-', '40-', '41-']],
  ])('gets the points of that order and what was agreed to beside it, whatever is told first: %s', async (_, told) => {
    const store = await WooStore.open();
    await store.sends(named(FIRST));
    await store.sends(named(SECOND));
    const [{ billing }, { id, customer_id: customer }] = [bodyOf(FIRST), bodyOf('42-')];
    const guest = (await store.guest(billing.email)) ?? expect.fail('no guest');
    const both = await store.points(guest.memberId);
    const wish = { kind: 'newsletter', version: 'v1', wording: 'Write to me', birthday: null } as const;
    const waiting = { storeId: store.storeId, at: store.core.time.now, surface: 'thank-you', locale: 'en', consents: [wish] } as const;
    await store.core.consents.wait({ ...waiting, orderId: orderId(String(id)) });
    store.core.time.now += 1_000;
    for (const start of told) await store.sends(named(start));

    const account = await store.customer(String(customer));
    const earned = (await store.points(account.memberId)) - ACCOUNT_POINTS;
    expect(earned).toBeGreaterThan(0);
    // Only that order: who registers proves no address, and what was bought before waits for the link in our mail.
    expect(await store.points(guest.memberId)).toBe(both - earned);
    const agreed = await store.core.consents.of(store.storeId, account.memberId);
    expect(agreed.map(({ kind, action, surface, cause }) => [kind, action, surface, cause])).toEqual([['newsletter', 'give', 'thank-you', `order/${id}`]]); // prettier-ignore
    expect(await store.verified()).toEqual({ ok: true, problems: [] });
  });

  it('agrees to nothing by what somebody says later who knows the number of an order', async () => {
    const store = await WooStore.open();
    for (const start of ['40-', '42-']) await store.sends(named(start));
    const { id, customer_id: customer } = bodyOf('42-');
    store.core.time.now += 1_000;
    const wish = { kind: 'newsletter', version: 'v1', wording: 'Write to me', birthday: null } as const;
    const waiting = { storeId: store.storeId, at: store.core.time.now, surface: 'thank-you', locale: 'en', consents: [wish] } as const;
    await store.core.consents.wait({ ...waiting, orderId: orderId(String(id)) });
    await store.sends(
      signedAgain(named('42-'), Buffer.from(named('42-').body.toString('utf8').replace('"customer_note":""', '"customer_note":"x"'))),
    );
    expect(await store.core.consents.of(store.storeId, (await store.customer(String(customer))).memberId)).toEqual([]);
  });
});
