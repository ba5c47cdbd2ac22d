// What follows from the rows of a person: the last word on a thing holds, whoever of their names said it.
import type { accounts } from '../contract/index.ts';
import type { Away } from '../members/away.ts';
import type { AgreedTo, ConsentRow } from './consent-store.ts';

type Said = Pick<ConsentRow, 'key' | 'kind' | 'action' | 'at'>;

const KINDS = ['terms', 'newsletter', 'birthday'] as const satisfies readonly accounts.ConsentKind[];

/** Rows come in the order in which they were written, which tells two of one instant apart. */
const inOrder = (a: Said, b: Said): number => a.at - b.at;

function last<Row extends Said>(rows: readonly Row[], kind: AgreedTo): Row | null {
  return rows.filter((row) => row.kind === kind).toSorted(inOrder).at(-1) ?? null; // prettier-ignore
}

/** What holds now, in the order in which it is asked for. */
export function givenNow(rows: readonly ConsentRow[]): (ConsentRow & { readonly kind: accounts.ConsentKind; readonly version: string })[] {
  return KINDS.flatMap((kind) => {
    const row = last(rows, kind);
    return row === null || row.action !== 'give' || row.version === null ? [] : [{ ...row, kind, version: row.version }];
  });
}

/** Whether this act was the first by which the person agreed to it: what is given for it is given once for ever. */
export function isFirstGiven(rows: readonly Said[], { key, kind }: Pick<Said, 'key' | 'kind'>): boolean {
  const [first] = rows.filter((row) => row.kind === kind && row.action === 'give').toSorted(inOrder); // prettier-ignore
  return first?.key === key;
}

/** When the person was out of the program; leaving twice is leaving once. */
export function awayOf(rows: readonly Said[]): Away[] {
  const spans: Away[] = [];
  for (const { action, at } of rows.filter(({ kind }) => kind === 'membership').toSorted(inOrder)) {
    const open = spans.at(-1)?.until === null;
    if (action === 'take-back' && !open) spans.push({ from: at, until: null });
    if (action === 'give' && open) spans.push({ from: spans.pop()?.from ?? at, until: at });
  }
  return spans;
}
