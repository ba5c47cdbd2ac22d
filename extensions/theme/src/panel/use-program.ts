// What the program offers, fetched when the panel opens; the browser's own cache answers the second time.
import { useEffect, useState } from 'preact/hooks';
import type { LanguageTag } from '../language/language.ts';
import type { StorefrontProgram } from '../member/answers.ts';
import type { MemberSource } from '../member/source.ts';

export interface SeenProgram {
  /** `undefined`: on its way. Null: it did not come; what goes with every answer about the member is shown alone. */
  readonly program: StorefrontProgram | null | undefined;
  readonly askAgain: () => void;
}

function readProgram(answer: unknown): StorefrontProgram {
  const program = answer as Partial<StorefrontProgram>;
  if (!Array.isArray(program.ways) || !Array.isArray(program.rewards)) throw new Error('Not an answer of Lasting');
  return answer as StorefrontProgram;
}

export function useProgram(source: MemberSource, language: LanguageTag): SeenProgram {
  const [program, setProgram] = useState<StorefrontProgram | null | undefined>();
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    let wanted = true;
    const keep = (answer: StorefrontProgram | null) => wanted && setProgram(answer);
    source
      .read(`program?locale=${language}`)
      .then(readProgram)
      .then(keep, () => keep(null));
    return () => {
      wanted = false;
    };
  }, [source, language, attempt]);
  return { program, askAgain: () => setAttempt(attempt + 1) };
}
