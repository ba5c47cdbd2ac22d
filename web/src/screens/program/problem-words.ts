// What keeps a draft from being published, in the reader's words, by the path of the value.
import { useMemo } from 'react';
import type { admin } from '#contract/index.ts';
import { useWords } from '../../locales/words-context.tsx';

export function useProblemWords(draft: admin.Draft | null): ReadonlyMap<string, string> {
  const { say, maybe } = useWords();
  return useMemo(
    () => new Map((draft?.problems ?? []).map(({ path, code }) => [path, maybe(`draft-problem.${code}`) ?? say('draft-problem.other')])),
    [draft, say, maybe],
  );
}
