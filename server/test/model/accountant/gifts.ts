// Points for something done, given or taken by hand, brought from elsewhere, or brought back after they should not have expired.
import type { Adjust, Award, ExpireUndo, ImportOpening, UndoAdjust } from '../../../src/loyalty/ledger/command.ts';
import type { Point } from './books.ts';
import { limitReached, use } from './limits.ts';
import { arrive, comeBack, inSpendingOrder, isAmount, isHeld, isOver, payDebt, place, put, first, rejoin, spendable } from './points.ts';
import { done, no, type Case, type Verdict } from './verdict.ts';

export function award(given: Case, { ref, points, availableAt, expiresAt, limit }: Award): Verdict {
  if (!isAmount(points)) return no('amount-invalid');
  if (limitReached(given, limit, points)) return no('cap-reached');
  use(given, limit, points);
  const source = { kind: 'award', ref, part: null } as const;
  arrive(given.books, given.chain, { source, points, issuedAt: given.at, availableAt, expiresAt }, given.at);
  return done;
}

export function adjust({ books, chain, at, rules }: Case, { ref, points, expiresAt, approvedBy }: Adjust): Verdict {
  if (!isAmount(Math.abs(points))) return no('amount-invalid');
  const taken = first(spendable(books, chain, at), Math.max(0, -points));
  const unapproved = rules.approvalAbove !== null && Math.abs(points) > rules.approvalAbove && approvedBy === null;
  const tooFew = taken.length < -points;
  if (unapproved || tooFew)
    return no(...(unapproved ? (['needs-approval'] as const) : []), ...(tooFew ? (['not-enough-points'] as const) : []));
  put(taken, 'adjusted', ref);
  const source = { kind: 'adjustment', ref, part: null } as const;
  if (points > 0) arrive(books, chain, { source, points, issuedAt: at, availableAt: at, expiresAt }, at);
  return done;
}

/** Of a gift: like a reversal, its own points first. Of a deduction: back to where they were. */
export function undoAdjust({ books, chain, at, rules }: Case, { ref, points, datesNow }: UndoAdjust): Verdict {
  if (points < 0) {
    const back = books.points.filter((p) => p.place === 'adjusted' && p.by === ref);
    if (back.length === 0) return no();
    comeBack(books, chain, back, at, null, datesNow);
    return done;
  }
  const own = books.points.filter((p) => p.source.kind === 'adjustment' && p.source.ref === ref);
  const living = own.filter((p) => p.owner === chain && isHeld(p) && !isOver(p, at));
  const there = first(inSpendingOrder(living), points);
  put(there, 'gone');
  // In whichever chain they ended, they are not owed.
  const over = own.filter((p) => p.place === 'expired' || (p.owner === chain && isHeld(p) && isOver(p, at))).length;
  const others = first(spendable(books, chain, at), Math.max(0, points - there.length - over));
  put(others, 'gone');
  const missing = Math.max(0, points - there.length - over - others.length);
  if (rules.negative !== 'write-off') books.debts[chain] = (books.debts[chain] ?? 0) + missing;
  return done;
}

export function importOpening({ books, chain, at }: Case, { ref, lots }: ImportOpening): Verdict {
  if (lots.length === 0) return no();
  if (!lots.every(({ points }) => isAmount(points))) return no('amount-invalid');
  for (const lot of lots) place(books, chain, { ...lot, source: { kind: 'import', ref, part: null } }, at);
  payDebt(books, chain, at);
  return done;
}

/** The command names lots of the ledger; the accountant recognises them by what is written on their birth. */
export function expireUndo({ books, chain, at }: Case, { lots, expiresAt }: ExpireUndo): Verdict {
  if (lots.length === 0 || (expiresAt !== null && expiresAt <= at)) return no('nothing-to-do');
  for (const { points, birth } of lots) {
    const sameSource = books.points.filter(
      (p) => JSON.stringify(p.source) === JSON.stringify(birth.source) && p.issuedAt === birth.issuedAt,
    );
    const isNamed = (p: Point): boolean =>
      p.expiresAt === birth.expiresAt && p.availableAt === birth.availableAt && p.graced === birth.graced;
    const back = sameSource.filter((p) => p.owner === chain && p.place === 'expired' && isNamed(p)).slice(0, points);
    for (const point of back) {
      point.expiresAt = expiresAt;
      // What was still waiting when it expired waits on.
      point.place = point.availableAt !== null && point.availableAt <= at ? 'available' : 'pending';
    }
    rejoin(books, chain, back);
  }
  payDebt(books, chain, at);
  return done;
}
