// Hundreds of plugins share one name space: whatever others can see begins with our name.
import {
  ancestorsOf,
  argumentsOf,
  calledName,
  callsOf,
  declared,
  functionAround,
  isNode,
  listOf,
  nodesOf,
  type PhpFile,
  type PhpNode,
} from '../../../reading/php.ts';
import { textOf, type Plugin } from '../../../reading/plugin.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const SNIFF = 'WordPress.NamingConventions.PrefixAllGlobals';
const own = /^lasting_/;
const meta = /^_?lasting_/;
const handle = /^lasting(?:-|$)/;

/** Which argument names what: from 0. */
const named: Readonly<Record<string, [index: number, pattern: RegExp]>> = {
  add_option: [0, own],
  update_option: [0, own],
  delete_option: [0, own],
  register_setting: [1, own],
  set_transient: [0, own],
  get_transient: [0, own],
  delete_transient: [0, own],
  set_site_transient: [0, own],
  do_action: [0, own],
  apply_filters: [0, own],
  add_shortcode: [0, own],
  register_rest_route: [0, /^lasting\//],
  update_user_meta: [1, meta],
  add_user_meta: [1, meta],
  delete_user_meta: [1, meta],
  update_term_meta: [1, meta],
  register_meta: [1, meta],
  setcookie: [0, own],
  wc_setcookie: [0, own],
  wp_localize_script: [1, /^lasting/],
  as_enqueue_async_action: [0, own],
  as_schedule_single_action: [1, own],
  as_schedule_recurring_action: [2, own],
  as_unschedule_all_actions: [0, own],
  wp_schedule_event: [2, own],
  wp_schedule_single_event: [1, own],
  wp_clear_scheduled_hook: [0, own],
  register_post_type: [0, own],
  register_taxonomy: [0, own],
  add_meta_box: [0, handle],
  wp_register_script: [0, handle],
  wp_register_style: [0, handle],
  define: [0, /^LASTING_/],
  '->update_meta_data': [0, meta],
  '->add_meta_data': [0, meta],
  '->delete_meta_data': [0, meta],
};
/** Others' scripts may be asked for by their handle alone; with an address it is ours. */
const enqueued = new Set(['wp_enqueue_script', 'wp_enqueue_style']);
const doors = /^(?:wp_ajax_nopriv_|wp_ajax_|wc_ajax_|admin_post_nopriv_|admin_post_)(?!nopriv_)(.*)$/;
const superglobals = new Set(['_GET', '_POST', '_REQUEST', '_COOKIE', '_SERVER', 'GLOBALS', 'wpdb', 'this']);

/** What a name can be: one text, or each of a list that a loop goes through. Null: only the running code knows. */
function namesOf(file: PhpFile, plugin: Plugin, argument: PhpNode | undefined): string[] | null {
  const loop =
    argument?.kind === 'variable' &&
    ancestorsOf(file, argument).find(({ kind, value }) => kind === 'foreach' && isNode(value) && declared(value) === declared(argument));
  const source = loop ? loop['source'] : undefined;
  const said = isNode(source) && source.kind === 'array' ? listOf(source['items']).map((item) => item['value']) : [argument];
  const texts = said.flatMap((node) => textOf(plugin, node)?.text ?? []);
  return texts.length === said.length ? texts : null;
}

function nameProblems(file: PhpFile, plugin: Plugin, call: PhpNode): Problem[] {
  const name = calledName(call);
  const rule = named[name] ?? (enqueued.has(name) && argumentsOf(call).length > 1 ? ([0, handle] as const) : undefined);
  if (rule === undefined) return [];
  const [index, pattern] = rule;
  const names = namesOf(file, plugin, argumentsOf(call)[index]);
  if (names === null) return [problemAt(file, call, `${name}(): say the name as a literal or a constant, so that its prefix can be seen`)];
  return names
    .filter((text) => !pattern.test(text))
    .map((text) => problemAt(file, call, `${name}( '${text}' ): it must match ${String(pattern)}`));
}

function doorProblems(file: PhpFile, plugin: Plugin, call: PhpNode): Problem[] {
  if (calledName(call) !== 'add_action' && calledName(call) !== 'add_filter') return [];
  const door = doors.exec(textOf(plugin, argumentsOf(call)[0])?.text ?? '');
  return door === null || own.test(door[1] ?? '') ? [] : [problemAt(file, call, `the door "${door[0]}" must be named lasting_...`)];
}

const declarations: Readonly<Record<string, RegExp>> = { class: /^Lasting_/, interface: /^Lasting_/, trait: /^Lasting_/, function: own };

function declarationProblems(file: PhpFile): Problem[] {
  const things = nodesOf(file, ...Object.keys(declarations)).filter((node) => node['isAnonymous'] !== true);
  const wrong = things.filter((node) => !declarations[node.kind]?.test(declared(node)));
  const constants = nodesOf(file, 'constantstatement').flatMap((node) =>
    (node['constants'] as PhpNode[]).filter((one) => !declared(one).startsWith('LASTING_')),
  );
  return [...wrong, ...constants].map((node) => problemAt(file, node, `"${declared(node)}" needs the prefix`));
}

function variableProblems(file: PhpFile): Problem[] {
  const targets = file.nodes
    .flatMap(({ kind, left, value, key }) => (kind === 'assign' ? [left] : kind === 'foreach' ? [value, key] : []))
    .filter(isNode);
  const wrong = targets.filter((node) => node.kind === 'variable' && functionAround(file, node) === null);
  return wrong
    .filter((node) => !own.test(declared(node)) && !superglobals.has(declared(node)))
    .map((node) => problemAt(file, node, `$${declared(node)} is seen by everybody: it needs the prefix`));
}

export const prefixes: PhpRule = {
  name: 'everything that others can see begins with the name of the plugin',
  check: (file, plugin) =>
    [
      ...declarationProblems(file),
      ...variableProblems(file),
      ...callsOf(file).flatMap((call) => [...nameProblems(file, plugin, call), ...doorProblems(file, plugin, call)]),
    ].filter(({ line }) => !isExcused(file, line, SNIFF)),
  bad: [
    'class Outbox {}',
    'interface Door {}',
    'function token() {}',
    'const VERSION = 1;',
    "define( 'VERSION', 1 );",
    '$connection = 1;',
    'foreach ( $a as $b ) { f(); }',
    "update_option( 'connection', 1 );",
    'class Lasting_A { const O = "other"; function f() { update_option( self::O, 1 ); } }',
    'function lasting_f( $name ) { update_option( $name, 1 ); }',
    "set_transient( 'line_' . $a, 1 );",
    "foreach ( array( 'lasting_a', 'b' ) as $lasting_o ) { delete_option( $lasting_o ); }",
    "do_action( 'order_told' );",
    "add_shortcode( 'rewards', 'f' );",
    "register_rest_route( 'loyalty/v1', '/token', array() );",
    "update_user_meta( 1, 'birthday', 2 );",
    "$lasting_order->update_meta_data( '_ref', 'x' );",
    "wp_enqueue_script( 'widget', 'x.js' );",
    "add_action( 'wp_ajax_token', 'f' );",
    "add_action( 'wc_ajax_token', 'f' );",
    "add_action( 'admin_post_nopriv_setup', 'f' );",
    "as_enqueue_async_action( 'note' );",
    "setcookie( 'in', '1' );",
  ],
  good: [
    'class Lasting_A { const O = "lasting_o"; function f() { $x = 1; update_option( self::O, $x ); set_transient( self::O . $x, 1 ); } }',
    "foreach ( array( 'lasting_a', 'lasting_b' ) as $lasting_o ) { delete_option( $lasting_o ); }",
    "add_action( 'wc_ajax_lasting_token', 'f' ); add_action( 'admin_post_lasting_setup', 'f' ); add_action( 'init', 'f' );",
    "wp_enqueue_script( 'wp-element' ); wp_enqueue_script( 'lasting-widget', 'x.js' );",
    "function lasting_f( $order ) { $order->update_meta_data( '_lasting_ref', 'x' ); }",
    'const LASTING_N = 1; $lasting_n = LASTING_N; foreach ( $lasting_n as $lasting_a => $lasting_b ) { f(); }',
    "do_action( 'woocommerce_x' ); // phpcs:ignore WordPress.NamingConventions.PrefixAllGlobals -- WooCommerce's own.",
  ],
};
