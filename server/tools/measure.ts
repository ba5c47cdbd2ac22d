import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import type { Budget } from './size-budgets.ts';

/** One line of the table. `missing` names what should be there and is not: a file that is gone must not look small. */
export interface Measured {
  name: string;
  bytes: number;
  maxBytes: number;
  missing: string[];
}

const manifestSchema = z.record(
  z.string(),
  z.object({ file: z.string(), isEntry: z.boolean().optional(), imports: z.array(z.string()).optional() }),
);
type Manifest = z.infer<typeof manifestSchema>;

/** The scripts that a browser fetches before it can start: the entry and, through all levels, its static imports. */
export function initialScripts(manifest: Manifest, entry: string): string[] {
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (!chunk || seen.has(chunk.file)) return;
    seen.add(chunk.file);
    chunk.imports?.forEach(visit);
  };
  visit(entry);
  return [...seen].filter((file) => file.endsWith('.js'));
}

function measureFiles(root: string, name: string, files: string[], maxBytes: number): Measured {
  const missing = files.filter((pattern) => globSync(pattern, { cwd: root }).length === 0);
  const found = [...new Set(files.flatMap((pattern) => globSync(pattern, { cwd: root })))];
  const bytes = found.reduce((sum, file) => sum + gzipSync(readFileSync(join(root, file))).length, 0);
  return { name, bytes, maxBytes, missing };
}

function measureManifest(root: string, name: string, path: string, maxBytes: number): Measured[] {
  if (!existsSync(join(root, path))) return [{ name, bytes: 0, maxBytes, missing: [path] }];
  const manifest = manifestSchema.parse(JSON.parse(readFileSync(join(root, path), 'utf8')));
  const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry);
  if (entries.length === 0) return [{ name, bytes: 0, maxBytes, missing: [`an entry in ${path}`] }];
  const folder = dirname(dirname(path));
  return entries.map((entry) => {
    const files = initialScripts(manifest, entry).map((file) => join(folder, file));
    return measureFiles(root, entries.length > 1 ? `${name} (${entry})` : name, files, maxBytes);
  });
}

export function measure(budget: Budget, root: string): Measured[] {
  if ('manifest' in budget) return measureManifest(root, budget.name, budget.manifest, budget.maxBytes);
  return [measureFiles(root, budget.name, budget.files, budget.maxBytes)];
}

export function isMissed({ bytes, maxBytes, missing }: Measured): boolean {
  return missing.length > 0 || bytes > maxBytes;
}

const inKB = (bytes: number): string => (bytes / 1_000).toFixed(1).padStart(8);

export function tableRow(row: Measured, nameWidth: number): string {
  const verdict = row.missing.length > 0 ? `missing: ${row.missing.join(', ')}` : isMissed(row) ? 'TOO BIG' : 'ok';
  return `${row.name.padEnd(nameWidth)} ${inKB(row.bytes)} KB of ${inKB(row.maxBytes)} KB  ${verdict}`;
}
