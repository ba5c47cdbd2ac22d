/** The parts of an update's path; what MongoDB does not store under is refused here. */
import { refuse } from '../errors.ts';

export function splitPath(path: string): string[] {
  if (path === '') refuse(56, 'An empty update path is not valid.');
  const parts = path.split('.');
  for (const [at, part] of parts.entries()) checkPart(path, part, at);
  return parts;
}

function checkPart(path: string, part: string, at: number): void {
  if (part === '') refuse(56, `The update path '${path}' contains an empty field name, which is not allowed.`);
  if (!part.startsWith('$')) return;
  const positional = part === '$' || /^\$\[([a-z][A-Za-z0-9]*)?\]$/.test(part);
  if (!positional) refuse(52, `The dollar ($) prefixed field '${part}' in '${path}' is not valid for storage.`);
  if (at === 0) refuse(2, `Cannot have positional (i.e. '$') element in the first position in path '${path}'`);
}
