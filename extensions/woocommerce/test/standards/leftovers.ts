// What the plugin writes into a shop's database is taken out again by uninstall.php: names written there, against names written here.
import { argumentsOf, calledName, callsOf, lineOf, nodesOf } from '../../reading/php.ts';
import { textOf, type Plugin } from '../../reading/plugin.ts';
import type { Problem } from './rule.ts';

/** Which argument names what stays, and how uninstall.php says it. */
const written: Readonly<Record<string, number>> = {
  add_option: 0,
  update_option: 0,
  set_transient: 0,
  set_site_transient: 0,
  update_user_meta: 1,
  add_user_meta: 1,
  update_term_meta: 1,
  as_enqueue_async_action: 0,
  as_schedule_single_action: 1,
  as_schedule_recurring_action: 2,
  wp_schedule_event: 2,
  wp_schedule_single_event: 1,
};

/** Orders keep what they say of themselves; sessions and carts end by themselves. */
export function leftovers(plugin: Plugin): Problem[] {
  const uninstall = plugin.files.find(({ path }) => path === 'uninstall.php');
  const taken = uninstall === undefined ? [] : nodesOf(uninstall, 'string').map((node) => String(node['value']));
  const isTransientTaken = (name: string): boolean =>
    taken.some((one) => one.startsWith('_transient_') && `_transient_${name}`.startsWith(one));
  return plugin.files
    .filter((file) => file !== uninstall)
    .flatMap((file) =>
      callsOf(file).flatMap((call) => {
        const at = written[calledName(call)];
        if (at === undefined) return [];
        const name = textOf(plugin, argumentsOf(call)[at])?.text ?? '?';
        const isTransient = calledName(call).includes('transient');
        if (isTransient ? isTransientTaken(name) : taken.includes(name)) return [];
        return [{ path: file.path, line: lineOf(call), message: `${calledName(call)}( '${name}' ) stays after uninstall.php` }];
      }),
    );
}
