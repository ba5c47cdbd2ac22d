// The same awards by us and by the double-entry library on the same database.
import { memberAt } from '../load/award-chains.ts';
import { concurrently } from '../load/concurrently.ts';
import { openMedici } from '../load/medici-awards.ts';
import { appendCold } from './append.ts';
import type { BenchCase, Context, Side } from './bench-case.ts';

async function mediciSide({ uri, database, scale }: Context): Promise<Side> {
  const book = await openMedici(uri, `${database}_medici`);
  const award = (round: number, index: number) => book.award(memberAt((index * 1_000_003) % scale.members), `award-${round}-${index}`);
  return {
    prepare: () => Promise.resolve(),
    run: (round) => concurrently(scale.mediciAwards, scale.concurrency, (index) => award(round, index)),
    close: () => book.close(),
  };
}

export const medici: BenchCase = {
  name: 'medici',
  subjectIs: 'awards by Ledger.append, no head remembered; the balance after each is in its entry',
  baselineIs: 'the same awards by medici 7.4 (a journal and two transactions each; the balance is a sum over all of them)',
  aims: [],
  // medici makes an index over the first element of an array, and its transactions are the database's.
  notDevDb: true,
  subject: (context) => appendCold.subject({ ...context, scale: { ...context.scale, appends: context.scale.mediciAwards } }),
  baseline: mediciSide,
};
