// The first page: what the program gave and took in the store's own calendar, what it owes, and whether anything is to be done.
import type { z } from 'zod';
import type { admin } from '../../contract/index.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import type { Program } from '../../loyalty/program/program.ts';
import { daysBetween } from '../../projections/days/calendar-days.ts';
import { addFlows, NO_FLOWS, type Flows } from '../../projections/days/flows.ts';
import { inboxSummaryView } from '../views/inbox.ts';
import { worth } from '../views/money.ts';
import { outboxSummaryView } from '../views/outbox.ts';
import { pointsPerUnit } from '../views/program.ts';
import { activityLines } from './activity.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';
import { thingsToDo } from './things-to-do.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
const ACTIVITY_LINES = 10;

type Moved = ReadonlyMap<string, Flows>;

/** The last 30 days up to today, as the store's calendar names them. Days are counted on the calendar, because some have 23 or 25 hours. */
export function lastDays(now: number, timeZone: string): string[] {
  const today = dayOf(now, timeZone);
  return daysBetween(dayOf(Date.parse(`${today}T00:00:00Z`) - (DAYS - 1) * DAY_MS, 'UTC'), today);
}

const sumOf = (moved: Moved, days: readonly string[]): Flows =>
  days.reduce((sum, day) => addFlows(sum, moved.get(day) ?? NO_FLOWS), NO_FLOWS);

/** "2026-11-21" -> "2026-10": the month before, by its name. */
function monthBefore(month: string): string {
  return dayOf(Date.parse(`${month}-01T00:00:00Z`) - DAY_MS, 'UTC').slice(0, 7);
}

function monthsOf(moved: Moved, today: string): NonNullable<admin.Overview['months']> {
  const [month, date] = [today.slice(0, 7), today.slice(8)];
  const before = monthBefore(month);
  const within = (wanted: string, until: string): string[] =>
    [...moved.keys()].filter((day) => day.startsWith(wanted) && day.slice(8) <= until);
  return {
    month,
    current: sumOf(moved, within(month, '31')),
    previous: sumOf(moved, within(before, '31')),
    previousSameDays: sumOf(moved, within(before, date)),
  };
}

async function outstandingOf({ services, who }: AdminCall, timeZone: string): Promise<number> {
  const { storeId } = who;
  return (await services.days.held({ storeId, timeZone })) ?? services.balances.outstanding(storeId);
}

async function movedOf({ services, who }: AdminCall, timeZone: string): Promise<Moved> {
  const now = services.clock();
  const [first = ''] = [lastDays(now, timeZone)[0] ?? '', `${monthBefore(dayOf(now, timeZone).slice(0, 7))}-01`].toSorted();
  return services.days.flows({ storeId: who.storeId, timeZone }, first);
}

function movement(moved: Moved, now: number, timeZone: string): Pick<z.input<typeof admin.overview>, 'last30Days' | 'trend' | 'months'> {
  const days = lastDays(now, timeZone);
  const { adjusted: _adjusted, ...last30Days } = sumOf(moved, days);
  const trend = days.map((day) => {
    const { issued, reversed, redeemed, expired } = moved.get(day) ?? NO_FLOWS;
    return { day, issued, reversed, redeemed, expired };
  });
  return { last30Days, trend, months: monthsOf(moved, dayOf(now, timeZone)) };
}

const liabilityOf = (points: number, program: Program): admin.Overview['liability'] => ({ points, money: worth(points, program) });

type Months = z.input<typeof admin.overview>['months'];

/** What was given back of spent points is in the month's sum already. */
function rewardsOf(open: { readonly count: number; readonly points: number }, months: Months, program: Program): admin.Overview['rewards'] {
  const spent = Math.max(0, months?.current.redeemed ?? 0);
  return { open: open.count, setAside: open.points, spentWorth: worth(spent, program) };
}

export async function overview(call: AdminCall): Promise<z.input<typeof admin.overview>> {
  const { services, who } = call;
  const store = await ownStore(call);
  const now = services.clock();
  const [members, moved, outstanding, inbox, outbox, standing, activity, open] = await Promise.all([
    services.memberCounts.of(who.storeId),
    movedOf(call, store.timeZone),
    outstandingOf(call, store.timeZone),
    services.inbox.summary(who.storeId, now),
    services.outbox.counts(who.storeId, now),
    services.programs.standing(who.storeId),
    services.ledger.activity(who.storeId, null, ACTIVITY_LINES),
    services.redemptions.open(who.storeId),
  ]);
  const { program } = standing.newest;
  const [todo, lines] = await Promise.all([thingsToDo(call, store, standing, { inbox, outbox }), activityLines(call, activity.entries)]);
  const movements = movement(moved, now, store.timeZone);
  return {
    members,
    ...movements,
    outstanding,
    inbox: inboxSummaryView(inbox),
    outbox: outboxSummaryView(outbox),
    program: { active: program.active, pointsPerUnit: pointsPerUnit(program) },
    activity: lines,
    liability: liabilityOf(outstanding, standing.live.program),
    rewards: rewardsOf(open, movements.months, standing.live.program),
    todo,
  };
}
