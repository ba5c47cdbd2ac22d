// A person waits for the answer: the request goes into the inbox like everything else, is worked on at once, and its result is told.
import { randomUUID } from 'node:crypto';
import type { ClaimState, Proven } from './accounts/claims.ts';
import type { AdjustRequest, AgreeRequest, CancelWish, EraseRequest, MembershipChange, MergeRequest, RedeemWish } from './api/services.ts';
import type { Core } from './core.ts';
import { REWARDS } from './limits.ts';
import * as bodies from './inbox/request-bodies.ts';
import type { NamedPerson } from './loyalty/store-event.ts';
import { memberId as idOf, type MemberId, type StoreId } from './loyalty/ids.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import { subjectKey } from './privacy/subject-key.ts';
import { isRefused, type Refused } from './loyalty/refusal.ts';
import type { Redemption } from './redemptions/redemption.ts';
import { givingEffectId, removingEffectId } from './redemptions/effects-wanted.ts';

/** While the asker's own process works on the item, no other takes it; if that process dies, another does after this. */
const HEAD_START_MS = 30_000;

type Needs = Pick<Core, 'inbox' | 'drain' | 'directory'>;

/** Whom a request is about: it goes when they are erased. */
async function subjectOf(core: Needs, storeId: StoreId, about: MemberId | undefined): Promise<{ readonly subject?: string }> {
  const store = about === undefined ? null : await core.directory.get(storeId);
  const subject = about === undefined || store === null ? null : subjectKey(store, { kind: 'member', id: about });
  return subject === null ? {} : { subject };
}

interface Work {
  readonly storeId: StoreId;
  readonly topic: string;
  readonly body: object;
  readonly now: number;
  readonly subject: { readonly subject?: string };
}

async function workedOn(core: Needs, { storeId, topic, body, now, subject }: Work) {
  const itemId = randomUUID();
  const dueAt = now + HEAD_START_MS;
  const item = { itemId, storeId, origin: 'request', topic, dedupe: null, headers: {}, receivedAt: now, dueAt } as const;
  await core.inbox.insert({ ...item, ...subject, body: Buffer.from(JSON.stringify(body)) });
  return { itemId, outcome: await core.drain.one(itemId) };
}

async function worked(core: Needs, storeId: StoreId, topic: string, body: object, now: number, about?: MemberId) {
  return workedOn(core, { storeId, topic, body, now, subject: await subjectOf(core, storeId, about) });
}

async function ask(core: Needs, storeId: StoreId, topic: string, body: object, now: number, about?: MemberId): Promise<Entry | Refused> {
  const { itemId, outcome } = await worked(core, storeId, topic, body, now, about);
  if (outcome?.kind === 'done' && outcome.answer !== null) return outcome.answer;
  if (outcome?.kind === 'failed') throw outcome.error;
  throw new Error(`request ${itemId} (${topic}) gave no answer: ${outcome === null ? 'another worker took it' : outcome.kind}`);
}

/** The same requestId adjusts once, whatever is repeated. */
export async function adjust(core: Needs, request: AdjustRequest, now: number): Promise<Entry | Refused> {
  const { storeId, ...body } = request;
  // What staff wrote about somebody goes when they are erased.
  return ask(core, storeId, bodies.ADJUST, body satisfies bodies.AdjustBody, now, request.memberId);
}

type UndoRequest = Pick<AdjustRequest, 'storeId' | 'memberId' | 'requestId' | 'by'>;

export async function undoAdjust(core: Needs, { storeId, ...body }: UndoRequest, now: number): Promise<Entry | Refused> {
  return ask(core, storeId, bodies.UNDO_ADJUST, body satisfies bodies.UndoAdjustBody, now);
}

/** The same mergeId merges once, from wherever it stopped. */
export async function merge(core: Needs, { storeId, ...body }: MergeRequest, now: number): Promise<Entry | Refused> {
  return ask(core, storeId, bodies.MERGE, body satisfies bodies.MergeBody, now);
}

export async function undoMerge(core: Needs, { storeId, ...body }: MergeRequest, now: number): Promise<Entry | Refused> {
  return ask(core, storeId, bodies.UNDO_MERGE, body satisfies bodies.MergeBody, now);
}

export async function erase(core: Needs, { storeId, ...body }: EraseRequest, now: number): Promise<Entry | Refused> {
  return ask(core, storeId, bodies.ERASE, { ...body, at: now } satisfies bodies.EraseBody, now);
}

export interface ErasePersonRequest {
  readonly storeId: StoreId;
  readonly person: NamedPerson;
}

