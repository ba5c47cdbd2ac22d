// Words for people: found by the tool that collects them, and understood by who translates them.
import { argumentsOf, calledName, callsOf, isNode, lineOf, type PhpFile, type PhpNode } from '../php.ts';
import { problemAt, type PhpRule, type Problem } from '../rule.ts';

export const TEXT_DOMAIN = 'lasting-loyalty';
/** Which arguments are words, and where the domain stands: from 0. */
export const wordFunctions: Readonly<Record<string, { words: number[]; context?: number; domain: number }>> = {
  __: { words: [0], domain: 1 },
  _e: { words: [0], domain: 1 },
  esc_html__: { words: [0], domain: 1 },
  esc_html_e: { words: [0], domain: 1 },
  esc_attr__: { words: [0], domain: 1 },
  esc_attr_e: { words: [0], domain: 1 },
  _x: { words: [0], context: 1, domain: 2 },
  _ex: { words: [0], context: 1, domain: 2 },
  esc_html_x: { words: [0], context: 1, domain: 2 },
  esc_attr_x: { words: [0], context: 1, domain: 2 },
  _n: { words: [0, 1], domain: 3 },
  _nx: { words: [0, 1], context: 3, domain: 4 },
  _n_noop: { words: [0, 1], domain: 2 },
  _nx_noop: { words: [0, 1], context: 2, domain: 3 },
};

const placeholder = /%(?:\d+\$)?[sdf]/g;
export const placeholdersOf = (words: string): string[] => [...words.matchAll(placeholder)].map(([found]) => found).toSorted();

const isLiteral = (node: PhpNode | undefined): boolean => node?.kind === 'string';
/** What a literal says; nothing of anything else. */
export const saidBy = (node: PhpNode | undefined): string => (node?.kind === 'string' ? String(node['value']) : '');

/** The comment for translators stands on the line above the words, or up to three above where a call is long. */
export function translatorsComment(file: PhpFile, call: PhpNode): string | null {
  const line = lineOf(call);
  for (let above = line - 1; above >= Math.max(0, line - 4); above -= 1) {
    const found = /\/\*\s*translators:\s*(.*?)\s*\*\/|\/\/\s*translators:\s*(.*)/.exec(file.lines[above] ?? '');
    if (found !== null) return found[1] ?? found[2] ?? '';
    if (above < line - 1 && /;\s*$/.test(file.lines[above] ?? '')) return null;
  }
  return null;
}

function problemsOf(file: PhpFile, call: PhpNode): string[] {
  const shape = wordFunctions[calledName(call)];
  if (shape === undefined) return [];
  const given = argumentsOf(call);
  const said: string[] = [];
  const literals = [...shape.words, ...(shape.context === undefined ? [] : [shape.context])];
  if (!literals.every((at) => isLiteral(given[at]))) said.push('words and their context must be literals');
  const domain = given[shape.domain];
  if (!isNode(domain) || domain.kind !== 'string' || domain['value'] !== TEXT_DOMAIN) said.push(`the text domain must be '${TEXT_DOMAIN}'`);
  const words = shape.words.map((at) => saidBy(given[at]));
  const holes = words.map((text) => placeholdersOf(text));
  if (holes.some((found) => found.length > 0) && !translatorsComment(file, call))
    said.push('say what the placeholders are: /* translators: %s: ... */ above');
  if (holes.some((found) => found.length > 1 && found.some((hole) => !hole.includes('$'))))
    said.push('number them, as other languages have another order: %1$s');
  if (words.some((text) => text.trim() !== text || text === '')) said.push('words neither begin nor end with a blank');
  if (words.some((text) => /<[a-z/]/i.test(text))) said.push('no HTML inside words');
  return said;
}

export const words: PhpRule = {
  name: 'words can be collected and translated',
  check: (file) => callsOf(file).flatMap((call) => problemsOf(file, call).map((message): Problem => problemAt(file, call, message))),
  bad: [
    "$a = __( 'Words' );",
    "$a = __( 'Words', 'other' );",
    "$a = __( 'Words', LASTING_DOMAIN );",
    "$a = __( $words, 'lasting-loyalty' );",
    "$a = __( 'Words ' . $b, 'lasting-loyalty' );",
    '$a = __( "Words $b", \'lasting-loyalty\' );',
    "$a = __( '%s points', 'lasting-loyalty' );",
    "/* translators: how many of how many */\n$a = __( '%s of %s', 'lasting-loyalty' );",
    "$a = _n( '%s point', '%s points', $n, 'lasting-loyalty' );",
    "$a = _x( 'Level', $b, 'lasting-loyalty' );",
    "$a = esc_html__( ' Words', 'lasting-loyalty' );",
    "$a = __( '<b>Words</b>', 'lasting-loyalty' );",
    "/* translators: %s: of another. */\n$b = f();\n$a = __( '%s points', 'lasting-loyalty' );",
  ],
  good: [
    "$a = __( 'Words', 'lasting-loyalty' );",
    "/* translators: %s: how many */\n$a = sprintf( __( '%s points', 'lasting-loyalty' ), 1 );",
    "/* translators: %s: how many */\n$a = _n( '%s point', '%s points', $n, 'lasting-loyalty' );",
    "/* translators: 1: how many, 2: of how many */\n$a = __( '%1$s of %2$s', 'lasting-loyalty' );",
    "$a = _x( 'Level', 'of a member', 'lasting-loyalty' );",
    "$a = esc_html__( '5% off', 'lasting-loyalty' );",
  ],
};
