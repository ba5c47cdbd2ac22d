// Is the ledger proved, and what does the program owe: for the merchant and the merchant's accountant.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { cohortsCsv, monthsCsv } from '../../liability/csv.ts';
import type { Statement } from '../../liability/statement.ts';
import type { StoreId } from '../../loyalty/ids.ts';
import type { PointValue } from '../../loyalty/liability/worth.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Services } from '../services.ts';
import { Download } from '../download.ts';
import { instant } from '../views/instant.ts';
import { audited } from './audited.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

function view({ asOf, timeZone, currency, reconciliation, months, cohorts, ages }: Statement): admin.RollForward {
  const dated = months.map((month) => ({ ...month, from: instant(month.from), until: instant(month.until) }));
  return { asOf: instant(asOf), timeZone, currency, reconciliation, months: dated, cohorts: [...cohorts], ages: [...ages] };
}

function fileOf(statement: Statement, table: 'months' | 'cohorts'): Download {
  const [first, last] = [statement.months[0]?.month, statement.months.at(-1)?.month];
  const span = first === undefined ? 'empty' : `${first}_${last}`;
  const text = table === 'months' ? monthsCsv(statement) : cohortsCsv(statement);
  return new Download(`liability-${table}-${span}.csv`, 'text/csv; charset=utf-8', text);
}

/** As books count: what a thousand points are worth, to a whole minor unit. Null while the program does not say. */
function valueOf({ pointValue }: Program): PointValue | null {
  return pointValue === null ? null : { minorPer1000Points: Math.round((pointValue.amountMinor * 1_000) / pointValue.points) };
}

export async function rollForward(call: AdminCall): Promise<admin.RollForward | Download> {
  const { from, to, format, table } = call.query(ADMIN_ENDPOINTS.rollForward.query);
  const { storeId, timeZone, currency } = await ownStore(call);
  const { live } = await call.services.programs.standing(storeId);
  const pointValue = valueOf(live.program);
  const statement = await call.services.books.statement({ storeId, timeZone, currency, pointValue }, { from, to });
  return format === 'csv' ? fileOf(statement, table) : view(statement);
}

function runOf({ runs }: Services, storeId: StoreId): admin.VerificationRun {
  const run = runs.of(storeId);
  return run === null ? null : { ...run, startedAt: instant(run.startedAt) };
}

async function provedOf({ proof }: Services, storeId: StoreId): Promise<admin.LedgerHealth['proved']> {
  const last = await proof.verifications.newest(storeId);
  if (last === null) return null;
  const { at, ok, entries, members, problemCount } = last;
  const problems = last.problems.map(({ invariant, memberId, seq }) => ({ invariant, memberId, seq }));
  return { at: instant(at), ok, entries, members, problemCount, problems };
}

export async function ledgerHealth({ services, who }: AdminCall): Promise<admin.LedgerHealth> {
  const [proved, sealed] = await Promise.all([provedOf(services, who.storeId), services.proof.checkpoints.newest(who.storeId)]);
  const checkpoint = sealed === null ? null : { day: sealed.day, entries: sealed.entries };
  return { proved, checkpoint, run: runOf(services, who.storeId) };
}

/** Answers at once; a proof that is already under way goes on and is not started a second time. */
export async function startVerification(call: AdminCall): Promise<{ run: admin.VerificationRun }> {
  call.body(ADMIN_ENDPOINTS.startVerification.body);
  const { storeId } = await ownStore(call);
  const under = call.services.runs.of(storeId)?.state === 'running';
  call.services.runs.start(storeId);
  if (!under) await audited(call, { action: 'verification-started' });
  return { run: runOf(call.services, storeId) };
}

export function verification({ services, who }: AdminCall): Promise<{ run: admin.VerificationRun }> {
  return Promise.resolve({ run: runOf(services, who.storeId) });
}
