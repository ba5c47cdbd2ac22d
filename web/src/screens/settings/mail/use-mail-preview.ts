// How a mail looks with the words as they are typed, a moment after each change.
import { useEffect, useRef, useState } from 'react';
import type { admin, Locale } from '#contract/index.ts';
import { useClient } from '../../../api/client-context.tsx';
import type { ApiProblem } from '../../../api/problem.ts';
import { asProblem } from '../../../api/use-resource.ts';
import type { MailWords } from './mail-draft.ts';

const PAUSE_MS = 500;

export interface Shown {
  readonly preview: admin.MailPreview | null;
  readonly problem: ApiProblem | null;
}

/** Without a subject or a body there is nothing to ask. */
export const isWhole = ({ subject, body }: MailWords): boolean => subject.trim() !== '' && body.trim() !== '';

export function useMailPreview(template: string, locale: Locale, words: MailWords): Shown {
  const client = useClient();
  const [shown, setShown] = useState<Shown>({ preview: null, problem: null });
  const first = useRef(true);
  const { subject, body } = words;
  useEffect(() => {
    if (!isWhole({ subject, body })) return undefined;
    const abort = new AbortController();
    async function ask(): Promise<void> {
      try {
        const preview = await client.call('previewMail', { body: { template, locale, words: { subject, body } } }, abort.signal);
        if (!abort.signal.aborted) setShown({ preview, problem: null });
      } catch (error) {
        if (!abort.signal.aborted) setShown((before) => ({ ...before, problem: asProblem(error) }));
      }
    }
    const timer = setTimeout(() => void ask(), first.current ? 0 : PAUSE_MS);
    first.current = false;
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [client, template, locale, subject, body]);
  return shown;
}
