import { isScript, problemsWhere, type FileRule, type SourceFile } from '../rule.ts';

const places = /^(web|extensions|server\/sandbox)\//;
const sheet = /\.(css|scss|html|liquid|php)$/;
const property = '(?:margin|padding|border|scroll-margin|scroll-padding)';

const everywhere = [
  new RegExp(`(?<![\\w-])${property}-(?:left|right)(?:-(?:width|style|color))?\\s*:`, 'g'),
  /(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius\s*:/g,
  /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g,
];
const inSheets = [/(?<=[;{}\s"'])(?:left|right)\s*:\s*[^;{}\n]+[;}"']/g];
const inScripts = [
  /\b(?:margin|padding|border)(?:Left|Right)\s*:/g,
  /\btextAlign\s*:\s*['"](?:left|right)['"]/g,
  /\bfloat\s*:\s*['"](?:left|right)['"]/g,
];

/** A line that must stay physical says so, with the reason: `physical: the shadow of the lamp on the photo`. */
function isExcused({ text }: SourceFile, line: number): boolean {
  return /physical: \S+/.test(text.split('\n')[line - 1] ?? '');
}

export const logicalDirections: FileRule = {
  name: 'styles know start and end, not left and right',
  check: (file) => {
    const isSheet = sheet.test(file.path);
    if (!places.test(file.path) || file.path.includes('/assets/') || !(isSheet || isScript(file.path))) return [];
    const patterns = [...everywhere, ...(isSheet ? inSheets : inScripts)];
    const found = patterns.flatMap((pattern) =>
      problemsWhere(file, pattern, (css) => `"${css}" does not turn around in Persian and Hebrew`),
    );
    return found.filter(({ line }) => !isExcused(file, line));
  },
  samples: {
    bad: [
      { path: 'web/src/sample.css', text: '.a { margin-left: 1px; }' },
      { path: 'web/src/sample.css', text: '.a {\n  left: 0;\n}' },
      { path: 'extensions/theme/src/sample.css', text: '.a{text-align:right}' },
      { path: 'server/sandbox/pages/sample.ts', text: 'export const css = `.a { padding-right: 2px }`;' },
      { path: 'web/src/sample.tsx', text: 'export const style = { marginLeft: 4 };' },
    ],
    good: [
      { path: 'web/src/sample.css', text: '.a { margin-inline-start: 1px; inset-inline-end: 0; text-align: start; }' },
      { path: 'web/src/sample.css', text: '.a { left: 0; } /* physical: follows the pointer */' },
      { path: 'web/src/sample.tsx', text: 'export const margin = { left: 0, right: 8 };' },
      { path: 'server/src/sample.ts', text: '// margin-left: 1px' },
    ],
  },
};
