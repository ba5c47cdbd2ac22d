// Late escaping: what is printed is made safe in the very place that prints it, where a reviewer can see both.
import { argumentsOf, calledName, callsOf, isNode, listOf, nodesOf, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { isExcused, problemAt, type PhpRule, type Problem } from '../rule.ts';

const SNIFF = 'WordPress.Security.EscapeOutput';
const escapes =
  /^(?:esc_(?:html|attr|url|textarea|js|xml)(?:__|_x)?|wp_kses(?:_post|_data)?|absint|intval|count|tag_escape|sanitize_html_class|sanitize_key|get_block_wrapper_attributes|wc_price_safe)$/;
/** These print and escape by themselves. */
const formats = new Set(['sprintf', 'vsprintf', 'implode', 'join']);

/** Whether a value can hold nothing that a browser would read as markup. */
export function isSafe(node: unknown): boolean {
  if (!isNode(node)) return true;
  switch (node.kind) {
    case 'string':
    case 'number':
    case 'boolean':
    case 'nullkeyword':
      return true;
    case 'encapsed':
      return listOf(node['value']).every((part) => isSafe(part['expression']));
    case 'bin':
      return node['type'] === '.'
        ? isSafe(node['left']) && isSafe(node['right'])
        : ['+', '-', '*', '%', '==', '===', '<', '>'].includes(String(node['type']));
    case 'retif':
      return isSafe(node['trueExpr']) && isSafe(node['falseExpr']) && isNode(node['trueExpr']);
    case 'cast':
      return ['int', 'float', 'bool', 'integer', 'double', 'boolean'].includes(String(node['type']));
    case 'array':
      return listOf(node['items']).every((item) => isSafe(item['value']));
    case 'call':
      return escapes.test(calledName(node)) || (formats.has(calledName(node)) && argumentsOf(node).every(isSafe));
    default:
      return false;
  }
}

const printers = new Set(['printf', 'vprintf', 'print_r', 'wp_die', '_e', '_ex']);
/** Functions of WordPress that print words without escaping them. */
const careless = new Set(['_e', '_ex', 'print_r']);

function printed(file: PhpFile): PhpNode[] {
  const echoed = nodesOf(file, 'echo').flatMap((node) => listOf(node['expressions']));
  const others = nodesOf(file, 'print', 'exit')
    .map((node) => node['expression'])
    .filter(isNode);
  return [...echoed, ...others];
}

/** Each part of a text that is put together is told of by itself. */
function unsafeParts(node: PhpNode): PhpNode[] {
  if (isSafe(node)) return [];
  if (node.kind === 'bin' && node['type'] === '.') return [node['left'], node['right']].filter(isNode).flatMap(unsafeParts);
  if (node.kind === 'call' && formats.has(calledName(node))) return argumentsOf(node).flatMap(unsafeParts);
  return [node];
}

function unsafeCalls(file: PhpFile): Problem[] {
  return callsOf(file)
    .filter((call) => printers.has(calledName(call)))
    .flatMap((call) => {
      if (careless.has(calledName(call))) return [problemAt(file, call, `${calledName(call)}() does not escape: echo esc_html__()`)];
      const shown = calledName(call) === 'wp_die' ? argumentsOf(call).slice(0, 2) : argumentsOf(call);
      return shown
        .flatMap(unsafeParts)
        .map((part) => problemAt(file, part, `${calledName(call)}() is given something that is not escaped here`));
    });
}

const startsTag = /<[a-z/]/i;
const hasTag = (node: PhpNode): boolean =>
  (node.kind === 'string' && startsTag.test(String(node['value']))) ||
  (node.kind === 'bin' && node['type'] === '.' && [node['left'], node['right']].some((side) => isNode(side) && hasTag(side)));

/** HTML that is given back (a shortcode, a block) is printed by WordPress as it is, so it is held to the same where it is put together. */
function unsafeMarkup(file: PhpFile): Problem[] {
  const joined = nodesOf(file, 'bin').filter((node) => node['type'] === '.' && hasTag(node) && file.parentOf.get(node)?.kind !== 'bin');
  const formatted = callsOf(file).filter((call) => formats.has(calledName(call)) && argumentsOf(call).some(hasTag));
  const grown = nodesOf(file, 'encapsed').filter((node) => startsTag.test(String(node['raw'])));
  return [...joined, ...formatted, ...grown]
    .filter((node) => !isHtmlOfOurs(node))
    .flatMap((node) => (node.kind === 'encapsed' ? (isSafe(node) ? [] : [node]) : unsafeParts(node)))
    .filter((node) => !isHtmlOfOurs(node))
    .map((part) => problemAt(file, part, 'HTML is put together with something that is not escaped here'));
}

/** What another function of ours made of escaped parts says so by its name. */
const isHtmlOfOurs = (node: PhpNode): boolean => node.kind === 'call' && /(?:::|->)\w*html$/.test(calledName(node));

export const lateEscaping: PhpRule = {
  name: 'what is printed is escaped where it is printed',
  check: (file) =>
    [
      ...printed(file)
        .flatMap(unsafeParts)
        .map((node) => problemAt(file, node, 'not escaped here: esc_html(), esc_attr(), esc_url() or wp_kses()')),
      ...unsafeCalls(file),
      ...unsafeMarkup(file),
    ].filter(({ line }, at, all) => !isExcused(file, line, SNIFF) && all.findIndex((other) => other.line === line) === at),
  bad: [
    'echo $a;',
    'echo "<b>$a</b>";',
    "echo '<b>' . $a . '</b>';",
    "echo __( 'Words', 'lasting-loyalty' );",
    "_e( 'Words', 'lasting-loyalty' );",
    "printf( '<b>%s</b>', $a );",
    'print $a;',
    'exit( $a );',
    'wp_die( $a );',
    "echo esc_html( $a ) ? $a : '';",
    "echo sprintf( '%s', get_option( 'a' ) );",
    "function f( $a ) { return '<b>' . $a . '</b>'; }",
    "function f( $a ) { return sprintf( '<b>%s</b>', $a ); }",
    'function f( $a ) { return "<b>{$a}</b>"; }',
    'echo self::words( $a );',
    'echo self::box_html( $a );',
    'echo $a; // phpcs:ignore WordPress.Security.EscapeOutput',
  ],
  good: [
    "echo '<b>' . esc_html( $a ) . '</b>', 1, (int) $b;",
    "echo esc_html__( 'Words', 'lasting-loyalty' );",
    "printf( '<b class=\"%1$s\">%2$s</b>', $a ? 'x' : 'y', esc_html( $b ) );",
    'exit; exit( 0 );',
    "wp_die( esc_html__( 'No', 'lasting-loyalty' ), '', array( 'response' => $code ) );",
    "function f( $a ) { return '<b>' . esc_html( $a ) . '</b>' . self::box_html( $a ); }",
    "$a = $b . 'words'; f( $a > 1 ? '<' : '>' );",
    'echo $a; // phpcs:ignore WordPress.Security.EscapeOutput -- made of escaped parts above.',
    "echo implode( ', ', array( 'a', esc_html( $b ) ) );",
  ],
};
