// The store's way to give rewards, as an effect needs it.
import { StoreUnreachable, type CodeLine, type RewardLine } from '../platforms/platform.ts';
import { Declined, type Performing } from './effect.ts';

/** @throws {StoreUnreachable} while the store cannot be asked, {@link Declined} where it never gives rewards. */
export function rewardsOf({ connection }: Performing): RewardLine {
  if (connection === null) throw new StoreUnreachable('the store left, or gave us no access');
  if (connection.rewards === null) throw new Declined('this kind of store gives rewards another way');
  return connection.rewards;
}

/** @throws {StoreUnreachable} while the store cannot be asked, {@link Declined} where it can be given no codes. */
export function codesOf({ connection }: Performing): CodeLine {
  if (connection === null) throw new StoreUnreachable('the store left, or gave us no access');
  if (connection.codes === null) throw new Declined('this kind of store takes no codes');
  return connection.codes;
}
