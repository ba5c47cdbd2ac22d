// Asks the server while a screen is open: shows what was known, asks again, and stops asking when the screen is left.
import { useCallback, useEffect, useRef, useState } from 'react';
import { SignInFailed } from '../host/host.ts';
import { useClient } from './client-context.tsx';
import { keyOf } from './client.ts';
import type { AnswerOf, GetName, RequestOf } from './endpoint-types.ts';
import { ApiProblem, noToken, unreadable } from './problem.ts';

export interface Resource<T> {
  /** The newest known answer; it stays while a newer one is asked for and when that fails. */
  readonly data: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Known<T> {
  readonly key: string;
  readonly data: T | undefined;
  readonly problem: ApiProblem | undefined;
  readonly loading: boolean;
}

export function useResource<N extends GetName>(
  name: N,
  request: RequestOf<N>,
  options: { readonly refreshSeconds?: number } = {},
): Resource<AnswerOf<N>> {
  const client = useClient();
  const key = keyOf(name, request);
  const [round, setRound] = useState(0);
  const [known, setKnown] = useState<Known<AnswerOf<N>>>({ key: '', data: undefined, problem: undefined, loading: true });
  // The key says everything about the request, whose object is new in every render.
  const latest = useRef(request);
  latest.current = request;

  useEffect(() => {
    const abort = new AbortController();
    setKnown((before) => ({ ...(before.key === key ? before : fresh(key, client.remembered(name, latest.current))), loading: true }));
    async function ask(): Promise<void> {
      try {
        const data = await client.call(name, latest.current, abort.signal);
        if (!abort.signal.aborted) setKnown({ key, data, problem: undefined, loading: false });
      } catch (error) {
        if (!abort.signal.aborted) setKnown((before) => ({ ...before, problem: asProblem(error), loading: false }));
      }
    }
    void ask();
    return () => abort.abort();
  }, [client, name, key, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  useRefresh(reload, options.refreshSeconds);
  const current = known.key === key ? known : fresh(key, client.remembered(name, request));
  return { data: current.data, problem: current.problem, loading: current.loading, reload };
}

function fresh<T>(key: string, data: T | undefined): Known<T> {
  return { key, data, problem: undefined, loading: true };
}

/** Asks again when the person comes back to this window, and regularly while they look at it. */
function useRefresh(reload: () => void, seconds: number | undefined): void {
  useEffect(() => {
    if (seconds === undefined) return undefined;
    const whenSeen = (): void => {
      if (document.visibilityState === 'visible') reload();
    };
    const timer = setInterval(whenSeen, seconds * 1000);
    document.addEventListener('visibilitychange', whenSeen);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', whenSeen);
    };
  }, [reload, seconds]);
}

/** A failure that is no refusal (a bug, a lost sign-in) is still shown, with what can be said about it. */
export function asProblem(error: unknown): ApiProblem {
  if (error instanceof SignInFailed) return noToken(error);
  return error instanceof ApiProblem ? error : unreadable(0, null, error);
}
