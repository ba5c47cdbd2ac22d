// The tabs of the program, and which parts of the document each of them holds.

export const TAB_PARTS = {
  earning: ['earning'],
  rewards: ['rewards', 'redemption', 'pointValue'],
  tiers: ['tiers'],
  campaigns: ['campaigns'],
  referrals: ['referrals'],
  policies: ['active', 'calendar', 'hold', 'expiry', 'negative', 'graceMs', 'approvalAbove', 'guests'],
  'dry-run': [],
  versions: [],
} as const satisfies Record<string, readonly string[]>;

export type TabId = keyof typeof TAB_PARTS;
export const TAB_IDS = Object.keys(TAB_PARTS) as TabId[];

export function tabOf(path: string): TabId {
  const part = path.split('.')[0] ?? '';
  return TAB_IDS.find((id) => TAB_PARTS[id].some((known) => known === part)) ?? 'earning';
}
