// The shop hears who joined and left its newsletter, with the time at which they said it; a later word of the shop's own is not overwritten.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { memberId } from '../../src/loyalty/ids.ts';
import { WRITE_MARKETING_CONSENT } from '../../src/outbox/effects/write-marketing-consent.ts';
import { anOutboxWorld, type OutboxWorld } from './outbox-world.ts';

let world: OutboxWorld;
let n = 0;
beforeAll(async () => {
  world = await anOutboxWorld();
});
afterAll(() => world.close());

async function tells(customerId: string, subscribed: boolean, at: number): Promise<void> {
  const { core, store } = world;
  const body = { memberId: memberId(`m-${customerId}`), customerId, subscribed, at };
  const effect = { storeId: store, effectId: `${WRITE_MARKETING_CONSENT}/${(n += 1)}`, kind: WRITE_MARKETING_CONSENT, subject: null, body };
  await core.outbox.add({ ...effect, createdAt: core.time.now, dueAt: core.time.now });
  while ((await core.performer.once()) > 0);
}
const known = (customerId: string) => world.shop.connection.newsletter?.read(customerId);
const writes = async () => (await world.shop.asked()).filter((field) => field === 'customerEmailMarketingConsentUpdate').length;
const aCustomer = () => world.shop.customer(`letters-${(n += 1)}@example.com`);
const whole = (at: number): number => Math.floor(at / 1_000) * 1_000;

describe('the newsletter of a shop', () => {
  it('is told who joined and who left, and when they said so', async () => {
    const customerId = await aCustomer();
    const at = whole(world.core.time.now) - 60_000;
    await tells(customerId, true, at);
    expect(await known(customerId)).toEqual({ subscribed: true, at });
    await tells(customerId, false, at + 5_000);
    expect(await known(customerId)).toEqual({ subscribed: false, at: at + 5_000 });
  });

  it('is not told again what it knows', async () => {
    const customerId = await aCustomer();
    const at = whole(world.core.time.now) - 60_000;
    await tells(customerId, true, at);
    await writes();
    await tells(customerId, true, at);
    expect(await writes()).toBe(0);
  });

  it('keeps a later word of its own, whatever we heard before', async () => {
    const customerId = await aCustomer();
    const at = whole(world.core.time.now) - 60_000;
    await world.shop.connection.newsletter?.write(customerId, false, at);
    await tells(customerId, true, at - 10_000);
    expect(await known(customerId)).toEqual({ subscribed: false, at });
  });

  it('leaves with us what is said of somebody whom the shop does not have', async () => {
    await tells('999999999', true, world.core.time.now - 1_000);
    expect((await world.core.outbox.counts(world.store, world.core.time.now)).dead).toBe(0);
  });
});
