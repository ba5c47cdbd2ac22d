import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Page } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProgramForm } from './program-form.tsx';

export default function ProgramPage(): ReactNode {
  const { say } = useWords();
  const program = useResource('program', {});
  const [saved, setSaved] = useState<admin.ProgramView | null>(null);
  return (
    <Page title={say('program.title')} subtitle={say('program.subtitle')}>
      <Loaded resource={program} lines={8}>
        {(loaded) => {
          const current = saved !== null && saved.version >= loaded.version ? saved : loaded;
          // A newer version starts the form again from what is really in force.
          return <ProgramForm key={current.version} current={current} onSaved={setSaved} onReload={program.reload} />;
        }}
      </Loaded>
    </Page>
  );
}
