// The columns of the roll-forward in their order, and which of them a period needs.
import type { admin } from '#contract/index.ts';
import type { MessageKey } from '../../locales/words.ts';

export const COLUMNS = [
  { key: 'issued', name: 'overview.issued', always: true },
  { key: 'redeemed', name: 'overview.redeemed', always: true },
  { key: 'expired', name: 'overview.expired', always: true },
  { key: 'reversed', name: 'overview.reversed', always: true },
  { key: 'adjusted', name: 'ledger.adjusted', always: false },
  { key: 'writtenOff', name: 'ledger.written-off', always: false },
  { key: 'transferred', name: 'ledger.transferred', always: false },
] as const satisfies readonly { key: keyof admin.RollForwardMonth['points']; name: MessageKey; always: boolean }[];

/** The rare columns are shown only where they hold something. */
export function columnsFor(months: readonly admin.RollForwardMonth[]): (typeof COLUMNS)[number][] {
  return COLUMNS.filter(({ key, always }) => always || months.some(({ points }) => points[key] !== 0));
}
