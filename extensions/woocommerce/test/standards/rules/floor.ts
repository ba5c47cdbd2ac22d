// PHP 7.4 is the oldest that the plugin promises to run on, and 8 reads more: what only 8 knows is found in the tree.
import { calledName, callsOf, isNode, listOf, nodesOf, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { problemAt, type PhpRule, type Problem } from '../rule.ts';

const newer: Readonly<Record<string, string>> = {
  uniontype: 'a union type',
  intersectiontype: 'an intersection type',
  attrgroup: 'an attribute',
  match: 'match',
  nullsafepropertylookup: 'a nullsafe call',
  enum: 'an enum',
  namedargument: 'a named argument',
  variadicplaceholder: 'a first-class callable',
};
const newerFunctions = new Set(
  `str_contains str_starts_with str_ends_with get_debug_type get_resource_id fdiv preg_last_error_msg array_is_list fsync fdatasync
  enum_exists ini_parse_quantity json_validate mb_str_pad str_increment str_decrement stream_context_set_options array_find array_find_key
  array_any array_all mb_trim mb_ltrim mb_rtrim mb_ucfirst mb_lcfirst bcdivmod fpow http_get_last_response_headers array_first array_last
  curl_upkeep memory_reset_peak_usage random_float mb_split_chars iterator_apply_all openssl_cipher_key_length sodium_crypto_stream_xchacha20`.split(
    /\s+/,
  ),
);
const newerClasses = new Set(['WeakMap', 'Stringable', 'ValueError', 'UnhandledMatchError', 'Attribute', 'PhpToken', 'Override']);
const newerTypes = new Set(['static', 'mixed', 'never', 'false', 'null', 'true']);

const banned = (file: PhpFile, nodes: PhpNode[], what: string): Problem[] =>
  nodes.map((node) => problemAt(file, node, `${what} needs a PHP newer than 7.4`));

const hasFlags = ({ flags, readonly }: PhpNode): boolean => (typeof flags === 'number' && flags > 0) || readonly === true;
const hasNoVariable = (node: PhpNode): boolean => node.kind === 'catch' && !isNode(node['variable']);
const isOfClass = (node: PhpNode): boolean =>
  node.kind === 'staticlookup' &&
  isNode(node['offset']) &&
  node['offset']['name'] === 'class' &&
  isNode(node['what']) &&
  node['what'].kind === 'variable';
const isNewType = (node: PhpNode): boolean =>
  (node.kind === 'typereference' || node.kind === 'name' || node.kind === 'staticreference') &&
  newerTypes.has(String(node['raw'] ?? node['name']));

/** A type that stands where a type is declared, not where a value is used. */
function typesOf(file: PhpFile): PhpNode[] {
  const typed = nodesOf(file, 'parameter', 'property', 'function', 'method', 'closure', 'arrowfunc').map((node) => node['type']);
  return typed.filter(isNode);
}

const trailingComma = /,\s*\)\s*(?:use\s*\([^)]*\)\s*)?(?::\s*\??[\w\\]+\s*)?(?:\{|=>)/;
function parametersEndInComma(file: PhpFile): Problem[] {
  const found: Problem[] = [];
  for (const node of nodesOf(file, 'function', 'method', 'closure', 'arrowfunc')) {
    const last = listOf(node['arguments']).at(-1);
    if (last === undefined) continue;
    const { offset } = (last['loc'] as { end: { offset: number } }).end;
    if (trailingComma.test(file.text.slice(offset, offset + 200).split(/[{]|=>/, 1)[0] + '{'))
      found.push(problemAt(file, node, 'a comma after the last parameter needs a PHP newer than 7.4'));
  }
  return found;
}

export const phpFloor: PhpRule = {
  name: 'the plugin is read by PHP 7.4',
  check: (file) => [
    ...file.unread.map(({ message, line }) => ({ path: file.path, line, message })),
    ...Object.entries(newer).flatMap(([kind, what]) => banned(file, nodesOf(file, kind), what)),
    ...banned(
      file,
      file.nodes.filter((node) => node.kind === 'parameter' && hasFlags(node)),
      'a promoted property',
    ),
    ...banned(
      file,
      file.nodes.filter((node) => node.kind !== 'parameter' && (node['readonly'] === true || node['isReadonly'] === true)),
      'readonly',
    ),
    ...banned(file, file.nodes.filter(hasNoVariable), 'catch without a variable'),
    ...banned(file, file.nodes.filter(isOfClass), '::class of an object'),
    ...banned(file, typesOf(file).filter(isNewType), 'this type'),
    ...banned(
      file,
      nodesOf(file, 'throw').filter(
        (node) =>
          file.parentOf.get(node)?.kind !== 'expressionstatement' &&
          isNode(file.parentOf.get(node)) &&
          !['block', 'program', 'case', 'if', 'expressionstatement'].includes(file.parentOf.get(node)?.kind ?? ''),
      ),
      'throw inside an expression',
    ),
    ...banned(
      file,
      nodesOf(file, 'parameter').filter(({ value }) => isNode(value) && value.kind === 'new'),
      'new in a default',
    ),
    ...banned(
      file,
      nodesOf(file, 'classconstant').filter(({ type }) => isNode(type)),
      'a type of a constant',
    ),
    ...parametersEndInComma(file),
    ...callsOf(file)
      .filter((call) => newerFunctions.has(calledName(call)))
      .map((call) => problemAt(file, call, `${calledName(call)}() needs a PHP newer than 7.4`)),
    ...nodesOf(file, 'new', 'name')
      .filter((node) => newerClasses.has(node.kind === 'new' ? calledName(node) : String(node['name'])))
      .map((node) => problemAt(file, node, 'this class needs a PHP newer than 7.4')),
  ],
  bad: [
    'function f( int|string $a ) {}',
    'class A { public function __construct( private int $a ) {} }',
    '#[Pure] function f() {}',
    '$a = match ( $b ) { default => 1 };',
    'f( name: 1 );',
    '$a?->b();',
    'enum A { case B; }',
    'class A { public readonly int $a; }',
    'readonly class A { public int $a; }',
    "str_contains( 'a', 'b' );",
    "if ( str_starts_with( 'a', 'b' ) ) { f(); }",
    "str_ends_with( 'a', 'b' );",
    'array_is_list( $a );',
    'class A { public function f(): static { return $this; } }',
    'function f( mixed $a ) {}',
    'function f(): never { exit; }',
    '$a = $b ?? throw new E();',
    'try { f(); } catch ( E ) { g(); }',
    '$a = strlen( ... );',
    'function f( $a, $b, ) {}',
    '$f = function ( $a, ) use ( $b ) {};',
    '$a = $object::class;',
    'function f( $a = new A() ) {}',
    '$a = new WeakMap();',
    'class A { const string B = "c"; }',
    'function f( int&string $a ) {}',
  ],
  good: [
    'function f( ?int $a, array ...$rest ): ?string { return null; }',
    '$f = fn( $a ) => $a ** 2; $b ??= 1; $c = [ ...$d ];',
    'class A { private ?int $a = null; public function f(): self { return new static(); } }',
    'try { f( 1, 2, ); } catch ( A | B $e ) { throw $e; }',
    'if ( $a ) { throw new E( self::class ); }',
    'if ( $a ) throw new E(); else f( false, null, true );',
    'function f( $a, $b ) { g( array( 1, 2, ) ); }',
  ],
};
