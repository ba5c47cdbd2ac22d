import { useMemo, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Page } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { Editor } from './editor.tsx';

export default function ProgramPage(): ReactNode {
  const { say } = useWords();
  const state = useResource('programState', {});
  const catalog = useResource('programCatalog', {});
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

/** Another version, or a draft that was begun or thrown away, starts the form again from what there is now. */
function FreshEditor({ program, catalog, onReload }: FreshEditorProps): ReactNode {
  const key = useMemo(() => `${program.newest.version} ${program.live.version} ${program.draft?.revision ?? 0}`, [program]);
  return <Editor key={key} program={program} catalog={catalog} onReload={onReload} />;
}
