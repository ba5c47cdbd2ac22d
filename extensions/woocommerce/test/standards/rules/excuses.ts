import { declared, isNode, listOf, nodesOf, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { problemAt, type PhpRule, type Problem } from '../rule.ts';

const excuse = /phpcs:(?:ignore|disable)\b(.*)$/;

export const excuses: PhpRule = {
  name: 'who asks a rule to look away names the rule and says why',
  check: (file) =>
    file.lines.flatMap((text, at): Problem[] => {
      const found = excuse.exec(text);
      if (found === null || /^\s+[A-Z]\w+\.[\w.]+(?:, ?[A-Z]\w+\.[\w.]+)* -- \S+ \S+/.test(found[1] ?? '')) return [];
      return [{ path: file.path, line: at + 1, message: 'phpcs:ignore Standard.Category.Sniff -- the reason' }];
    }),
  bad: [
    'f(); // phpcs:ignore',
    'f(); // phpcs:ignore WordPress.DB.DirectDatabaseQuery',
    'f(); // phpcs:ignore -- why not so',
    '// phpcs:disable WordPress.DB',
  ],
  good: ['f(); // phpcs:ignore WordPress.DB.DirectDatabaseQuery -- there is no function for it.', 'f();'],
};

const hooks = new Set([
  'add_action',
  'add_filter',
  'add_shortcode',
  'register_activation_hook',
  'register_deactivation_hook',
  'remove_action',
  'remove_filter',
]);

function isOnlyHooks(statement: PhpNode): boolean {
  if (statement.kind === 'foreach') return isNode(statement['body']) && listOf(statement['body']['children']).every(isOnlyHooks);
  const call = statement['expression'];
  return (
    statement.kind === 'expressionstatement' &&
    isNode(call) &&
    call.kind === 'call' &&
    isNode(call['what']) &&
    hooks.has(declared(call['what']))
  );
}

const bodyOf = (method: PhpNode): PhpNode[] => (isNode(method['body']) ? listOf(method['body']['children']) : []);

export const quietListeners: PhpRule = {
  name: 'a module that listens on every page does nothing but listen',
  check: (file: PhpFile) =>
    nodesOf(file, 'method')
      .filter((method) => declared(method) === 'listen')
      .flatMap((method) => bodyOf(method).filter((statement) => !isOnlyHooks(statement)))
      .map((statement) => problemAt(file, statement, 'listen() only adds hooks')),
  bad: [
    "class A { public function listen() { $c = get_option( 'lasting_a' ); add_action( 'init', 'f' ); } }",
    "class A { public function listen() { if ( is_admin() ) { add_action( 'init', 'f' ); } } }",
    'class A { public function listen() { $this->register(); } }',
  ],
  good: [
    "class A { public function listen() { add_action( 'init', 'f' ); foreach ( array( 'a', 'b' ) as $hook ) { add_filter( $hook, 'f' ); } } }",
    'class A { public function other() { f(); } }',
  ],
};
