// What became of offers of an account, by day and by where they were seen; and beside it those who were offered nothing, so that one sees what it brings.
import { ADMIN_ENDPOINTS, type accounts } from '../../contract/index.ts';
import type { CountedRows } from '../../accounts/funnel/offer-rows.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import { invalidInput } from '../http-problem.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** A leap year and the day it began on. */
const DAYS_MAX = 367;

const utc = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const daysBefore = (day: string, days: number): string => dayOf(utc(day) - days * DAY_MS, 'UTC');

interface Span {
  readonly from: string;
  readonly until: string;
}

/** @throws HttpProblem for no day at all, and for more than a year. */
function spanOf(asked: { readonly [Part in keyof Span]?: string | undefined }, today: string): Span {
  const until = asked.until ?? today;
  const from = asked.from ?? daysBefore(until, DAYS - 1);
  if (from > until) throw invalidInput('the first day is after the last', 'from');
  if (utc(until) - utc(from) >= DAYS_MAX * DAY_MS) throw invalidInput('at most a year', 'from');
  return { from, until };
}

function rowView({ day, surface, offered, opened, started, created, claimed, ...rest }: CountedRows): accounts.FunnelRow {
  const { secondByClaimed: secondOrder, revenueByClaimedMinor: revenueAfterMinor } = rest;
  return { day, surface, offered, opened, started, created, claimed, secondOrder, revenueAfterMinor };
}

type Group = NonNullable<accounts.Funnel['holdout']>['offered'];

function groupOf(rows: readonly CountedRows[]): Group {
  const sum = (of: 'offered' | 'created' | 'secondOrder' | 'revenueAfterMinor'): number => rows.reduce((all, row) => all + row[of], 0);
  return { guests: sum('offered'), accounts: sum('created'), secondOrder: sum('secondOrder'), revenueAfterMinor: sum('revenueAfterMinor') };
}

export async function accountFunnel(call: AdminCall): Promise<accounts.Funnel> {
  const { services } = call;
  const asked = call.query(ADMIN_ENDPOINTS.accountFunnel.query);
  const { storeId, timeZone, currency } = await ownStore(call);
  const { from, until } = spanOf(asked, dayOf(services.clock(), timeZone));
  const [counted, settings] = await Promise.all([services.offers.counted(storeId, from, until), services.settings.get(storeId)]);
  const { heldBackPercent } = (settings?.values ?? DEFAULT_SETTINGS).accounts;
  const [heldBack, offered] = [counted.filter((row) => row.heldBack), counted.filter((row) => !row.heldBack)];
  const rows = offered.map(rowView).toSorted((a, b) => b.day.localeCompare(a.day) || a.surface.localeCompare(b.surface));
  const holdout = heldBackPercent > 0 ? { offered: groupOf(offered), heldBack: groupOf(heldBack) } : null;
  return { from, until, currency, rows, holdout };
}
