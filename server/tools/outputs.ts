import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Something that is built: from which files, into which, and by which command of this Node. */
export interface Part {
  name: string;
  /** Without this file there is nothing to build (yet). */
  recipe: string;
  sources: string[];
  outputs: string[];
  command: string[];
}

const notSources = new Set(['node_modules', 'test', 'assets', 'dist', '.cache']);

/** When the newest file at or below `path` changed; 0 when there is none. */
export function newestChange(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  const inside = readdirSync(path).filter((name) => !notSources.has(name));
  return Math.max(0, ...inside.map((name) => newestChange(join(path, name))));
}

/** True when an output is absent, or older than a source: then what is served would not be what the code says. */
export function isStale(part: Pick<Part, 'sources' | 'outputs'>, root: string): boolean {
  const built = part.outputs.map((output) => statSync(join(root, output), { throwIfNoEntry: false })?.mtimeMs ?? 0);
  const oldest = Math.min(...built);
  return oldest === 0 || part.sources.some((source) => newestChange(join(root, source)) > oldest);
}
