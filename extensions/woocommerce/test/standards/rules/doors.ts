// Doors that the plugin opens: who may come in is asked inside, every time.
import {
  argumentsOf,
  calledName,
  callsOf,
  declared,
  isNode,
  listOf,
  nodesOf,
  sourceOf,
  type PhpFile,
  type PhpNode,
} from '../../../reading/php.ts';
import { textOf, type Plugin } from '../../../reading/plugin.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const staffDoor = /^(?:admin_post_|wp_ajax_)(?!nopriv_)/;
const openDoor = /^(?:admin_post_nopriv_|wp_ajax_nopriv_|wc_ajax_)/;

/** A door for everybody on cached pages cannot have a nonce: Lasting_Own_Page tells pages of this shop from others. */
const checks = new Set(['check_admin_referer', 'check_ajax_referer', 'wp_verify_nonce', 'Lasting_Own_Page::require_it']);

/** The method that answers, when it is `array( $this, 'answer' )` or `array( __CLASS__, 'answer' )` or a closure. */
function answering(file: PhpFile, callback: PhpNode | undefined): PhpNode | null {
  if (callback?.kind === 'closure') return callback;
  const name = callback?.kind === 'array' ? listOf(callback['items']).at(-1)?.['value'] : callback;
  if (!isNode(name) || name.kind !== 'string') return null;
  return nodesOf(file, 'method', 'function').find((method) => declared(method) === name['value']) ?? null;
}

const calledIn = (file: PhpFile, method: PhpNode): string[] => {
  const start = (method['loc'] as { start: { offset: number } }).start.offset;
  const end = (method['loc'] as { end: { offset: number } }).end.offset;
  const inside = callsOf(file).filter((call) => {
    const at = (call['loc'] as { start: { offset: number } }).start.offset;
    return at >= start && at < end;
  });
  return inside.map(calledName);
};

function docOf(file: PhpFile, method: PhpNode): string {
  const comments = listOf(method['leadingComments']).map((comment) => String(comment['value']));
  return comments.join('\n') + sourceOf(file, method);
}

function doorProblem(file: PhpFile, plugin: Plugin, call: PhpNode): string | null {
  const hook = textOf(plugin, argumentsOf(call)[0])?.text ?? '';
  if (!staffDoor.test(hook) && !openDoor.test(hook)) return null;
  const method = answering(file, argumentsOf(call)[1]);
  if (method === null) return `${hook}: let a method of this class answer, so that it can be checked`;
  const asked = calledIn(file, method);
  if (staffDoor.test(hook) && !asked.includes('current_user_can')) return `${hook}: ask current_user_can() in ${declared(method)}()`;
  const hasNonce = asked.some((name) => checks.has(name));
  if (hasNonce || (openDoor.test(hook) && /\bnonce\b/i.test(docOf(file, method)))) return null;
  return `${hook}: check a nonce in ${declared(method)}()${openDoor.test(hook) ? ', or say above it why it needs none' : ''}`;
}

function restProblem(file: PhpFile, call: PhpNode): string | null {
  const route = argumentsOf(call)[2];
  if (route === undefined) return 'register_rest_route() without what it does';
  const text = sourceOf(file, route);
  if (!/'permission_callback'\s*=>/.test(text)) return 'a route without permission_callback';
  return /'permission_callback'\s*=>\s*'__return_true'/.test(text) ? 'a route that lets everybody in: say why with phpcs:ignore' : null;
}

export const doors: PhpRule = {
  name: 'who comes in by a door of the plugin is asked who they are',
  check: (file, plugin) =>
    callsOf(file)
      .flatMap((call): Problem[] => {
        const said =
          calledName(call) === 'add_action'
            ? doorProblem(file, plugin, call)
            : calledName(call) === 'register_rest_route'
              ? restProblem(file, call)
              : null;
        return said === null ? [] : [problemAt(file, call, said)];
      })
      .filter(({ line }) => !isExcused(file, line, 'WordPress.Security.NonceVerification')),
  bad: [
    "class A { function l() { add_action( 'admin_post_lasting_a', array( $this, 'f' ) ); } function f() { check_admin_referer( 'a' ); } }",
    "class A { function l() { add_action( 'wp_ajax_lasting_a', array( $this, 'f' ) ); } function f() { current_user_can( 'a' ); } }",
    "class A { function l() { add_action( 'wc_ajax_lasting_a', array( $this, 'f' ) ); } function f() { g(); } }",
    "add_action( 'wc_ajax_lasting_a', $callback );",
    "register_rest_route( 'lasting/v1', '/a', array( 'callback' => 'f' ) );",
    "register_rest_route( 'lasting/v1', '/a', array( 'callback' => 'f', 'permission_callback' => '__return_true' ) );",
  ],
  good: [
    "class A { function l() { add_action( 'admin_post_lasting_a', array( $this, 'f' ) ); } function f() { current_user_can( 'a' ); check_admin_referer( 'a' ); } }",
    "class A { function l() { add_action( 'wc_ajax_lasting_a', array( $this, 'f' ) ); }\n/** It needs no nonce: it changes nothing. */\nfunction f() { g(); } }",
    "class A { function l() { add_action( 'wc_ajax_lasting_a', array( $this, 'f' ) ); } function f() { Lasting_Own_Page::require_it(); } }",
    "register_rest_route( 'lasting/v1', '/a', array( 'callback' => 'f', 'permission_callback' => array( $this, 'may' ) ) );",
    "add_action( 'init', $callback );",
  ],
};
