import { useState, type ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Button, Card, Dialog, Pager, Row, Stack, Table, type Column, type Tone } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useListPosition } from '../../shell/list-position.ts';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import type { TabProps } from './tab-props.ts';
import type { Editing } from './use-draft.ts';
import { VersionDiff } from './version-diff.tsx';

const TONES = { past: 'neutral', live: 'good', scheduled: 'info', cancelled: 'neutral' } as const satisfies Record<
  admin.VersionSummary['state'],
  Tone
>;

/** Every version there ever was: who published it, what it changed, and the way back to it. */
export function VersionsTab({ editing }: TabProps): ReactNode {
  const { say } = useWords();
  const position = useListPosition();
  const page = useResource('programVersions', { query: position.cursor === undefined ? {} : { cursor: position.cursor } });
  return (
    <Card title={say('versions.title')}>
      <Loaded resource={page} lines={6}>
        {({ items, next }) => (
          <Stack>
            <VersionTable versions={items} editing={editing} />
            <Pager label={say('versions.pages')} previous={position.previous} next={position.next(next)} />
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

interface VersionTableProps {
  readonly versions: readonly admin.VersionSummary[];
  readonly editing: Editing;
}

function VersionTable({ versions, editing }: VersionTableProps): ReactNode {
  const { say, formats } = useWords();
  const [params, setParams] = useSearchParams();
  const opened = params.get('version');
  const toggle = (version: string): void => {
    const query = new URLSearchParams(params);
    if (opened === version) query.delete('version');
    else query.set('version', version);
    setParams(query, { replace: true, preventScrollReset: true });
  };
  const columns: Column<admin.VersionSummary>[] = [
    { id: 'version', header: say('versions.version'), cell: ({ version }) => say('versions.nth', { version }) },
    { id: 'state', header: say('inbox.state'), cell: ({ state }) => <Badge tone={TONES[state]}>{say(`versions.state.${state}`)}</Badge> },
    {
      id: 'since',
      header: say('versions.since'),
      cell: ({ inForceFrom }) => (Date.parse(inForceFrom) <= 0 ? say('versions.from-the-start') : formats.dateTime(inForceFrom)),
    },
    { id: 'by', header: say('versions.by'), cell: ({ by }) => <bdi>{by?.name ?? say('draft.nobody')}</bdi> },
    {
      id: 'open',
      header: say('versions.changes'),
      cell: ({ version }) => (
        <Button
          kind="plain"
          expanded={opened === String(version)}
          onPress={() => toggle(String(version))}
          label={say('versions.open-label', { version })}
        >
          {say('versions.open')}
        </Button>
      ),
    },
  ];
  const detail = ({ version }: admin.VersionSummary): ReactNode =>
    opened === String(version) ? <Version version={version} editing={editing} /> : null;
  return (
    <Table caption={say('versions.title')} columns={columns} rows={versions} rowKey={({ version }) => String(version)} detail={detail} />
  );
}

function Version({ version, editing }: { readonly version: number; readonly editing: Editing }): ReactNode {
  const detail = useResource('programVersion', { path: { version: String(version) } });
  return (
    <Loaded resource={detail} lines={4}>
      {(known) => (
        <Stack gap="tight">
          <VersionDiff detail={known} />
          <RestoreButton version={version} editing={editing} />
        </Stack>
      )}
    </Loaded>
  );
}

/** A draft that is there would be replaced, so then it asks first. */
function RestoreButton({ version, editing }: { readonly version: number; readonly editing: Editing }): ReactNode {
  const { say } = useWords();
  const [asking, setAsking] = useState(false);
  const { restore, busy, problem } = useRestore(version, editing);
  const may = useMay('restoreDraft');
  if (!may) return null;
  const replaces = editing.state.draft !== null || editing.unsaved;
  return (
    <div>
      {problem && <ProblemBanner problem={problem} title={say('versions.not-restored')} />}
      <Button busy={busy} onPress={() => (replaces ? setAsking(true) : void restore())}>
        {say('versions.restore')}
      </Button>
      {asking && (
        <Dialog title={say('versions.restore-title', { version })} onClose={() => setAsking(false)}>
          <Stack>
            <p>{say('versions.restore-body')}</p>
            <Row gap="tight">
              <Button kind="primary" busy={busy} onPress={() => void restore()}>
                {say('versions.restore-confirm')}
              </Button>
              <Button onPress={() => setAsking(false)}>{say('action.cancel')}</Button>
            </Row>
          </Stack>
        </Dialog>
      )}
    </div>
  );
}

function useRestore(version: number, editing: Editing) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('restoreDraft');
  async function restore(): Promise<void> {
    const answer = await change.send({ body: { version, expectedRevision: editing.revision } });
    if (answer === null) return;
    client.forget('programState', 'overview', 'onboarding');
    toast(say('versions.restored', { version }));
    editing.startAgain();
  }
  return { restore, busy: change.busy, problem: change.problem };
}
