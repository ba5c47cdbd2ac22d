// Codes that cost their owner no points, as only their owner may read them.
import type { Locale, referrals as contract } from '../../contract/index.ts';
import { voucherCode } from '../../referrals/voucher-effects.ts';
import type { Voucher, VoucherStage } from '../../referrals/voucher.ts';
import { instantOrNull } from '../views/instant.ts';
import { ownWords } from './saying.ts';
import type { Shopper } from './shopper.ts';

type GiftCode = contract.OwnReferrals['codes'][number];

const SHOWN_MAX = 50;

const STATES: Readonly<Record<VoucherStage, GiftCode['state']>> = {
  asked: 'preparing',
  ready: 'ready',
  removing: 'taken-back',
  removed: 'taken-back',
  used: 'used',
  refused: 'failed',
};

function view({ services, store }: Shopper, voucher: Voucher, locale: Locale): GiftCode {
  const code = voucherCode(store, voucher);
  const state = STATES[voucher.stage];
  const path = state === 'ready' ? (services.connect(store)?.codes?.applyPath(code) ?? null) : null;
  return {
    id: voucher.voucherId,
    code: state === 'failed' ? '' : code,
    name: ownWords(voucher.name, locale),
    endsAt: instantOrNull(voucher.endsAt),
    applyUrl: path === null ? null : new URL(path, store.url).href,
    state,
  };
}

/** Newest first; empty for a visitor. */
export async function giftCodes(shopper: Shopper, locale: Locale): Promise<GiftCode[]> {
  const { services, store, member } = shopper;
  if (member === null) return [];
  const memberId = await services.persons.present(store.storeId, member.memberId);
  const vouchers = await services.vouchers.ofMembers(store.storeId, await services.referring.namesOf(store.storeId, memberId), SHOWN_MAX);
  return vouchers.map((voucher) => view(shopper, voucher, locale));
}
