// What is derived shows what the chains say, for every member and for nobody else. The store goes on working meanwhile, so whatever looks
// wrong is read again, row first: then an honest row can never be ahead of its chain.
import { setTimeout as wait } from 'node:timers/promises';
import type { MemberId, StoreId } from '../../loyalty/ids.ts';
import type { Entry } from '../../loyalty/ledger/entry.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';
import type { Findings } from './finding.ts';
import type { LedgerReader, ShownProjection, ShownRow } from './ports.ts';
import type { Watcher } from './watcher.ts';

const BATCH = 500;
const LOOKS = 3;
const LOOK_AGAIN_MS = 40;
/** A row is written right after its entry; one that is this much behind was lost. */
const LATE_MS = 60_000;

export interface ProjectionProof {
  readonly storeId: StoreId;
  readonly projection: ShownProjection;
  readonly reader: Pick<LedgerReader, 'head'>;
  readonly findings: Findings;
  readonly clock: () => number;
}

function rowFinding(projection: ShownProjection, row: ShownRow | null, head: Entry | null, late: boolean): Broken | null {
  const wrong = (detail: string): Broken => ({ invariant: 'projections-equal-the-ledger', detail: `${projection.name}: ${detail}` });
  if (head === null) {
    if (row === null) return null;
    return { invariant: 'no-chain-was-removed', detail: `${projection.name} shows entry ${row.seq}, and the chain has none` };
  }
  if (row === null) return late ? wrong('the member has no row') : null;
  if (row.seq > head.seq)
    return { invariant: 'no-chain-was-cut', detail: `${projection.name} shows entry ${row.seq}, and the chain ends at ${head.seq}` };
  if (row.seq < head.seq) return late ? wrong(`shows entry ${row.seq} of ${head.seq}`) : null;
  return row.text === projection.textOf(head) ? null : wrong('the row differs from the chain');
}

export class ProjectionWatch implements Watcher {
  readonly #proof: ProjectionProof;
  readonly #heads: Entry[] = [];
  #until: MemberId | null = null;

  constructor(proof: ProjectionProof) {
    this.#proof = proof;
  }

  chain(head: Entry): void {
    this.#heads.push(head);
  }

  async flush(last: boolean): Promise<void> {
    while (this.#heads.length >= BATCH) await this.#compare(this.#heads.splice(0, BATCH), false);
    if (last) await this.#compare(this.#heads.splice(0), true);
  }

  async #compare(heads: readonly Entry[], last: boolean): Promise<void> {
    const { storeId, projection } = this.#proof;
    const until = last ? null : (heads.at(-1)?.memberId ?? null);
    const rows = await projection.rows(storeId, this.#until, until, heads.map(({ memberId }) => memberId)); // prettier-ignore
    this.#until = until;
    const byMember = new Map(rows.map((row) => [row.memberId, row]));
    for (const head of heads) {
      const row = byMember.get(head.memberId);
      byMember.delete(head.memberId);
      if (row?.seq !== head.seq || row.text !== projection.textOf(head)) await this.#confirm(head.memberId);
    }
    for (const memberId of byMember.keys()) await this.#confirm(memberId);
  }

  async #confirm(memberId: MemberId): Promise<void> {
    const { storeId, projection, reader, findings, clock } = this.#proof;
    for (let look = 1; ; look += 1) {
      const row = await projection.one(storeId, memberId);
      const head = await reader.head(storeId, memberId);
      const late = head !== null && clock() - head.at > LATE_MS;
      const broken = rowFinding(projection, row, head, late);
      if (broken === null) return;
      if (look === LOOKS) return findings.add({ memberId, seq: head?.seq ?? row?.seq ?? 0 }, broken);
      await wait(LOOK_AGAIN_MS);
    }
  }
}
