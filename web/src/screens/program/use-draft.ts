// The program while it is edited: what is typed here, what is saved as a draft, and what is in force.
import { useCallback, useMemo, useState } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { at, sameTerms, withAt, type Path, type Terms } from './terms.ts';

export interface Editing {
  readonly state: admin.ProgramState;
  readonly terms: Terms;
  readonly unsaved: boolean;
  /** 0: nothing is saved yet. */
  readonly revision: number;
  readonly get: (path: Path) => unknown;
  readonly set: (path: Path, value: unknown) => void;
  readonly save: () => Promise<boolean>;
  readonly discard: () => void;
  readonly busy: boolean;
  readonly problem: ApiProblem | null;
  /** After somebody else saved: whose terms shall count. */
  readonly settle: (whose: 'mine' | 'theirs') => Promise<void>;
  /** The draft was published, replaced or thrown away: what was known here is forgotten and asked for again. */
  readonly startAgain: () => void;
}

export function useDraft(state: admin.ProgramState, reload: () => void): Editing {
  const client = useClient();
  const change = useChange('saveDraft');
  const [saved, setSaved] = useState(state.draft);
  const newest = newerOf(saved, state.draft);
  const base = newest?.terms ?? state.terms;
  const [typed, setTyped] = useState<Terms | null>(null);
  const terms = typed ?? base;
  const unsaved = typed !== null && !sameTerms(typed, base);
  const revision = newest?.revision ?? 0;
  const { send, forgetProblem } = change;

  const saveAt = useCallback(
    async (expectedRevision: number): Promise<boolean> => {
      const answer = await send({ body: { terms, expectedRevision } });
      if (answer === null) return false;
      client.forget('programState', 'overview', 'onboarding');
      setSaved(answer.draft);
      setTyped(null);
      return true;
    },
    [send, terms, client],
  );

  return {
    state: useMemo(() => ({ ...state, draft: newest }), [state, newest]),
    terms,
    unsaved,
    revision,
    get: useCallback((path: Path) => at(terms, path), [terms]),
    set: (path, value) => setTyped((before) => withAt(before ?? base, path, value) as Terms),
    save: () => saveAt(revision),
    discard: () => {
      setTyped(null);
      forgetProblem();
    },
    busy: change.busy,
    problem: change.problem,
    async settle(whose) {
      client.forget('programState');
      const fresh = await client.call('programState', {});
      forgetProblem();
      if (whose === 'mine') await saveAt(fresh.draft?.revision ?? 0);
      else {
        setSaved(fresh.draft);
        setTyped(null);
        reload();
      }
    },
    startAgain() {
      setSaved(null);
      setTyped(null);
      forgetProblem();
      reload();
    },
  };
}

/** A page that is loaded again may bring an older answer than the one that saving brought. A draft that is gone is gone: then the page is made anew. */
function newerOf(saved: admin.Draft | null, loaded: admin.Draft | null): admin.Draft | null {
  if (saved === null || loaded === null) return saved ?? loaded;
  return saved.revision >= loaded.revision ? saved : loaded;
}
