/**
 * MongoDB's regular expressions are PCRE. What means the same in JavaScript is translated; everything else is refused
 * (51091), because an expression that almost matches finds wrong documents silently.
 */
import { refuse } from '../errors.ts';

const FLAGS: Readonly<Record<string, string>> = { i: 'i', m: 'm', s: '', u: '' };
const PLAIN_ESCAPES = 'dDwWbBnrtf';
const SPACE = '\\t-\\r ';

export function compileRegex(pattern: string, options: string): RegExp {
  for (const option of options) if (!(option in FLAGS)) refuse(51108, `invalid flag in regex options: ${option}`);
  const flags = `u${[...new Set(options)].map((option) => FLAGS[option]).join('')}`;
  try {
    return new RegExp(new Translation(pattern, options).result(), flags);
  } catch (error) {
    if (error instanceof SyntaxError) refuse(51091, `Regular expression is invalid: ${pattern}`);
    throw error;
  }
}

class Translation {
  private readonly pattern: string;
  private readonly dotAll: boolean;
  private readonly multiline: boolean;
  private at = 0;

  constructor(pattern: string, options: string) {
    this.pattern = pattern;
    this.dotAll = options.includes('s');
    this.multiline = options.includes('m');
  }

  result(): string {
    let out = '';
    while (this.at < this.pattern.length) out += this.next();
    return out;
  }

  private next(): string {
    const char = this.pattern.charAt(this.at++);
    if (char === '\\') return this.escape(false);
    if (char === '[') return this.characterClass();
    if (char === '.') return this.dotAll ? '[^]' : '[^\\n]';
    if (char === '$') return this.multiline ? '(?=\\n|(?![^]))' : '(?=\\n?(?![^]))';
    if (char === '^') return this.multiline ? '(?<=\\n|(?<![^]))' : '(?<![^])';
    if (char === '(') return this.group();
    if ('*+?}'.includes(char) && this.pattern[this.at] === '+') return this.refuse();
    return char === '{' && !/^\{\d+(,\d*)?\}/.test(this.pattern.slice(this.at - 1)) ? this.refuse() : char;
  }

  private group(): string {
    const rest = this.pattern.slice(this.at);
    if (rest.startsWith('*')) return this.refuse();
    if (!rest.startsWith('?')) return '(';
    const known = ['?:', '?=', '?!'].find((start) => rest.startsWith(start));
    if (!known) return this.refuse();
    this.at += known.length;
    return `(${known}`;
  }

  private escape(inClass: boolean): string {
    const char = this.pattern.charAt(this.at++);
    if (char === 's') return inClass ? SPACE : `[${SPACE}]`;
    if (char === 'S') return inClass ? this.refuse() : `[^${SPACE}]`;
    if ('bB'.includes(char) && inClass) return this.refuse();
    if (char !== '' && PLAIN_ESCAPES.includes(char)) return `\\${char}`;
    if (/[1-9]/.test(char) && !inClass) return `\\${char}`;
    if (char === '' || /[A-Za-z0-9]/.test(char)) return this.refuse();
    return '^$\\.*+?()[]{}|/-'.includes(char) && (char !== '-' || inClass) ? `\\${char}` : char;
  }

  private characterClass(): string {
    let out = '[';
    if (this.pattern[this.at] === '^') out += this.pattern.charAt(this.at++);
    if (this.pattern[this.at] === ']') return this.refuse();
    while (this.at < this.pattern.length) {
      const char = this.pattern.charAt(this.at++);
      if (char === ']') return `${out}]`;
      if (char === '[') return this.refuse();
      out += char === '\\' ? this.escape(true) : char;
    }
    return this.refuse();
  }

  private refuse(): never {
    return refuse(51091, `devdb does not support this regular expression: ${this.pattern}`);
  }
}
