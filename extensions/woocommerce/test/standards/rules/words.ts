// Words for people: found by the tool that collects them, and understood by who translates them.
import { argumentsOf, calledName, callsOf, isNode, type PhpFile, type PhpNode } from '../../../reading/php.ts';
import { isLiteral, placeholdersOf, saidBy, TEXT_DOMAIN, translatorsComment, wordFunctions } from '../../../reading/words.ts';
import { problemAt, type PhpRule, type Problem } from '../rule.ts';

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
