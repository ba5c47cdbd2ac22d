// Words for people, as gettext finds them: which functions hold them, and what is said about them to translators.
import { lineOf, type PhpFile, type PhpNode } from './php.ts';

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

export const isLiteral = (node: PhpNode | undefined): boolean => node?.kind === 'string';
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
