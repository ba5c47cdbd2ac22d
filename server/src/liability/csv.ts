// The statement as comma-separated values (RFC 4180) that a spreadsheet opens as numbers and never as formulas.
import { minorDigits } from '../loyalty/currencies.ts';
import { MOVEMENTS } from '../loyalty/liability/movements.ts';
import type { Amounts, RollForwardMonth } from '../loyalty/liability/roll-forward.ts';
import type { Statement } from './statement.ts';

type Cell = string | number | null;

const AMOUNTS = ['opening', ...MOVEMENTS, 'closing', 'owedToMembers', 'owedByMembers'] as const satisfies readonly (keyof Amounts)[];

/** A text that a spreadsheet would calculate gets an apostrophe before it; what has commas, quotes or line ends is quoted. */
function cellText(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const harmless = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/u.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Lines end with CRLF, the last one too. */
export function csvOf(rows: readonly (readonly Cell[])[]): string {
  return rows.map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

/** Minor units as a plain number with the currency's decimals: -1250 EUR is -12.5. Exact: a spreadsheet reads the same double. */
function major(minor: number, currency: string): number {
  return minor / 10 ** minorDigits(currency);
}

const snake = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);

function monthRow({ month, closed, points, money }: RollForwardMonth, currency: string): Cell[] {
  const inPoints = AMOUNTS.map((name) => points[name]);
  const inMoney = AMOUNTS.map((name) => (money === null ? null : major(money[name], currency)));
  return [month, closed ? 'closed' : 'open', ...inPoints, money === null ? null : currency, ...inMoney];
}

/** The roll-forward: a month a line; the columns of money are empty while points have no value. */
export function monthsCsv({ months, currency }: Pick<Statement, 'months' | 'currency'>): string {
  const columns = AMOUNTS.map(snake);
  const header = ['month', 'state', ...columns.map((name) => `${name}_points`), 'currency', ...columns.map((name) => `${name}_money`)];
  return csvOf([header, ...months.map((month) => monthRow(month, currency))]);
}

const COHORT = ['given', 'reversed', 'redeemed', 'expired', 'other', 'open'] as const;

/** The cohorts: an issue month a line, the points that no lot holds last; shares in basis points. */
export function cohortsCsv({ cohorts }: Pick<Statement, 'cohorts'>): string {
  const header = ['issued_in', ...COHORT.map((name) => `${name}_points`), 'redeemed_share_bp', 'expired_share_bp'];
  const rows = cohorts.map((cohort) => [cohort.month ?? 'without a lot', ...COHORT.map((name) => cohort[name]), cohort.redeemedShare, cohort.expiredShare]); // prettier-ignore
  return csvOf([header, ...rows]);
}
