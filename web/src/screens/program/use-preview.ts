// What orders would earn under the terms as they are typed, a moment after each change.
import { useEffect, useRef, useState } from 'react';
import type { RequestOf } from '../../api/endpoint-types.ts';
import { useClient } from '../../api/client-context.tsx';
import type { ApiProblem } from '../../api/problem.ts';
import { asProblem } from '../../api/use-resource.ts';
import type { admin } from '#contract/index.ts';
import type { Terms } from './terms.ts';

const PAUSE_MS = 500;

/** Null: orders that are typical of the store. */
export type AskedOrders = RequestOf<'previewProgram'>['body']['orders'];

export interface Preview {
  readonly answer: admin.PreviewAnswer | null;
  readonly problem: ApiProblem | null;
}

export function usePreview(terms: Terms, orders: AskedOrders): Preview {
  const client = useClient();
  const [shown, setShown] = useState<Preview>({ answer: null, problem: null });
  const first = useRef(true);
  useEffect(() => {
    const abort = new AbortController();
    async function ask(): Promise<void> {
      try {
        const answer = await client.call('previewProgram', { body: { terms, orders } }, abort.signal);
        if (!abort.signal.aborted) setShown({ answer, problem: null });
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
  }, [client, terms, orders]);
  return shown;
}
