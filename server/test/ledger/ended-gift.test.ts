// What of a gift ended unspent is found in the database, and found no more once it came back.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { entryKey, memberId, type MemberId, type StoreId } from '../../src/loyalty/ids.ts';
import type { Command } from '../../src/loyalty/ledger/command.ts';
import { expiredIn } from '../../src/loyalty/ledger/sums.ts';
import { isRefused } from '../../src/loyalty/refusal.ts';
import { adjust, DAY } from '../builders/commands.ts';
import { aCore, type TestCore } from '../builders/core.ts';

async function does(core: TestCore, shop: StoreId, member: MemberId, command: Command): Promise<void> {
  const intention = { command, key: entryKey(randomUUID()), inputHash: '' };
  const answer = await core.ledger.append({ storeId: shop, memberId: member, cause: 'test', intend: () => intention });
  if (isRefused(answer)) throw new Error(`${answer.refused}: ${answer.detail}`);
}

it('a gift that ended and came back does not count as ended', async () => {
  const core = await aCore();
  const shop = await core.addStore();
  const someone = memberId(`m-${randomUUID()}`);
  await does(core, shop, someone, adjust(50, { ref: 'gift', expiresAt: core.time.now + DAY }));
  core.time.now += 2 * DAY;
  await does(core, shop, someone, { kind: 'expire' });
  const ended = await core.entries.expiredOfAdjustment(shop, 'gift');
  const chain = (await core.entries.history(shop, someone, null, 10)).toReversed();
  await does(core, shop, someone, { kind: 'expire-undo', lots: expiredIn(chain), expiresAt: core.time.now + DAY });
  expect([ended, await core.entries.expiredOfAdjustment(shop, 'gift')]).toEqual([50, 0]);
  await core.database.close();
});
