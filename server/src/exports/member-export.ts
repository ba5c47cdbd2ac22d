// Everything that is kept about one member, to hand over to them: as it is stored, in words of ours, without secrets of the ledger's chain.
import type { ConsentStore } from '../accounts/consent-store.ts';
import type { OfferRows } from '../accounts/funnel/offer-rows.ts';
import type { admin } from '../contract/index.ts';
import type { LedgerStore } from '../ledger/ledger-store.ts';
import type { MemberId, StoreId } from '../loyalty/ids.ts';
import { asOf } from '../loyalty/ledger/advance.ts';
import type { Entry } from '../loyalty/ledger/entry.ts';
import { EMPTY_STATE } from '../loyalty/ledger/state.ts';
import { privateNoteId } from '../members/erase-person.ts';
import type { Member } from '../members/member-store.ts';
import type { NoteStore } from '../members/note-store.ts';
import type { OrderStore, StoredOrder } from '../orders/order-store.ts';
import type { RedemptionStore } from '../redemptions/redemption-store.ts';
import { referralsOfMember, type ReferralExportNeeds } from './member-referrals.ts';
import type { Redemption } from '../redemptions/redemption.ts';

export interface ExportNeeds extends ReferralExportNeeds {
  readonly ledger: Pick<LedgerStore, 'history'>;
  readonly orders: Pick<OrderStore, 'ofMember'>;
  readonly notes: Pick<NoteStore, 'many'>;
  readonly redemptions: Pick<RedemptionStore, 'ofMembers'>;
  readonly consents: Pick<ConsentStore, 'of' | 'birthdayOf' | 'waiting'>;
  readonly offers: Pick<OfferRows, 'ofMembers'>;
}

type Plain = admin.MemberExport['member'];

const PAGE = 500;
/** More orders than any person places. */
const ORDERS_MAX = 100_000;
/** More rewards than any person asks for. */
const REWARDS_MAX = 100_000;

/** What the schema reads back as JSON: dates and undefined fields do not occur in what is stored. */
const plain = (value: object): Plain => JSON.parse(JSON.stringify(value)) as Plain;

async function entriesOf({ ledger }: ExportNeeds, storeId: StoreId, memberId: MemberId): Promise<Entry[]> {
  const entries: Entry[] = [];
  for (let before: number | null = null; ;) {
    const page: Entry[] = await ledger.history(storeId, memberId, before, PAGE);
    entries.push(...page);
    const last = page.at(-1);
    if (last === undefined || last.seq === 1) return entries.toReversed();
    before = last.seq;
  }
}

function noteIdsOf(entry: Entry): string[] {
  if (entry.explain === null) return [];
  const { noteId } = JSON.parse(entry.explain) as { noteId?: unknown };
  return typeof noteId === 'string' ? [noteId, privateNoteId(noteId)] : [];
}

/** One chain of the person: their own, or that of an account that was merged into it. */
interface Chain {
  readonly member: Member;
  readonly entries: readonly Entry[];
  readonly orders: readonly StoredOrder[];
}

async function chainOf(needs: ExportNeeds, member: Member): Promise<Chain> {
  const { storeId, memberId } = member;
  const [entries, orders] = await Promise.all([entriesOf(needs, storeId, memberId), needs.orders.ofMember(storeId, memberId, ORDERS_MAX)]);
  return { member, entries, orders };
}

/** The keys only find an address again; they say nothing that the address does not. */
const known = ({ guestEmailKey: _key, provenEmailKey: _proven, opening: _opening, changedAddress: _changed, ...member }: Member): Plain =>
  plain(member);

const shown = ({ hash: _hash, prevHash: _prev, inputHash: _input, after: _after, ...entry }: Entry): Plain => plain(entry);

/** Without what finds the code and the cart again: whoever holds the file must not be able to use a reward, or to follow a cart. */
const rewardOf = ({ codeKey: _code, cart: _cart, externalId: _external, ...redemption }: Redemption): Plain => plain(redemption);

async function agreedTo({ consents }: ExportNeeds, { member, orders }: Chain, now: number): Promise<object[]> {
  const { storeId, memberId } = member;
  const rows = await consents.of(storeId, memberId);
  const waiting = await consents.waiting(storeId, orders.map(({ orderId }) => orderId), now); // prettier-ignore
  return [...rows.filter((row) => row.memberId === memberId), ...waiting];
}

/** `members`: the member, and then everybody who was merged into them. */
export async function exportMember(
  needs: ExportNeeds,
  store: { readonly name: string; readonly domain: string },
  [member, ...merged]: readonly [Member, ...Member[]],
  now: number,
): Promise<admin.MemberExport> {
  const own = await chainOf(needs, member);
  const chains = [own, ...(await Promise.all(merged.map((each) => chainOf(needs, each))))];
  const entries = chains.flatMap((chain) => chain.entries);
  const noteIds = [...new Set(entries.flatMap(noteIdsOf))];
  const notes = noteIds.length === 0 ? [] : await needs.notes.many(member.storeId, noteIds);
  const ids = [member, ...merged].map(({ memberId }) => memberId);
  const rewards = await needs.redemptions.ofMembers(member.storeId, ids, REWARDS_MAX);
  const offers = await needs.offers.ofMembers(member.storeId, ids);
  const agreed = (await Promise.all(chains.map((chain) => agreedTo(needs, chain, now)))).flat();
  const birthday = await needs.consents.birthdayOf(member.storeId, member.memberId);
  const { available, pending, reserved, deficit, lots } = asOf(own.entries.at(-1)?.after ?? EMPTY_STATE, now);
  return {
    format: 'lasting-member/1',
    exportedAt: new Date(now).toISOString(),
    store: { name: store.name, domain: store.domain },
    member: known(member),
    merged: merged.map(known),
    balance: { available, pending, reserved, deficit },
    lots: lots.map(plain),
    entries: entries.map(shown),
    orders: chains.flatMap((chain) => chain.orders.map(({ order }) => plain(order))),
    rewards: rewards.map(rewardOf),
    notes: notes.map(({ text, at }) => plain({ text, at: new Date(at).toISOString() })),
    consents: agreed.map(plain),
    birthday: birthday?.birthday ?? null,
    offers: offers.map(plain),
    referrals: (await referralsOfMember(needs, member.storeId, ids)).map(plain),
  };
}
