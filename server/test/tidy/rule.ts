/** A file of the repository, by its path from the root. */
export interface SourceFile {
  path: string;
  text: string;
}

export interface Problem {
  path: string;
  line: number;
  /** What is wrong, and what to do instead. */
  message: string;
}

/** Files that a rule must object to, and files that it must leave alone. A sample is a set of files seen together. */
interface Samples<T> {
  bad: [T, ...T[]];
  good: [T, ...T[]];
}

/** A rule that looks at one file at a time. */
export interface FileRule {
  name: string;
  check: (file: SourceFile) => Problem[];
  samples: Samples<SourceFile>;
}

/** A rule about how files go together. */
export interface TreeRule {
  name: string;
  checkTree: (files: SourceFile[]) => Problem[];
  samples: Samples<SourceFile[]>;
}

export type Rule = FileRule | TreeRule;

export function checkAll(rule: Rule, files: SourceFile[]): Problem[] {
  return 'checkTree' in rule ? rule.checkTree(files) : files.flatMap(rule.check);
}

export const isScript = (path: string): boolean => /\.(ts|tsx|mts|js|jsx|mjs)$/.test(path) && !path.endsWith('.d.ts');
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path) || /(^|\/)test\//.test(path);

export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

export const problemAt = ({ path, text }: SourceFile, offset: number, message: string): Problem => ({
  path,
  line: lineAt(text, offset),
  message,
});

/** One problem for every place where the pattern (with the g flag) is found. */
export function problemsWhere(file: SourceFile, pattern: RegExp, message: (found: string) => string): Problem[] {
  return [...file.text.matchAll(pattern)].map((match) => problemAt(file, match.index, message(match[0].trim())));
}
