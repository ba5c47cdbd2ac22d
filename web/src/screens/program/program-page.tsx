import { useEffect, useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Page } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { DiscardedDraft } from './discarded-draft.tsx';
import { Editor } from './editor.tsx';
import type { Terms } from './terms.ts';

export default function ProgramPage(): ReactNode {
  const { say } = useWords();
  const state = useResource('programState', {});
  const catalog = useResource('programCatalog', {});
  useNextVersion(state.data, state.reload);
  return (
    <Page title={say('program.title')} subtitle={say('program.subtitle')}>
      <Loaded resource={state} lines={10}>
        {(program) => (
          <Loaded resource={catalog} lines={10}>
            {(kinds) => <FreshEditor program={program} catalog={kinds} onReload={state.reload} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface FreshEditorProps {
  readonly program: admin.ProgramState;
  readonly catalog: admin.Catalog;
  readonly onReload: () => void;
}

/** A version that was published takes a few seconds to come into force: the screen is asked for again when that moment has come. */
function useNextVersion(program: admin.ProgramState | undefined, reload: () => void): void {
  const next = program?.scheduled.map(({ inForceFrom }) => Date.parse(inForceFrom)).toSorted((a, b) => a - b)[0];
  useEffect(() => {
    if (next === undefined || next - Date.now() > LONGEST_MS) return undefined;
    const timer = setTimeout(reload, Math.max(next - Date.now(), 0) + SOON_AFTER_MS);
    return () => clearTimeout(timer);
  }, [next, reload]);
}

const LONGEST_MS = 3_600_000;
const SOON_AFTER_MS = 1_000;

/** Another version, or a draft that was begun or thrown away, starts the form again from what there is now. */
function FreshEditor({ program, catalog, onReload }: FreshEditorProps): ReactNode {
  const key = `${program.newest.version} ${program.draft?.revision ?? 0}`;
  const [discarded, setDiscarded] = useState<Terms | null>(null);
  function back(): void {
    setDiscarded(null);
    onReload();
  }
  return (
    <>
      {discarded !== null && program.draft === null && <DiscardedDraft terms={discarded} onBack={back} />}
      <Editor key={key} program={program} catalog={catalog} onReload={onReload} onDiscarded={setDiscarded} />
    </>
  );
}
