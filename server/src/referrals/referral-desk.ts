// "Look at this referral": whatever happened to its order, to its people, or by time means only that. Where it stands is told from everything known, and the difference
// of what both deserve and what they were given is posted, until a look finds nothing left to do.
//
// The standing is written before anything is given, because the positions of the advocate's other friends follow from it. Whoever dies between two writes is followed by
// somebody who does the rest: points and codes are told from what was given, never from the standing.
import type { Asking, OrderGrants } from '../allowances/order-grants.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { advocateGets, friendGets, NOTHING_POSTED, postedOf, type Given, type Giving, type Posted } from '../loyalty/referrals/granted.ts';
import { ledgerName, type Side } from '../loyalty/referrals/subject.ts';
import { giftAt, type ReferralGift } from '../loyalty/referrals/terms.ts';
import type { OrderStore } from '../orders/order-store.ts';
import { Restating, type RestatingOptions, type Worth } from '../orders/restating.ts';
import type { StoreRecord } from '../stores/store-record.ts';
import { everReferred, type EverReferredNeeds } from './ever-referred.ts';
import { restateVouchers, type DeservedReward, type VoucherNeeds } from './given-vouchers.ts';
import type { ReferralStore } from './referral-store.ts';
import type { Referral, Standing } from './referral.ts';
import { Telling, type TellingNeeds, type Told } from './telling.ts';

export interface ReferralDeskNeeds extends RestatingOptions, TellingNeeds, VoucherNeeds {
  readonly entries: RestatingOptions['entries'] & TellingNeeds['entries'];
  readonly persons: RestatingOptions['persons'];
  readonly referrals: Pick<ReferralStore, 'read' | 'change' | 'counting' | 'ofAdvocates' | 'ofFriends' | 'ofOrder'>;
  readonly orders: Pick<OrderStore, 'read'>;
  readonly directory: TellingNeeds['directory'] & EverReferredNeeds['directory'];
  /** Points keep all points of their owner alive from the moment at which they were earned. */
  readonly earned: (earned: { storeId: StoreId; memberId: MemberId; at: number; cause: string }) => Promise<void>;
  readonly budgets: Pick<OrderGrants, 'grantFor' | 'giveBack' | 'grantedTo'>;
}

/** A look may have to be repeated because others look too; past this, the work goes back to its queue. */
const LOOKS_MAX = 50;
/** One referral may move all that stand after it, and they each other; more than that is a circle. */
const FOLLOWED_MAX = 100_000;

export class ReferralBusy extends Error {}

/** What one side is given now, and what it was granted for that. */
interface SideTold {
  readonly side: Side;
  readonly asking: Asking;
  readonly given: Given;
  readonly posted: Posted;
}

interface Look {
  readonly told: Told;
  readonly advocate: SideTold;
  readonly friend: SideTold;
  /** What the advocate has coming by the position; null: nothing. */
  readonly gift: ReferralGift | null;
  readonly standing: Standing;
}

const NOTHING: Given = { claims: [], tranches: [], counts: false, points: 0 };
const ABOUT_FRIEND: ReadonlySet<string> = new Set(['not-new', 'same-person', 'same-friend', 'fraud', 'by-person']);

export class ReferralDesk {
  readonly #needs: ReferralDeskNeeds;
  readonly #telling: Telling;
  readonly #restating: Restating;

  constructor(needs: ReferralDeskNeeds) {
    this.#needs = needs;
    this.#telling = new Telling(needs);
    this.#restating = new Restating(needs);
  }

