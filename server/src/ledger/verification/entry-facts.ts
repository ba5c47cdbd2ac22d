// What an entry says beside its moves must be what its moves do; and it names nobody.
import type { Entry, Move } from '../../loyalty/ledger/entry.ts';
import type { Broken } from '../../loyalty/ledger/invariants.ts';
import type { StoredEntry } from './ports.ts';

function flow(moves: readonly Move[], amountOf: (from: string, to: string, order: string | null) => -1 | 0 | 1): number {
  let sum = 0;
  for (const move of moves) if (move.type === 'points') sum += amountOf(move.from, move.to, move.order) * move.points;
  return sum;
}

/** Points leave for a reward, or come back from one, exactly as its part of the entry says. */
function redemptionEqualsMoves({ moves, redemption }: Entry): Broken | null {
  const spent = flow(moves, (from, to) => (to === 'program:redeemed' ? 1 : from === 'program:redeemed' ? -1 : 0));
  const said = redemption?.delta ?? 0;
  return spent === said ? null : { invariant: 'redemption-equals-moves', detail: `${spent} points moved, ${said} stated` };
}

/** What an order was given is what its moves issued and reversed; points whose lots had expired already need no move. */
function orderPartEqualsMoves({ moves, order }: Entry): Broken | null {
  if (order === null) return null;
  const given = flow(moves, (from, to, about) => {
    if (about !== order.orderId) return 0;
    return from === 'program:issued' ? 1 : to === 'program:reversed' ? -1 : 0;
  });
  const delta = order.parts.reduce((sum, part) => sum + part.delta, 0);
  const expected = order.parts.reduce((sum, part) => sum + part.delta + part.alreadyExpired, 0);
  if (delta === order.delta && given === expected) return null;
  return { invariant: 'order-part-equals-moves', detail: `order ${order.orderId}: ${given} points moved, ${order.delta} stated` };
}

/** The chain of a limited thing holds no points, and a member's chain takes no share. */
function allowanceStandsAlone({ memberId, moves }: Entry): Broken | null {
  const isAllowance = memberId.startsWith('allowance:');
  const strays = moves.some((move) => (isAllowance ? move.type === 'points' : move.type === 'allowance'));
  return strays ? { invariant: 'allowance-stands-alone', detail: `${memberId} mixes shares of a limited thing with points` } : null;
}

const ADDRESS = /[^\s"@<>]+@[^\s"@<>]+\.[a-z]{2,}/i;
/** Only with its country's plus: ids and amounts are long rows of digits too. */
const PHONE = /\+\d[\d ()./-]{7,}\d/;

function namesNobody({ explain, key, cause }: Entry): Broken | null {
  for (const text of [explain, key, cause]) {
    if (text === null || (!text.includes('@') && !text.includes('+'))) continue;
    const what = ADDRESS.test(text) ? 'an e-mail address' : PHONE.test(text) ? 'a phone number' : null;
    // What it is, never the text itself: a finding travels further than an entry.
    if (what !== null) return { invariant: 'entries-name-nobody', detail: `the entry holds what looks like ${what}` };
  }
  return null;
}

const STALE = { invariant: 'index-agrees-with-content', detail: 'the fields it is found by are not what its hashed content says' };

export function entryFacts({ bare, indexed }: StoredEntry): Broken[] {
  const found = [indexed ? null : STALE, redemptionEqualsMoves(bare), orderPartEqualsMoves(bare), allowanceStandsAlone(bare), namesNobody(bare)]; // prettier-ignore
  return found.filter((each) => each !== null);
}
