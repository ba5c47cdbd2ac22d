// The table in docs/referral-abuse.md is made of the tests beside this file, so it cannot say what is not shown. `vitest run <this file> -u` writes it again (-u last: it swallows what follows).
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { expect, test } from 'vitest';

const ABUSE = /\babuse\(\s*'([^']+)',\s*'([^']+)'/gu;
const FILES = [
  ['oneself.test.ts', 'Bringing oneself'],
  ['customers.test.ts', 'Bringing customers, and orders that are no first order'],
  ['claims.test.ts', 'Claiming codes'],
  ['sources.test.ts', 'Where friends come from, and what cannot be found out'],
  ['afterwards.test.ts', 'Afterwards: refunds, limits, people who change, decisions'],
] as const;

const scenariosOf = (file: string): (readonly [tried: string, happens: string])[] =>
  [...readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(ABUSE)].map(([, tried = '', happens = '']) => [tried, happens]);

test('the table of abuse says what the tests show, and nothing else', async () => {
  const parts = FILES.map(([file, title]) => ({ file, title, rows: scenariosOf(file) }));
  const lines = parts.flatMap(({ file, title, rows }) => [
    `## ${title}`,
    `Shown in \`${file}\`.`,
    ['| Whoever tries ... | finds that ... |', '| --- | --- |', ...rows.map(([tried, happens]) => `| ${tried} | ${happens} |`)].join('\n'),
  ]);
  const intro =
    'What people try with referrals, and what happens. Each row is a test of the real services in `server/test/referrals/abuse/`, and this file is compared with them by a test. A score of 30 is looked at by a person and one of 80 is refused, unless a merchant chooses otherwise.';
  const text = await format(['# Abuse of referrals', intro, ...lines].join('\n\n'), {
    parser: 'markdown',
    singleQuote: true,
    printWidth: 140,
  });
  await expect(text).toMatchFileSnapshot('../../../docs/referral-abuse.md');
  expect(parts.flatMap(({ rows }) => rows).length).toBeGreaterThanOrEqual(50);
});

test('every file of abuse beside this one is part of the table', () => {
  const here = globSync('*.test.ts', { cwd: import.meta.dirname }).filter((file) => file !== 'table.test.ts');
  expect(here.toSorted()).toEqual(FILES.map(([file]) => file).toSorted());
});

test('no two rows of the table try the same', () => {
  const tried = FILES.flatMap(([file]) => scenariosOf(file).map(([what]) => what));
  expect(new Set(tried).size).toBe(tried.length);
});