  /** Until it has what it deserves, and every other one whose place it changes too. Repeated, it changes nothing. */
  async settle(store: StoreRecord, referralId: string, cause: string): Promise<Referral> {
    const settled = await this.#settleOne(store, referralId, cause);
    const waiting = new Set(settled.others);
    for (let followed = 0; waiting.size > 0; followed += 1) {
      if (followed > FOLLOWED_MAX) throw new ReferralBusy(`referral ${referralId} moves others without end`);
      const [next] = waiting;
      if (next === undefined) break;
      waiting.delete(next);
      for (const other of (await this.#settleOne(store, next, cause)).others) waiting.add(other);
    }
    return settled.others.length === 0 ? settled.referral : this.#read(store.storeId, referralId);
  }

  /** All of a person's, as an advocate and as a friend: they were merged or parted, banned or forgotten. */
  async settleOf(store: StoreRecord, memberId: MemberId, cause: string): Promise<void> {
    const { referrals, persons, namesOf } = this.#needs;
    const { storeId } = store;
    if (!(await everReferred(this.#needs, storeId))) return;
    const person = await persons.present(storeId, memberId);
    const names = [...new Set([memberId, ...(await namesOf(storeId, person))])];
    const found = [...(await referrals.ofAdvocates(storeId, names)), ...(await referrals.ofFriends(storeId, names))];
    for (const referralId of new Set(found.map((each) => each.referralId))) {
      await this.settle(store, referralId, cause);
      await this.showAgain(storeId, referralId);
    }
  }

  /** For work that is repeated: see {@link Restating.showAgain}. */
  async showAgain(storeId: StoreId, referralId: string): Promise<void> {
    for (const side of ['advocate', 'friend'] as const) await this.#restating.showAgain(storeId, ledgerName(referralId, side));
  }

  /** What a side deserves now by what it was granted; for whoever only reads. */
  async postedTo(storeId: StoreId, referral: Referral, side: Side): Promise<Posted> {
    const look = await this.#look(storeId, referral, async (asking, calculate) => calculate(await this.#needs.budgets.grantedTo(asking)));
    return look[side].posted;
  }

  async #read(storeId: StoreId, referralId: string): Promise<Referral> {
    const referral = await this.#needs.referrals.read(storeId, referralId);
    if (referral === null) throw new Error(`there is no referral ${referralId}`);
    return referral;
  }

  async #settleOne(store: StoreRecord, referralId: string, cause: string): Promise<{ referral: Referral; others: readonly string[] }> {
    for (let looks = 0; looks < LOOKS_MAX; looks += 1) {
      const seen = await this.#read(store.storeId, referralId);
      const look = await this.#look(store.storeId, seen, (asking, calculate) => this.#needs.budgets.grantFor(asking, cause, calculate));
      const done = await this.#act(store, seen, look, cause);
      if (done === null || !(await this.#stands(store.storeId, done, look))) continue;
      // Not earlier: whoever looked at an older state must not give back what a newer one uses.
      for (const { asking, given } of [look.advocate, look.friend]) await this.#needs.budgets.giveBack(asking, cause, given);
      return { referral: done, others: [...look.told.others, ...(await this.#moved(store.storeId, look.told.advocate))] };
    }
    throw new ReferralBusy(`referral ${referralId} changes too often just now`);
  }

  /** Whether everything that was acted on is so still, after it was acted on. */
  async #stands(storeId: StoreId, done: Referral, { told }: Look): Promise<boolean> {
    const again = await this.#read(storeId, done.referralId);
    return again.revision === done.revision && factsText(await this.#telling.tell(storeId, again)) === factsText(told);
  }

  /** Those of an advocate that stand at another place than they were told, and those that somebody began with and did not end: one that counts waits for nothing. */
  async #moved(storeId: StoreId, advocate: MemberId): Promise<string[]> {
    const counting = await this.#needs.referrals.counting(storeId, [advocate]);
    const isMoved = ({ standing }: Referral, at: number): boolean => standing.position !== at + 1 || standing.dueAt !== null;
    return counting.filter(isMoved).map(({ referralId }) => referralId);
  }

  async #look(storeId: StoreId, referral: Referral, grant: Granting): Promise<Look> {
    const told = await this.#telling.tell(storeId, referral);
    const promised = told.position === null || told.terms === null ? null : giftAt(told.terms.advocate, told.position);
    const advocate = await this.#advocateSide(storeId, referral, told, promised, grant);
    const friend = await this.#friendSide(storeId, referral, told, grant);
    const gift = advocate.given.counts && promised?.kind !== 'nothing' ? promised : null;
    const standing = this.#standing(referral, told, { advocate, friend, gift });
    return { told, advocate, friend, gift, standing };
  }

  async #advocateSide(
    storeId: StoreId,
    { referralId }: Referral,
    told: Told,
    gift: ReferralGift | null,
    grant: Granting,
  ): Promise<SideTold> {
    const asking = { storeId, orderId: ledgerName(referralId, 'advocate'), memberId: told.advocate };
    const giving = givingOf(told, told.outcome.countsFrom, gift);
    const { terms } = told;
    if (giving === null || terms === null) return { side: 'advocate', asking, given: NOTHING, posted: NOTHING_POSTED };
    const given = await grant(asking, (granted) => advocateGets(terms, giving, granted));
    return { side: 'advocate', asking, given, posted: postedOf(given.points, giving, false) };
  }

  async #friendSide(storeId: StoreId, { referralId }: Referral, told: Told, grant: Granting): Promise<SideTold> {
    const asking = { storeId, orderId: ledgerName(referralId, 'friend'), memberId: told.friend };
    const giving = told.friendTakes === 'nothing' ? null : givingOf(told, told.friendOutcome.countsFrom, told.terms?.friend ?? null);
    if (giving === null) return { side: 'friend', asking, given: NOTHING, posted: NOTHING_POSTED };
    const given = await grant(asking, (granted) => friendGets(giving, granted));
    return { side: 'friend', asking, given, posted: postedOf(given.points, giving, told.friendTakes === 'points-of-a-guest') };
  }

  #standing({ standing: before }: Referral, told: Told, { advocate, friend, gift }: Pick<Look, 'advocate' | 'friend' | 'gift'>): Standing {
    const { outcome } = told;
    const capped = outcome.countsFrom !== null && !advocate.given.counts;
    const counts = outcome.countsFrom !== null && !capped;
    const refused = before.firstCountedAt === null ? ('refused' as const) : ('clawed-back' as const);
    const state = capped ? refused : outcome.state;
    const reason = capped ? 'cap-reached' : counts && gift === null ? 'nothing-promised' : outcome.reason;
    const isSame = state === before.state && reason === before.reason;
    return {
      state,
      reason,
      since: isSame ? before.since : this.#needs.clock(),
      countsFrom: counts ? outcome.countsFrom : null,
      position: counts ? told.position : null,
      dueAt: outcome.dueAt ?? told.friendOutcome.dueAt,
      firstCountedAt: before.firstCountedAt ?? (counts ? this.#needs.clock() : null),
      advocatePoints: advocate.given.points,
      friendPoints: friend.given.points,
      // Vouchers tell what became of them; see below.
      advocateVoucherId: before.advocateVoucherId,
      lossMinor: before.lossMinor,
    };
  }

  /** Null: somebody else changed it first. */
  async #act(store: StoreRecord, seen: Referral, look: Look, cause: string): Promise<Referral | null> {
    const { told, standing } = look;
    const stood = await this.#begin(seen, { advocateId: told.advocate, standing });
    if (stood === null) return null;
    for (const side of [look.advocate, look.friend]) await this.#post(side, seen, told, cause);
    const advocate = rewardOf(look);
    const friendKeeps = !ABOUT_FRIEND.has(standing.reason ?? '');
    const codes = await restateVouchers(this.#needs, store, { referralId: seen.referralId, advocate, friendKeeps }, cause);
    return this.#write(stood, { advocateId: told.advocate, standing: { ...standing, ...codes } });
  }

  /** Due at once until all of it is done: should this process die, the clock finds it, also where it was looked at only because another one moved it. */
  async #begin(seen: Referral, change: Pick<Referral, 'advocateId' | 'standing'>): Promise<Referral | null> {
    if (seen.advocateId === change.advocateId && sameStanding(seen.standing, change.standing)) return seen;
    return this.#write(seen, { ...change, standing: { ...change.standing, dueAt: this.#needs.clock() } });
  }

  async #write(seen: Referral, change: Pick<Referral, 'advocateId' | 'standing'>): Promise<Referral | null> {
    if (seen.advocateId === change.advocateId && sameStanding(seen.standing, change.standing)) return seen;
    const changed = await this.#needs.referrals.change(seen, change);
    if (changed === 'taken') throw new Error(`referral ${seen.referralId} cannot be changed: its friend is another one's`);
    return changed === 'changed' ? null : changed;
  }

  async #post({ side, asking, posted }: SideTold, { referralId }: Referral, told: Told, cause: string): Promise<void> {
    const { storeId, orderId, memberId } = asking;
    const subject = { storeId, orderId, memberId, cause };
    const first = await this.#restating.firstLook(subject);
    if (first.shares.length === 0 && posted.tranches.length === 0) return;
    const owner = await this.#restating.ownerOf(subject, first);
    const explain = JSON.stringify({ referral: referralId, side, position: told.position, programVersion: told.program.version });
    const worth = (each: Posted): Worth => ({ ...each, explain });
    await this.#restating.restate(subject, owner, first, worth(posted), () => worth(NOTHING_POSTED));
    const [tranche] = posted.tranches;
    if (owner !== null && tranche?.availableAt != null)
      await this.#needs.earned({ storeId, memberId: owner, at: tranche.availableAt, cause });
  }
}

type Granting = (asking: Asking, calculate: (granted: Readonly<Record<string, number>> | null) => Given) => Promise<Given>;

function givingOf({ program, placedAt }: Told, countsFrom: number | null, gift: ReferralGift | null): Giving | null {
  return countsFrom === null || placedAt === null ? null : { program, placedAt, countsFrom, gift };
}

/** A reward that the catalogue of that version does not have is none: the editor refuses such a program. */
function rewardOf({ gift, told }: Look): DeservedReward {
  if (gift?.kind !== 'reward') return null;
  const reward = told.program.rewards.find(({ id }) => id === gift.rewardId);
  return reward === undefined ? null : { memberId: told.advocate, reward, program: told.program };
}

function sameStanding(a: Standing, b: Standing): boolean {
  return (Object.keys(b) as (keyof Standing)[]).every((key) => a[key] === b[key]);
}

/** As a text that is equal when what follows from it is. */
function factsText({ program, advocate, friend, outcome, friendOutcome, friendTakes, position }: Told): string {
  return JSON.stringify([program.version, advocate, friend, outcome, friendOutcome, friendTakes, position]);
}
