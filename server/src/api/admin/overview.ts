// The first page: what the program brought in the last thirty days of the store's own calendar, and whether anything is wrong.
import type { z } from 'zod';
import type { admin } from '../../contract/index.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import type { Flows } from '../../projections/balance-store.ts';
import { inboxSummaryView } from '../views/inbox.ts';
import { pointsPerUnit } from '../views/program.ts';
import { activityLines } from './activity.ts';
import type { AdminCall } from './call.ts';
import { ownStore } from './store.ts';

const DAY_MS = 86_400_000;
const DAYS = 30;
const ACTIVITY_LINES = 10;

type FlowsOfDay = Flows & { readonly day: string };

/** The last 30 days up to today, as the store's calendar names them. Days are counted on the calendar, because some have 23 or 25 hours. */
export function lastDays(now: number, timeZone: string): string[] {
  const today = Date.parse(`${dayOf(now, timeZone)}T00:00:00Z`);
  return Array.from({ length: DAYS }, (_, index) => dayOf(today - (DAYS - 1 - index) * DAY_MS, 'UTC'));
}

function sums(flows: readonly FlowsOfDay[]): admin.Overview['last30Days'] {
  const sum = (name: keyof Flows): number => flows.reduce((total, flow) => total + flow[name], 0);
  return { issued: sum('issued'), reversed: sum('reversed'), redeemed: sum('redeemed'), expired: sum('expired') };
}

async function flowsOf(call: AdminCall, days: readonly string[], timeZone: string): Promise<FlowsOfDay[]> {
  const now = call.services.clock();
  // Two days more than needed, whatever the zone; what is too early is left out by its name.
  const flows = await call.services.balances.flowsByDay(call.who.storeId, now - (DAYS + 2) * DAY_MS, now + 1, timeZone);
  return flows.filter((flow) => days.includes(flow.day));
}

export async function overview(call: AdminCall): Promise<z.input<typeof admin.overview>> {
  const { services, who } = call;
  const { timeZone } = await ownStore(call);
  const days = lastDays(services.clock(), timeZone);
  const [members, flows, outstanding, inbox, { newest }, activity] = await Promise.all([
    services.members.count(who.storeId),
    flowsOf(call, days, timeZone),
    services.balances.outstanding(who.storeId),
    services.inbox.summary(who.storeId, services.clock()),
    services.programs.standing(who.storeId),
    services.ledger.activity(who.storeId, null, ACTIVITY_LINES),
  ]);
  const byDay = new Map(flows.map((flow) => [flow.day, flow]));
  return {
    members,
    last30Days: sums(flows),
    outstanding,
    trend: days.map((day) => ({ day, issued: byDay.get(day)?.issued ?? 0, reversed: byDay.get(day)?.reversed ?? 0 })),
    inbox: inboxSummaryView(inbox),
    program: { active: newest.program.active, pointsPerUnit: pointsPerUnit(newest.program) },
    activity: await activityLines(call, activity.entries),
  };
}
