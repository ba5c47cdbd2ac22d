// What became of offers of an account, by day and by where they were seen; and beside it those who were offered nothing, so that one sees what it brings.
import { ADMIN_ENDPOINTS, type accounts } from '../../contract/index.ts';
import type { CountedRows } from '../../accounts/funnel/offer-rows.ts';
import { dayOf } from '../../loyalty/calendar.ts';
import { DEFAULT_SETTINGS } from '../../settings/default-settings.ts';
import type { AdminCall } from './call.ts';
import { spanOf } from './span.ts';
import { ownStore } from './store.ts';

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