/** Everybody who is meant, known or not. What names them in the request itself goes with everything else that came in about them. */
export async function erasePerson(core: Needs, { storeId, person }: ErasePersonRequest, now: number): Promise<void> {
  const store = await core.directory.get(storeId);
  const subject = store === null || person.email === null ? null : subjectKey(store, { kind: 'address', email: person.email });
  const body = { externalId: person.externalId, email: person.email, at: now } satisfies bodies.ErasePersonBody;
  const outcome = await workedOn(core, { storeId, topic: bodies.ERASE_PERSON, body, now, subject: subject === null ? {} : { subject } });
  // Another worker that took it ends it; one that failed tries again by itself, and the store is told that it is not done yet.
  if (outcome.outcome?.kind === 'failed') throw outcome.outcome.error;
}

type RewardNeeds = Needs & Pick<Core, 'redemptions' | 'performer'>;

/** The points are set aside, and the store is asked at once; whether it answered in time is told by the redemption. */
export async function redeem(core: RewardNeeds, { storeId, ...body }: RedeemWish, now: number): Promise<Entry | Refused> {
  const { forOrder = null, quoted = null } = body;
  const asked = { ...body, forOrder, quoted, at: now } satisfies bodies.RedeemBody;
  const answer = await ask(core, storeId, bodies.REDEEM, asked, now);
  if (isRefused(answer)) return answer;
  const redemption = await core.redemptions.read(storeId, body.reservationId);
  if (redemption?.stage === 'preparing') await core.performer.one(storeId, givingEffectId(redemption), REWARDS.patienceMs);
  return answer;
}

/** Asks nobody to wait: it takes nothing. */
export async function quoteReward(core: Pick<Core, 'rewards' | 'directory'>, wish: RedeemWish, now: number): Promise<Redemption | Refused> {
  const store = await core.directory.get(wish.storeId);
  if (store === null) throw new Error(`there is no store ${wish.storeId}`);
  return core.rewards.quote(store, { ...wish, at: now });
}

/** The store is asked at once to take the code away; the points are back when it has said so. */
export async function cancelReward(
  core: RewardNeeds,
  { storeId, reservationId, patienceMs = REWARDS.patienceMs }: CancelWish,
  now: number,
): Promise<Refused | null> {
  const body: bodies.CancelRewardBody = { reservationId, why: 'cancelled' };
  const { outcome } = await worked(core, storeId, bodies.CANCEL_REWARD, body, now);
  if (outcome?.kind === 'failed') throw outcome.error;
  if (outcome?.kind === 'done' && outcome.answer !== null && isRefused(outcome.answer)) return outcome.answer;
  const redemption = await core.redemptions.read(storeId, reservationId);
  if (redemption?.stage !== 'removing') return null;
  if (patienceMs > 0) await core.performer.one(storeId, removingEffectId(redemption), patienceMs);
  else core.performer.wake();
  return null;
}

/** Somebody who is signed in came by the link of a mail to the address under which a guest waits. What could not be done at once is done later. */
export async function proveAddress(core: Needs, storeId: StoreId, proven: Proven): Promise<ClaimState> {
  const { outcome } = await worked(
    core,
    storeId,
    bodies.ADDRESS_PROVEN,
    proven satisfies bodies.AddressProvenBody,
    proven.at,
    proven.memberId,
  );
  if (outcome?.kind !== 'done') return 'on-its-way';
  return outcome.answer !== null && isRefused(outcome.answer) ? 'not-yours' : 'claimed';
}

/** Nobody waits for points: null, it is written down. */
async function said(
  core: Needs,
  storeId: StoreId,
  topic: string,
  body: bodies.ConsentsBody | bodies.MembershipBody,
  now: number,
): Promise<Refused | null> {
  const { itemId, outcome } = await worked(core, storeId, topic, body, now, idOf(body.memberId));
  if (outcome?.kind === 'failed') throw outcome.error;
  if (outcome?.kind === 'done') return outcome.answer !== null && isRefused(outcome.answer) ? outcome.answer : null;
  throw new Error(`request ${itemId} (${topic}) gave no answer: ${outcome === null ? 'another worker took it' : outcome.kind}`);
}

/** It goes with the person: a birthday is among what is told. */
export async function agree(core: Needs, { storeId, ...body }: AgreeRequest, now: number): Promise<Refused | null> {
  return said(core, storeId, bodies.CONSENTS, { ...body, at: now } satisfies bodies.ConsentsBody, now);
}

export async function changeMembership(core: Needs, { storeId, ...body }: MembershipChange, now: number): Promise<Refused | null> {
  return said(core, storeId, bodies.MEMBERSHIP, { ...body, at: now } satisfies bodies.MembershipBody, now);
}
