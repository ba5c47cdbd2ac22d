// Somebody signed in brings the token of a claim link: the address of the mail is proven to be theirs, and what waits under it comes to them.
import { readClaim } from '../../accounts/claim-token.ts';
import type { ClaimState } from '../../accounts/claims.ts';
import { limitClaims } from '../claim.ts';
import { notSignedIn } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import type { Shopper } from './shopper.ts';

/**
 * Whatever is wrong with a token is one answer. Of an account that we have not heard of yet nothing can be said, whatever the token.
 * @throws HttpProblem for a visitor, and for who tries too often.
 */
export async function claim({ services, store, who, member }: Shopper, token: string, network: string): Promise<ClaimState> {
  if (who.externalId === null) throw notSignedIn();
  // Behind a store's proxy many people come from one network, so each account counts too.
  await limit(services, 'claim', `${store.storeId}:${network}`);
  await limit(services, 'claimAccount', `${store.storeId}:${who.externalId}`);
  const asked = await readClaim(token, (id) => services.storeFor(id), services.clock());
  await limitClaims(services, token, asked);
  return member === null ? 'on-its-way' : services.claims.claim(store, member, asked);
}
