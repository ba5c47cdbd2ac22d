// A reward on its way as its member sees it: in their language, with the code that only they may read.
import type { redemption as contract } from '../../contract/index.ts';
import type { Locale } from '../../contract/index.ts';
import { rewardCode } from '../../redemptions/reward-code.ts';
import { redemptionsOf } from '../../redemptions/of-person.ts';
import { isVirtual, type Redemption } from '../../redemptions/redemption.ts';
import type { StoreRecord } from '../../stores/store-record.ts';
import { instantOrNull } from '../views/instant.ts';
import { money } from '../views/money.ts';
import { heldState } from '../views/reward.ts';
import type { Services } from '../services.ts';
import { ownWords } from './saying.ts';
import type { Shopper } from './shopper.ts';

/** A code is told once the store has it, and a gift card's number for as long as the card is there. A virtual code is nobody's to type. */
function codeOf(store: StoreRecord, redemption: Redemption): string | null {
  const { kind, stage, terms, reservationId } = redemption;
  if (isVirtual(redemption)) return null;
  const isCard = kind === 'gift-card' && stage === 'given';
  const isCode = terms !== null && stage === 'ready';
  return isCard || isCode ? rewardCode(store, reservationId) : null;
}

export function heldView(
  services: Pick<Services, 'connect'>,
  store: StoreRecord,
  redemption: Redemption,
  locale: Locale,
): contract.HeldReward {
  const { reservationId, rewardId, kind, name, points, amountMinor, currency, terms, endsAt, instructions } = redemption;
  const state = heldState(redemption);
  const code = codeOf(store, redemption);
  const applies = code !== null && terms !== null;
  return {
    id: reservationId,
    rewardId,
    kind,
    name: ownWords(name, locale),
    points,
    worth: amountMinor === null ? null : money(amountMinor, currency),
    state,
    code,
    applyPath: applies ? (services.connect(store)?.rewards?.applyPath(code) ?? null) : null,
    until: instantOrNull(endsAt),
    minimumOrder: terms?.minimumMinor == null ? null : money(terms.minimumMinor, currency),
    instructions: instructions === null ? null : ownWords(instructions, locale),
    cancellable: terms !== null && (state === 'ready' || state === 'preparing'),
  };
}

/** What ended is shown a little longer, so that nobody wonders where it went. */
const SHOWN_AFTER_MS = 14 * 86_400_000;

const OVER: ReadonlySet<contract.HeldState> = new Set(['used', 'returned', 'failed']);

export async function heldOf({ services, store, member }: Shopper, locale: Locale): Promise<contract.HeldReward[]> {
  if (member === null) return [];
  const now = services.clock();
  const all = await redemptionsOf(services, store.storeId, member.memberId);
  const recent = all.filter((one) => !OVER.has(heldState(one)) || now - one.askedAt < SHOWN_AFTER_MS || one.kind === 'gift-card');
  return recent.map((one) => heldView(services, store, one, locale));
}
