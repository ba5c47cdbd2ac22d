import { problemAt, type Problem, type SourceFile, type TreeRule } from '../rule.ts';
import { resolveImport } from '../syntax.ts';

const link = /!?\[[^\]]*\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:img|a)\s[^>]*(?:src|href)="([^"]+)"/g;

/** Code is not read for links: it is blanked, so that lines keep their numbers. */
const withoutCode = (text: string): string => text.replace(/^(```|~~~)[\s\S]*?^\1|`[^`\n]*`/gm, (code) => code.replace(/[^\n]/g, ' '));

/** The anchor that GitHub gives to a heading. */
const slug = (heading: string): string =>
  heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

function anchorsOf({ text }: SourceFile): Set<string> {
  return new Set([...text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)].map((match) => slug(match[1] ?? '')));
}

function places(files: SourceFile[]): Map<string, SourceFile | undefined> {
  const known = new Map<string, SourceFile | undefined>([['', undefined]]);
  for (const file of files) {
    known.set(file.path, file);
    const steps = file.path.split('/');
    for (let depth = 1; depth < steps.length; depth += 1) known.set(steps.slice(0, depth).join('/'), undefined);
  }
  return known;
}

function checkFile(file: SourceFile, known: Map<string, SourceFile | undefined>): Problem[] {
  return [...withoutCode(file.text).matchAll(link)].flatMap((match) => {
    const target = match[1] ?? match[2] ?? '';
    if (/^[a-z][a-z+.-]*:/i.test(target)) return [];
    const [path = '', anchor] = decodeURIComponent(target).split('#');
    const place = path === '' ? file.path : resolveImport(file.path, `./${path}`).replace(/\/+$/, '');
    if (!known.has(place)) return [problemAt(file, match.index, `the link to ${target} leads nowhere`)];
    const page = known.get(place);
    if (!anchor || !page?.path.endsWith('.md') || anchorsOf(page).has(anchor)) return [];
    return [problemAt(file, match.index, `${place} has no heading #${anchor}`)];
  });
}

const readme = (text: string): SourceFile[] => [
  { path: 'server/README.md', text },
  { path: 'server/src/main.ts', text: '' },
];

export const markdownLinks: TreeRule = {
  name: 'links in Markdown lead somewhere',
  checkTree: (files) => {
    const known = places(files);
    return files.filter(({ path }) => path.endsWith('.md')).flatMap((file) => checkFile(file, known));
  },
  samples: {
    bad: [
      readme('[start](src/absent.ts)'),
      readme('[out](../../shared/design.md)'),
      readme('# One\n[two](#two)'),
      readme('<img src="shop.png">'),
    ],
    good: [
      readme('# The life of one order, step by step\n[start](src/main.ts) [folder](./src/) [up](#the-life-of-one-order-step-by-step)'),
      readme('[web](https://example.org/x) [mail](mailto:a@example.org) `[code](nowhere.ts)`\n```md\n[code](nowhere.ts)\n```'),
    ],
  },
};
