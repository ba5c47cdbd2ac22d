import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { InstantField } from '../../fields/instant-field.tsx';
import { Button, ChoiceField, Dialog, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { isConflict, ProblemBanner } from '../../shell/problem-words.tsx';
import { useToast } from '../../shell/toasts.tsx';
import type { Editing } from './use-draft.ts';

interface PublishDialogProps {
  readonly editing: Editing;
  readonly draft: admin.Draft;
  readonly onClose: () => void;
}

/** Says what publishing does and to whom, before it is done. */
export function PublishDialog({ editing, draft, onClose }: PublishDialogProps): ReactNode {
  const { say } = useWords();
  const [when, setWhen] = useState('now');
  const [at, setAt] = useState<number | null>(null);
  const { publish, busy, problem } = usePublish(editing, draft, onClose);
  const past = when === 'later' && at !== null && at <= Date.now();
  return (
    <Dialog title={say('publish.title')} onClose={onClose}>
      <Stack>
        {problem && <ProblemBanner problem={problem} title={say(isConflict(problem) ? 'publish.conflict' : 'publish.failed')} />}
        <p>{say('publish.body')}</p>
        <ChoiceField
          label={say('publish.when')}
          value={when}
          onChange={setWhen}
          options={[
            { value: 'now', label: say('publish.now'), help: say('publish.now-help') },
            { value: 'later', label: say('publish.later'), help: say('publish.later-help') },
          ]}
        />
        {when === 'later' && (
          <InstantField label={say('publish.at')} value={at} onChange={setAt} error={past ? say('publish.past') : undefined} />
        )}
        <Text tone="subdued">{say('publish.undo')}</Text>
        <Row gap="tight">
          <Button
            kind="primary"
            busy={busy}
            disabled={when === 'later' && (at === null || past)}
            onPress={() => void publish(when === 'later' && at !== null ? new Date(at).toISOString() : null)}
          >
            {say(when === 'later' ? 'publish.confirm-later' : 'publish.confirm')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

function usePublish({ state, startAgain }: Editing, draft: admin.Draft, onClose: () => void) {
  const { say, formats } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('publishProgram');
  async function publish(at: string | null): Promise<void> {
    const answer = await change.send({ body: { expectedRevision: draft.revision, expectedVersion: state.newest.version, at } });
    if (answer === null) return;
    client.forget('program', 'programState', 'programVersions', 'overview', 'onboarding', 'dryRun');
    const { version, inForceFrom } = answer.version;
    toast(say('publish.done', { version, at: formats.dateTime(inForceFrom) }));
    onClose();
    startAgain();
  }
  return { publish, busy: change.busy, problem: change.problem };
}
