// What is written and never read: Debian's PHP_CodeSniffer has no sniff for it.
import { declared, isNode, listOf, nodesOf, sourceOf, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { problemAt, type PhpRule, type Problem } from '../rule.ts';

const isInside = (outer: PhpNode, node: PhpNode): boolean => {
  const span = (one: PhpNode): [number, number] => {
    const { start, end } = one['loc'] as { start: { offset: number }; end: { offset: number } };
    return [start.offset, end.offset];
  };
  const [from, to] = span(outer);
  const [start, end] = span(node);
  return start >= from && end <= to;
};

const isPlainVariable = (node: unknown): node is PhpNode => isNode(node) && node.kind === 'variable' && typeof node['name'] === 'string';

/** Where a variable is only written to: `$a = 1`, and the key or value of a loop. */
function writesIn(variables: readonly PhpNode[], file: PhpFile): PhpNode[] {
  return variables.filter((node) => {
    const parent = file.parentOf.get(node);
    if (parent === undefined) return false;
    const isAssigned = parent.kind === 'assign' && parent['left'] === node && parent['operator'] === '=';
    return isAssigned || (parent.kind === 'foreach' && parent['key'] === node);
  });
}

function unusedVariables(file: PhpFile): Problem[] {
  const scopes = nodesOf(file, 'function', 'method').filter((scope) => isNode(scope['body']));
  return scopes
    .flatMap((scope) => {
      const variables = nodesOf(file, 'variable').filter((node) => isPlainVariable(node) && isInside(scope, node));
      const writes = writesIn(variables, file);
      const parameters = listOf(scope['arguments'])
        .filter((one) => one['byref'] === true)
        .map(declared);
      const isByName = /\b(?:compact|extract|get_defined_vars)\(|\$\$/.test(sourceOf(file, scope));
      const never = writes.filter((write) => !variables.some((node) => declared(node) === declared(write) && !writes.includes(node)));
      return isByName ? [] : never.filter((write) => !parameters.includes(declared(write)));
    })
    .map((write) => problemAt(file, write, `$${declared(write)} is written and never read`));
}

/** Private members that nothing in the file names. */
function unusedPrivates(file: PhpFile): Problem[] {
  const methods = nodesOf(file, 'method').filter((method) => method['visibility'] === 'private' && !declared(method).startsWith('__'));
  return methods
    .filter((method) => (file.text.match(new RegExp(`\\b${declared(method)}\\b`, 'g')) ?? []).length < 2)
    .map((method) => problemAt(file, method, `nothing calls ${declared(method)}()`));
}

export const unused: PhpRule = {
  name: 'nothing is written that is never read',
  check: (file) => [...unusedVariables(file), ...unusedPrivates(file)],
  bad: [
    'function f() { $a = 1; }',
    'function f( $a ) { $b = $a; $b = 2; return $a; }',
    'function f( $a ) { foreach ( $a as $key => $value ) { g( $value ); } }',
    'class A { private function f() {} }',
  ],
  good: [
    'function f() { $a = 1; return $a; }',
    'function f() { $a = 1; return static function () use ( $a ) { return $a; }; }',
    'function f( &$a ) { $a = 1; }',
    'function f() { $a = array(); $a[] = 1; g( $a ); global $wpdb; $wpdb->query( 1 ); }',
    'class A { private function f() { return 1; } public function g() { return $this->f(); } }',
    'function f( $a ) { foreach ( $a as $key => $value ) { g( $key, $value ); } }',
  ],
};
