import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { Badge, Banner, Button, Card, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { DraftProblems } from './draft-problems.tsx';
import { PublishDialog } from './publish-dialog.tsx';
import type { Terms } from './terms.ts';
import type { Editing } from './use-draft.ts';

interface DraftBarProps {
  readonly editing: Editing;
  /** What was in it, so that it can be brought back. */
  readonly onDiscarded: (terms: Terms) => void;
}

interface DraftActionsProps extends DraftBarProps {
  readonly draft: admin.Draft;
}

/** Where the program stands: what is in force, what waits, and what can be done with the draft next. */
export function DraftBar({ editing, onDiscarded }: DraftBarProps): ReactNode {
  const { state } = editing;
  return (
    <Stack gap="tight">
      {state.scheduled.map((version) => (
        <Scheduled key={version.version} version={version} onCancelled={editing.startAgain} />
      ))}
      <Card>
        <Stack gap="tight">
          <Row spread gap="tight">
            <Standing editing={editing} />
            {state.draft && <DraftActions editing={editing} draft={state.draft} onDiscarded={onDiscarded} />}
          </Row>
          {state.draft && state.draft.problems.length > 0 && <DraftProblems draft={state.draft} />}
        </Stack>
      </Card>
    </Stack>
  );
}

function Standing({ editing: { state, unsaved } }: { readonly editing: Editing }): ReactNode {
  const { say, formats } = useWords();
  const { live, draft } = state;
  return (
    <Stack gap="tight">
      <Row gap="tight">
        <Badge tone={live.active ? 'good' : 'warning'}>{say(live.active ? 'program.state.on' : 'program.state.off')}</Badge>
        <Text>
          {Date.parse(live.inForceFrom) <= 0
            ? say('program.version-first', { version: live.version })
            : say('program.version', { version: live.version, since: formats.dateTime(live.inForceFrom) })}
        </Text>
      </Row>
      <Row gap="tight">
        {unsaved && <Badge tone="warning">{say('draft.state.unsaved')}</Badge>}
        {draft && !unsaved && (
          <Badge tone={draft.problems.length === 0 ? 'info' : 'warning'}>
            {say(draft.problems.length === 0 ? 'draft.state.ready' : 'draft.state.incomplete')}
          </Badge>
        )}
        <Text tone="subdued">
          {draft === null
            ? say('draft.none')
            : say('draft.saved-by', { at: formats.dateTime(draft.savedAt), who: draft.by?.name ?? say('draft.nobody') })}
        </Text>
      </Row>
    </Stack>
  );
}

function DraftActions({ editing, draft, onDiscarded }: DraftActionsProps): ReactNode {
  const { say } = useWords();
  const [publishing, setPublishing] = useState(false);
  const mayPublish = useMay('publishProgram');
  const ready = draft.problems.length === 0 && !editing.unsaved;
  if (!mayPublish) return null;
  return (
    <Row gap="tight">
      <DiscardDraft editing={editing} draft={draft} onDiscarded={onDiscarded} />
      <Button to="/program?tab=dry-run">{say('draft.try')}</Button>
      <Button kind="primary" disabled={!ready} onPress={() => setPublishing(true)}>
        {say('draft.publish')}
      </Button>
      {publishing && <PublishDialog editing={editing} draft={draft} onClose={() => setPublishing(false)} />}
    </Row>
  );
}

function DiscardDraft({ editing, draft, onDiscarded }: DraftActionsProps): ReactNode {
  const { say } = useWords();
  const client = useClient();
  const change = useChange('discardDraft');
  async function discard(): Promise<void> {
    const answer = await change.send({ body: { expectedRevision: draft.revision } });
    if (answer === null) return;
    client.forget('programState', 'overview', 'onboarding');
    onDiscarded(draft.terms);
    editing.startAgain();
  }
  return (
    <>
      {change.problem && <ProblemBanner problem={change.problem} title={say('draft.not-discarded')} />}
      <Button busy={change.busy} onPress={() => void discard()}>
        {say('draft.discard')}
      </Button>
    </>
  );
}

function Scheduled({ version, onCancelled }: { readonly version: admin.VersionSummary; readonly onCancelled: () => void }): ReactNode {
  const { say, formats } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('cancelVersion');
  const may = useMay('cancelVersion');
  async function cancel(): Promise<void> {
    const answer = await change.send({ path: { version: String(version.version) }, body: {} });
    if (answer === null) return;
    client.forget('programState', 'programVersions', 'overview');
    toast(say('draft.schedule-cancelled', { version: version.version }));
    onCancelled();
  }
  return (
    <Banner
      tone="info"
      title={say('draft.scheduled', { version: version.version, at: formats.dateTime(version.inForceFrom) })}
      {...(may ? { action: { label: say('draft.schedule-cancel'), onPress: () => void cancel() } } : {})}
    >
      {change.problem && <ProblemBanner problem={change.problem} title={say('draft.schedule-not-cancelled')} />}
    </Banner>
  );
}
