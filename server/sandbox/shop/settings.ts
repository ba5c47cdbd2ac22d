import { z } from 'zod';
import type { Database } from './database.ts';

/** How the shop is set up, and what it has granted the app. Durable; changed on the store admin page or by POST /sandbox/settings. */
const settingsSchema = z.object({
  shopName: z.string().min(1).max(80),
  currency: z.enum(['EUR', 'USD', 'GBP', 'ILS', 'JPY', 'IRR']),
  taxesIncluded: z.boolean(),
  taxRateBp: z.int().min(0).max(10_000),
  timezone: z.string(),
  country: z.string().length(2),
  installed: z.boolean(),
  scopes: z.array(z.string()),
  /** What protected customer data the app is approved for: nothing, ids only, or names and addresses too. */
  protectedData: z.enum(['none', 'level1', 'level2']),
  /** Topics of the app's configuration; null means every topic the sandbox knows. */
  topics: z.array(z.string()).nullable(),
  /** What the shop pays Shopify for decides how much an app may ask it: see graphql/cost.ts. */
  plan: z.enum(['standard', 'plus']),
  /** How far the usage counts that an app is shown lag behind; tests that count make it 0. */
  usageCountLagMs: z.int().min(0).max(3_600_000),
});

export type Settings = z.infer<typeof settingsSchema>;
export const settingsChange = settingsSchema.partial().strict();

const FIRST: Settings = {
  shopName: 'Tea & Clay',
  currency: 'EUR',
  taxesIncluded: true,
  taxRateBp: 2000,
  timezone: 'Europe/Berlin',
  country: 'DE',
  installed: true,
  scopes: [
    'read_customers,write_customers,read_customer_merge,read_orders,read_all_orders,read_products,read_discounts,write_discounts',
    'read_store_credit_accounts,write_store_credit_account_transactions,read_store_credit_account_transactions',
    'read_gift_cards,write_gift_cards,read_locales',
  ].flatMap((group) => group.split(',')),
  protectedData: 'level2',
  topics: null,
  plan: 'standard',
  usageCountLagMs: 3000,
};

export interface SettingsStore {
  get(): Settings;
  change(change: z.infer<typeof settingsChange>): Settings;
}

export function openSettings(db: Database): SettingsStore {
  const row = db.one<{ value: string }>("select value from settings where key = 'shop'");
  let current: Settings = row ? settingsSchema.parse({ ...FIRST, ...(JSON.parse(row.value) as object) }) : FIRST;
  return {
    get: () => current,
    change(change) {
      current = settingsSchema.parse({ ...current, ...change });
      db.run("insert into settings values ('shop', ?) on conflict (key) do update set value = excluded.value", JSON.stringify(current));
      return current;
    },
  };
}
