import type { ShopFacts } from './facts.ts';

/** Where a script of this plugin is. A browser remembers a module that failed to load; another query makes it ask again. */
export const address = ({ base, version }: Pick<ShopFacts, 'base' | 'version'>, file: string, attempt: number): string =>
  `${base}${file}?ver=${version}${attempt > 0 ? `&retry=${attempt}` : ''}`;
