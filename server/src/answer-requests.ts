// A person waits for the answer: the request goes into the inbox like everything else, is worked on at once, and its result is told.
import { randomUUID } from 'node:crypto';
import type { AdjustRequest, EraseRequest, MergeRequest } from './api/services.ts';
import type { Core } from './core.ts';
import * as bodies from './inbox/request-bodies.ts';
import type { MemberId, StoreId } from './loyalty/ids.ts';
import type { Entry } from './loyalty/ledger/entry.ts';
import type { Refused } from './loyalty/refusal.ts';
import { subjectKey } from './privacy/subject-key.ts';

/** While the asker's own process works on the item, no other takes it; if that process dies, another does after this. */
const HEAD_START_MS = 30_000;

type Needs = Pick<Core, 'inbox' | 'drain' | 'directory'>;

async function ask(core: Needs, storeId: StoreId, topic: string, body: object, now: number, about?: MemberId): Promise<Entry | Refused> {
  const itemId = randomUUID();
  const store = about === undefined ? null : await core.directory.get(storeId);
  const subject = about === undefined || store === null ? null : subjectKey(store, { kind: 'member', id: about });
  const item = {
    itemId,
    storeId,
    origin: 'request',
    topic,
    dedupe: null,
    headers: {},
    receivedAt: now,
    dueAt: now + HEAD_START_MS,
    ...(subject === null ? {} : { subject }),
  } as const;
  await core.inbox.insert({ ...item, body: Buffer.from(JSON.stringify(body)) });
  const outcome = await core.drain.one(itemId);
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
