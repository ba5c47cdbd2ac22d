// One way to answer: one JSON value with --json, else lines a person can read.
export interface OutputOptions {
  readonly json?: boolean;
}

function readable(value: unknown, indent: string): string {
  if (Array.isArray(value)) return value.length === 0 ? `${indent}(none)` : value.map((each) => readable(each, indent)).join('\n\n');
  if (typeof value !== 'object' || value === null) return `${indent}${String(value)}`;
  const lines = Object.entries(value).map(([name, each]: [string, unknown]) => {
    if (typeof each === 'object' && each !== null) return `${indent}${name}:\n${readable(each, `${indent}  `)}`;
    return `${indent}${name}: ${String(each)}`;
  });
  return lines.join('\n');
}

export function answer(value: object, { json = false }: OutputOptions): void {
  process.stdout.write(`${json ? JSON.stringify(value) : readable(value, '')}\n`);
}
