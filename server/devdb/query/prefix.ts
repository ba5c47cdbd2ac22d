// What every text that an anchored pattern matches begins with: enough to walk an index from there.

/** A letter that stands for itself, or an escaped sign; group 1 is what it stands for. */
const LITERAL = /(?:\\([^a-zA-Z0-9])|([^\\^$.|?*+()[\]{}]))([?*{]?)/uy;

/** Null when the pattern is not anchored, has a choice, or ignores something; the empty text is no prefix either. */
export function prefixOf(pattern: string, flags: string): string | null {
  if (flags !== '' || !pattern.startsWith('^') || pattern.includes('|')) return null;
  let prefix = '';
  LITERAL.lastIndex = 1;
  for (let met = LITERAL.exec(pattern); met !== null; met = LITERAL.exec(pattern)) {
    const [, escaped, plain, optional] = met;
    if (optional !== '') break;
    prefix += escaped ?? plain ?? '';
  }
  return prefix === '' ? null : prefix;
}
