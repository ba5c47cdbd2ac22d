import { argumentsOf, calledName, callsOf, declared, isNode, listOf, nodesOf, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const readers = new Set(['->query', '->get_var', '->get_row', '->get_col', '->get_results', '->prepare']);
const SNIFF = 'WordPress.DB.PreparedSQL';

const isDatabase = (node: unknown): boolean => isNode(node) && node.kind === 'variable' && declared(node) === 'wpdb';
const ofDatabase = (call: PhpNode): boolean => isNode(call['what']) && isDatabase(call['what']['what']);
/** `{$wpdb->prefix}` and names of tables come from WordPress itself. */
const isTable = (node: unknown): boolean => isNode(node) && node.kind === 'propertylookup' && isDatabase(node['what']);

function isFixed(node: unknown): boolean {
  if (!isNode(node)) return true;
  if (node.kind === 'string' || isTable(node)) return true;
  if (node.kind === 'encapsed') return listOf(node['value']).every((part) => isFixed(part['expression']));
  if (node.kind === 'bin' && node['type'] === '.') return isFixed(node['left']) && isFixed(node['right']);
  return node.kind === 'call' && calledName(node) === '->prepare' && ofDatabase(node);
}

function queryProblems(file: PhpFile): Problem[] {
  const asked = callsOf(file).filter((call) => readers.has(calledName(call)) && ofDatabase(call));
  return asked
    .filter((call) => !isFixed(argumentsOf(call)[0]))
    .map((call) => problemAt(file, call, 'SQL with something in it: $wpdb->prepare( "... %s", $value )'));
}

/** A placeholder in quotes is quoted twice, and one that is not used is a sentence that says something else. */
function placeholderProblems(file: PhpFile): Problem[] {
  const quoted = nodesOf(file, 'string', 'encapsed').filter((node) => /['"]%[sd]['"]/.test(String(node['value'] ?? node['raw'])));
  const prepared = (node: PhpNode): boolean => {
    const call = file.parentOf.get(node);
    return call !== undefined && call.kind === 'call' && calledName(call) === '->prepare';
  };
  return quoted.filter(prepared).map((node) => problemAt(file, node, 'no quotes around a placeholder: prepare() puts them'));
}

export const database: PhpRule = {
  name: 'no SQL is put together from what somebody said',
  check: (file) => [...queryProblems(file), ...placeholderProblems(file)].filter(({ line }) => !isExcused(file, line, SNIFF)),
  bad: [
    'function f( $a ) { global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->prefix}x WHERE id = $a" ); }',
    "function f( $a ) { global $wpdb; return $wpdb->get_var( 'SELECT 1 WHERE a = ' . $a ); }",
    'function f( $a ) { global $wpdb; return $wpdb->get_results( $a ); }',
    'function f( $a ) { global $wpdb; return $wpdb->get_row( $wpdb->prepare( "SELECT * FROM {$a} WHERE id = %d", 1 ) ); }',
    'function f( $a ) { global $wpdb; return $wpdb->get_row( $wpdb->prepare( "SELECT 1 WHERE a = \'%s\'", $a ) ); }',
  ],
  good: [
    'function f( $a ) { global $wpdb; return $wpdb->get_var( $wpdb->prepare( "SELECT a FROM {$wpdb->prefix}x WHERE id = %d", $a ) ); }',
    'function f() { global $wpdb; $wpdb->query( "DELETE FROM {$wpdb->options} WHERE option_name = \'lasting_a\'" ); }',
    "function f( $a ) { global $wpdb; $wpdb->delete( $wpdb->prefix . 'x', array( 'id' => $a ), array( '%d' ) ); }",
    'function f( $queue ) { $queue->query( $a ); }',
  ],
};
