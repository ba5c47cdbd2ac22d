// What is in the shop's database: by its names, and everything in it that bears ours.
import { z } from 'zod';
import { php } from './php.ts';
import type { StoreFacts } from './store-facts.ts';

const names = z.array(z.string());
const traces = z.object({
  options: names,
  tables: names,
  webhooks: names,
  keys: names,
  actions: names,
  userMeta: names,
  cron: names,
  rules: names,
});
export type Traces = z.infer<typeof traces>;

/** What comes and goes by itself, whoever is there, is left out. */
const code = `
  $column = static function ($query) use ($wpdb) { return array_map('strval', $wpdb->get_col($query)); };
  $rules = array_keys((array) get_option('rewrite_rules'));
  return array(
    'options'  => $column("SELECT option_name FROM {$wpdb->options} WHERE option_name NOT LIKE '%transient%' AND option_name NOT LIKE 'action_scheduler%' AND option_name NOT LIKE '%\\_lock' ORDER BY option_name"),
    'tables'   => $column('SHOW TABLES'),
    'webhooks' => $column("SELECT delivery_url FROM {$wpdb->prefix}wc_webhooks"),
    'keys'     => $column("SELECT description FROM {$wpdb->prefix}woocommerce_api_keys"),
    'actions'  => $column("SELECT DISTINCT hook FROM {$wpdb->prefix}actionscheduler_actions WHERE status = 'pending' AND hook LIKE '%lasting%'"),
    'userMeta' => $column("SELECT DISTINCT meta_key FROM {$wpdb->usermeta} WHERE meta_key LIKE '%lasting%'"),
    'cron'     => array_values(array_filter(array_unique(array_merge(...array_map('array_keys', array_values(array_filter(_get_cron_array(), 'is_array'))))), static function ($hook) { return false !== strpos($hook, 'lasting'); })),
    'rules'    => array_values(array_filter($rules, static function ($rule) { return false !== strpos($rule, 'lasting'); })),
  );`;

export const tracesIn = (store: StoreFacts): Promise<Traces> => php(store, traces, code);

/** With ours in them, or leading to our server; transients too. */
export async function tracesOfOurs(store: StoreFacts, server: string): Promise<Record<string, string[]>> {
  const seen = await tracesIn(store);
  const transients = await php(
    store,
    names,
    `return $wpdb->get_col("SELECT option_name FROM {$wpdb->options} WHERE option_name LIKE '%transient%lasting%'");`,
  );
  const ours = (all: string[]): string[] => all.filter((name) => /lasting/iu.test(name) || name.startsWith(server));
  const found: Record<string, string[]> = {};
  for (const [kind, all] of Object.entries({ ...seen, transients })) if (ours(all).length > 0) found[kind] = ours(all);
  return found;
}
