// The places of the tables in scale.md: `<!-- table: name -->` to `<!-- end -->`.
import { readFileSync, writeFileSync } from 'node:fs';

const PAGE = new URL('../scale.md', import.meta.url);
const PLACE = /<!-- table: (\w+) -->\n([\s\S]*?)\n<!-- end -->/g;

export function tablesOnPage(): Record<string, string> {
  return Object.fromEntries([...readFileSync(PAGE, 'utf8').matchAll(PLACE)].map(([, name = '', text = '']) => [name, text.trim()]));
}

export function writePage(tables: Readonly<Record<string, string>>): void {
  const page = readFileSync(PAGE, 'utf8').replaceAll(PLACE, (whole: string, name: string) => {
    const table = tables[name];
    return table === undefined ? whole : `<!-- table: ${name} -->\n\n${table}\n\n<!-- end -->`;
  });
  writeFileSync(PAGE, page);
}
