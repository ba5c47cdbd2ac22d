// What an advocate does with their link: chooses its code, once, and passes it on.
import type { referrals as contract } from '../../contract/index.ts';
import { HttpProblem } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import { advocateOf, linkView } from './own-referrals.ts';
import { signedIn, type Shopper } from './shopper.ts';

const noAdvocate = (): HttpProblem => new HttpProblem(403, 'not-allowed', 'whoever asks has no link');

/** The link as it is then, whatever came of the wish. @throws HttpProblem for who has none. */
export async function changeLink(shopper: Shopper, code: string): Promise<{ outcome: 'changed' | 'taken' | 'already-changed' | 'not-allowed'; link: contract.OwnReferrals['link'] }> {
  signedIn(shopper);
  const { services, store, who } = shopper;
  await limit(services, 'refLink', `${store.storeId}:${who.externalId ?? ''}`);
  const advocate = await advocateOf(shopper);
  if (advocate === null) throw noAdvocate();
  const changed = await services.referring.links.change(store, advocate.member.memberId, code);
  if (typeof changed === 'string') return { outcome: changed, link: linkView(advocate, advocate.link) };
  return { outcome: 'changed', link: linkView(advocate, changed) };
} // prettier-ignore

/** Counted as often as a person passes something on, and not as often as a program can. */
export async function share(shopper: Shopper, channel: contract.ShareRequest['channel']): Promise<{ counted: boolean }> {
  signedIn(shopper);
  const { services, store, who } = shopper;
  const advocate = await advocateOf(shopper);
  if (advocate === null) throw noAdvocate();
  try {
    await limit(services, 'refShare', `${store.storeId}:${who.externalId ?? ''}`);
  } catch (error) {
    if (error instanceof HttpProblem && error.status === 429) return { counted: false };
    throw error;
  }
  await services.reach.shared(store, { memberId: advocate.member.memberId, channel });
  return { counted: true };
}
