// A small part of the ICU message format: `{name}`, `{count, plural, one {# point} other {# points}}` and `{range, select, one {…} other {…}}`.
// A sentence is one message with its values inside it; no code joins pieces of sentences.

export type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'value'; readonly name: string }
  /** A plural or a select: which form counts, the value decides. */
  | { readonly kind: 'plural'; readonly name: string; readonly forms: ReadonlyMap<string, readonly Part[]> };

/** @throws Error when braces do not match or a plural has no `other`: a mistake in a locale file, found by its test. */
export function parseMessage(source: string): readonly Part[] {
  const reader = new Reader(source);
  const parts = reader.parts(null);
  if (!reader.atEnd) throw new Error(`a closing brace too many in: ${source}`);
  return parts;
}

const CHOICE = /^\s*(\w+)\s*,\s*(plural|select)\s*,/u;
const FORM = /^\s*(\w+|=\d+)\s*\{/u;

class Reader {
  readonly source: string;
  position = 0;

  constructor(source: string) {
    this.source = source;
  }

  get atEnd(): boolean {
    return this.position >= this.source.length;
  }

  /** Reads until the end or a closing brace. Inside a plural, `#` stands for its number. */
  parts(pluralName: string | null): Part[] {
    const found: Part[] = [];
    while (!this.atEnd && this.source[this.position] !== '}') {
      const character = this.source[this.position];
      if (character === '{') found.push(this.placeholder());
      else if (character === '#' && pluralName !== null) found.push(this.skip({ kind: 'value', name: pluralName }));
      else found.push(this.text(pluralName !== null));
    }
    return found;
  }

  private skip(part: Part): Part {
    this.position += 1;
    return part;
  }

  private text(inPlural: boolean): Part {
    const start = this.position;
    const stops = inPlural ? '{}#' : '{}';
    while (!this.atEnd && !stops.includes(this.source.charAt(this.position))) this.position += 1;
    return { kind: 'text', text: this.source.slice(start, this.position) };
  }

  private placeholder(): Part {
    this.position += 1;
    const rest = this.source.slice(this.position);
    const choice = CHOICE.exec(rest);
    if (choice !== null) {
      this.position += choice[0].length;
      return this.choice(choice[1] ?? '', choice[2] === 'plural');
    }
    const name = /^\s*(\w+)\s*\}/u.exec(rest);
    if (name === null) throw new Error(`not a placeholder at ${this.position} in: ${this.source}`);
    this.position += name[0].length;
    return { kind: 'value', name: name[1] ?? '' };
  }

  private choice(name: string, counts: boolean): Part {
    const forms = new Map<string, readonly Part[]>();
    for (;;) {
      const form = FORM.exec(this.source.slice(this.position));
      if (form === null) break;
      this.position += form[0].length;
      forms.set(form[1] ?? '', this.parts(counts ? name : null));
      this.close();
    }
    this.source
      .slice(this.position)
      .match(/^\s*/u)
      ?.forEach((blank) => (this.position += blank.length));
    this.close();
    if (!forms.has('other')) throw new Error(`a choice without "other" in: ${this.source}`);
    return { kind: 'plural', name, forms };
  }

  private close(): void {
    if (this.source[this.position] !== '}') throw new Error(`a brace is missing in: ${this.source}`);
    this.position += 1;
  }
}

/** The message as a flat row of texts and values, with each plural decided by `pluralOf`. */
export function resolve(
  parts: readonly Part[],
  pluralOf: (name: string) => readonly string[],
): readonly Exclude<Part, { kind: 'plural' }>[] {
  return parts.flatMap((part) => {
    if (part.kind !== 'plural') return [part];
    const form = [...pluralOf(part.name), 'other'].find((candidate) => part.forms.has(candidate)) ?? 'other';
    return resolve(part.forms.get(form) ?? [], pluralOf);
  });
}
