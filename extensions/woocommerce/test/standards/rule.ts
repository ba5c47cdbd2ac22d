import { lineOf, type PhpFile, type PhpNode } from '../../reading/php.ts';
import type { Plugin } from '../../reading/plugin.ts';

export interface Problem {
  path: string;
  line: number;
  /** What is wrong, and what to do instead. */
  message: string;
}

/** A rule of the plugin's PHP, with samples that it must object to and samples that it must leave alone (without the opening tag). */
export interface PhpRule {
  name: string;
  check: (file: PhpFile, plugin: Plugin) => Problem[];
  bad: [string, ...string[]];
  good: [string, ...string[]];
}

export const problemAt = ({ path }: PhpFile, node: PhpNode, message: string): Problem => ({ path, line: lineOf(node), message });

const REASON = /-- \S+ \S+/;
const listIn = (line: string, word: string): string[] | null => {
  const found = new RegExp(`phpcs:${word} ([^-]*?)(?: --|\\s*$)`).exec(line);
  return found === null ? null : (found[1] ?? '').split(',').map((sniff) => sniff.trim());
};
const excuses = (line: string, word: string, sniff: string): boolean =>
  REASON.test(line) && (listIn(line, word)?.some((one) => one.startsWith(sniff)) ?? false);

/** Whether the code says, for people and for phpcs, why this line may do what it does: `phpcs:ignore Sniff -- why`. */
export function isExcused(file: PhpFile, line: number, sniff: string): boolean {
  const here = file.lines[line - 1] ?? '';
  const above = file.lines[line - 2] ?? '';
  if (excuses(here, 'ignore', sniff) || (/^\s*\/\//.test(above) && excuses(above, 'ignore', sniff))) return true;
  for (let at = line - 1; at >= 0; at -= 1) {
    const text = file.lines[at] ?? '';
    if (text.includes('phpcs:enable')) return false;
    if (excuses(text, 'disable', sniff)) return true;
  }
  return false;
}
