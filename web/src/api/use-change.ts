// One change at a time: busy while it is under way, and its refusal kept until the next try.
import { useCallback, useRef, useState } from 'react';
import { useClient } from './client-context.tsx';
import type { AnswerOf, ChangeName, RequestOf } from './endpoint-types.ts';
import type { ApiProblem } from './problem.ts';
import { asProblem } from './use-resource.ts';

export interface Change<N extends ChangeName> {
  /** The answer, or null when it was refused (`problem` says why) or when another one is still under way. */
  readonly send: (request: RequestOf<N>) => Promise<AnswerOf<N> | null>;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  readonly forgetProblem: () => void;
}

export function useChange<N extends ChangeName>(name: N): Change<N> {
  const client = useClient();
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [busy, setBusy] = useState(false);
  // State arrives a render later than a second click.
  const underWay = useRef(false);

  const send = useCallback(
    async (request: RequestOf<N>) => {
      if (underWay.current) return null;
      underWay.current = true;
      setBusy(true);
      setProblem(null);
      try {
        return await client.call(name, request);
      } catch (error) {
        setProblem(asProblem(error));
        return null;
      } finally {
        underWay.current = false;
        setBusy(false);
      }
    },
    [client, name],
  );
  return { send, busy, problem, forgetProblem: useCallback(() => setProblem(null), []) };
}
