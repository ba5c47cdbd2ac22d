// What comes from a browser: asked for on purpose (a nonce), without WordPress' slashes, and cleaned before it is used.
import {
  ancestorsOf,
  calledName,
  callsOf,
  declared,
  functionAround,
  isNode,
  nodesOf,
  type PhpFile,
  type PhpNode,
} from '../../../reading/php.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const forms = new Set(['_POST', '_GET', '_REQUEST', '_FILES']);
const fromOutside = new Set([...forms, '_COOKIE', '_SERVER']);
const nonceChecks = new Set(['check_admin_referer', 'check_ajax_referer', 'wp_verify_nonce']);
const cleaners =
  /^(?:sanitize_\w+|absint|intval|wc_clean|wp_kses\w*|esc_url_raw|is_email|in_array|hash_equals|wp_verify_nonce|wc_stock_amount|rest_sanitize_\w+)$/;

const reads = (file: PhpFile, names: Set<string>): PhpNode[] => nodesOf(file, 'variable').filter((node) => names.has(declared(node)));

function isNonceChecked(file: PhpFile, read: PhpNode): boolean {
  const around = functionAround(file, read);
  return callsOf(file).some((call) => nonceChecks.has(calledName(call)) && functionAround(file, call) === around);
}

const nonceProblems = (file: PhpFile): Problem[] =>
  reads(file, forms)
    .filter((read) => !isNonceChecked(file, read))
    .map((read) => problemAt(file, read, `$${declared(read)} without a nonce in the same function: check it, or say why none is needed`))
    .filter(({ line }) => !isExcused(file, line, 'WordPress.Security.NonceVerification'));

const callsAround = (file: PhpFile, node: PhpNode): string[] => {
  const around = ancestorsOf(file, node);
  const end = around.findIndex(({ kind }) => ['function', 'method', 'closure', 'arrowfunc', 'block'].includes(kind));
  return around.slice(0, end === -1 ? undefined : end).flatMap((one) => (one.kind === 'call' ? [calledName(one)] : []));
};

/** Asking whether it is there, or whether it is one known word, uses nothing of it. */
function isOnlyLookedAt(file: PhpFile, read: PhpNode): boolean {
  const [lookup, outer] = ancestorsOf(file, read);
  if (lookup === undefined || outer === undefined) return false;
  if (lookup.kind === 'isset' || outer.kind === 'isset' || outer.kind === 'empty') return true;
  return lookup.kind === 'offsetlookup' && outer.kind === 'bin' && ['===', '!=='].includes(String(outer['type']));
}

function isCleaned(file: PhpFile, read: PhpNode): boolean {
  const names = callsAround(file, read);
  const around = ancestorsOf(file, read);
  const isNumber =
    around.some((node) => node.kind === 'cast' && ['int', 'float', 'bool'].includes(String(node['type']))) ||
    names.some((name) => name === 'absint' || name === 'intval');
  return isNumber || (names.includes('wp_unslash') && names.some((name) => cleaners.test(name)));
}

const cleaningProblems = (file: PhpFile): Problem[] =>
  reads(file, fromOutside)
    .filter((read) => isNode(file.parentOf.get(read)) && !isOnlyLookedAt(file, read) && !isCleaned(file, read))
    .map((read) => problemAt(file, read, `$${declared(read)} is used as it came: sanitize_...( wp_unslash( ... ) ) in the same expression`))
    .filter(({ line }) => !isExcused(file, line, 'WordPress.Security.ValidatedSanitizedInput'));

export const input: PhpRule = {
  name: 'what a browser sent was asked for, and is cleaned before it is used',
  check: (file) => [...nonceProblems(file), ...cleaningProblems(file)],
  bad: [
    "function f() { return sanitize_key( wp_unslash( $_POST['a'] ) ); }",
    "function f() { check_admin_referer( 'a' ); return $_POST['a']; }",
    "function f() { check_admin_referer( 'a' ); return sanitize_key( $_POST['a'] ); }",
    "function f() { check_admin_referer( 'a' ); return wp_unslash( $_POST['a'] ); }",
    "function f() { check_admin_referer( 'a' ); g(); } function g() { if ( isset( $_GET['a'] ) ) { h(); } }",
    "function f() { $a = $_SERVER['REQUEST_URI']; }",
    "function f() { $a = $_COOKIE['a']; }",
    'function f() { foreach ( $_REQUEST as $a ) { g(); } }',
    "function f() { return isset( $_GET['a'] ); } // phpcs:ignore WordPress.Security.NonceVerification",
    "function f() { check_admin_referer( 'a' ); $a = isset( $_POST['a'] ) ? $_POST['a'] : ''; }",
  ],
  good: [
    "function f() { check_admin_referer( 'a' ); return isset( $_POST['a'] ) ? sanitize_key( wp_unslash( $_POST['a'] ) ) : ''; }",
    "function f() { check_ajax_referer( 'a' ); return absint( $_POST['a'] ) + (int) $_POST['b']; }",
    "function f() { return isset( $_GET['a'] ) && '1' === $_GET['a']; } // phpcs:ignore WordPress.Security.NonceVerification -- only words are chosen by it.",
    "function f() { return isset( $_COOKIE['a'] ); }",
    "function f() { return sanitize_text_field( wp_unslash( $_SERVER['REQUEST_URI'] ) ); }",
  ],
};
