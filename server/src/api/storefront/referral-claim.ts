// A friend asks for their code, on the page of a link or by a shop's own. Whether an address is known, bought before or is refused shows in no answer and in
// no limit: what counts is who asks, which link, and which address, whoever it belongs to.
import { createHash } from 'node:crypto';
import type { Request } from 'express';
import { STOREFRONT_ENDPOINTS } from '../../contract/index.ts';
import type { ClaimFriendAnswer } from '../../contract/referrals.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { normaliseEmail } from '../../loyalty/person.ts';
import type { ClaimShown, ClaimWish } from '../../referrals/claims.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { callerNetwork, shopperAddress } from '../caller-address.ts';
import { invalidInput } from '../http-problem.ts';
import { limit } from '../rate-limit.ts';
import type { Services } from '../services.ts';
import { parseInput } from '../untrusted-input.ts';
import { instantOrNull } from '../views/instant.ts';
import { money } from '../views/money.ts';
import { giftView } from './referral-terms.ts';
import { segment, type Shopper } from './shopper.ts';

export interface Claiming {
  readonly services: Services;
  readonly store: StoreRecord;
  readonly program: Program;
  readonly network: string;
}

/** Nothing is kept of it but for as long as it counts, and no address even then. */
const unnamed = (text: string): string => createHash('sha256').update(text).digest('base64url');

async function slowDown({ services, store: { storeId }, network }: Claiming, { code, email }: ClaimWish): Promise<void> {
  await limit(services, 'refClaim', `${storeId}:${network}`);
  await limit(services, 'refClaimAddress', `${storeId}:${unnamed(normaliseEmail(email) ?? '')}`);
  await limit(services, 'refClaimLink', `${storeId}:${unnamed(code.toUpperCase())}`);
  await limit(services, 'refClaimStore', storeId);
}

/** What a browser shows of itself. The address of the network is the shopper's where a store's proxy says it. */
export function shownBy(req: Request, networkAddress: string, device: string | null): ClaimShown {
  return {
    networkAddress,
    userAgent: req.get('user-agent') ?? null,
    acceptLanguage: req.get('accept-language') ?? null,
    device: device === '' ? null : device,
    referrer: req.get('referer') ?? null,
  };
}

/** @throws HttpProblem 429 for who asks too often, by whatever address. */
export async function claimBy(claiming: Claiming, wish: ClaimWish): Promise<ClaimFriendAnswer | 'closed' | 'not-an-address'> {
  await slowDown(claiming, wish);
  const { services, store, program } = claiming;
  const answer = await services.referring.friendClaims.claim(store, wish, services.clock());
  if (answer.kind !== 'claimed') return answer.kind;
  const { code, applyPath, endsAt, gift, link } = answer;
  const { minimumMinor } = link.terms;
  return {
    code,
    applyUrl: applyPath === null ? null : new URL(applyPath, store.url).href,
    endsAt: instantOrNull(endsAt),
    friend: giftView(gift, program, wish.locale),
    minimum: minimumMinor === null ? null : money(minimumMinor, program.currency),
  };
}

const NOTHING: ClaimFriendAnswer = {
  code: null,
  applyUrl: null,
  endsAt: null,
  friend: { kind: 'nothing', points: null, name: null, worth: null },
  minimum: null,
};

/** By a page or an extension of the shop. Who is signed in claims with the address that they type: it is the one that is written to. */
export async function claimFriend(shopper: Shopper, req: Request, body: unknown, throughShop: boolean): Promise<ClaimFriendAnswer> {
  const { email, locale, channel, device } = parseInput(STOREFRONT_ENDPOINTS.claimFriend.body, body);
  const network = callerNetwork(req);
  const shown = shownBy(req, (throughShop ? shopperAddress(req) : null) ?? network, device);
  const answer = await claimBy({ ...shopper, network }, { code: segment(req, 'code'), email, locale, channel, shown });
  if (answer === 'not-an-address') throw invalidInput('this is no address', 'email');
  return answer === 'closed' ? NOTHING : answer;
}
