// The suggestion becomes the draft, and the draft the program: the same two steps that the program screen takes.
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';

export function usePublishSuggestion(terms: admin.Terms) {
  const client = useClient();
  const { data: state } = useResource('programState', {});
  const save = useChange('saveDraft');
  const publishing = useChange('publishProgram');

  async function saved(): Promise<admin.Draft | null> {
    const answer = await save.send({ body: { terms, expectedRevision: state?.draft?.revision ?? 0 } });
    client.forget('programState', 'onboarding', 'overview');
    return answer?.draft ?? null;
  }

  return {
    state,
    keep: async () => (await saved()) !== null,
    publish: async (): Promise<boolean> => {
      const draft = await saved();
      if (draft === null || state === undefined) return false;
      const body = { expectedRevision: draft.revision, expectedVersion: state.newest.version, at: null };
      const answer = await publishing.send({ body });
      client.forget('program', 'programState', 'programVersions', 'onboarding', 'overview');
      return answer !== null;
    },
    busy: save.busy || publishing.busy,
    problem: save.problem ?? publishing.problem,
  };
}
