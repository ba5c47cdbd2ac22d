import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../api/client-context.tsx';
import { useChange } from '../../api/use-change.ts';
import { useResource } from '../../api/use-resource.ts';
import { Banner, Button, Dialog, Row, Stack, Text, TextField } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { ProblemBanner } from '../../shell/problem-words.tsx';
import { useToast } from '../../shell/toasts.tsx';
import { memberName } from './member-name.ts';

interface EraseDialogProps {
  readonly member: admin.MemberDetail;
  readonly onClose: () => void;
  readonly onErased: () => void;
}

/** Cannot be undone, so it says what goes and what stays, and asks for the name to be typed. */
export function EraseDialog({ member, onClose, onErased }: EraseDialogProps): ReactNode {
  const words = useWords();
  const { say } = words;
  const { memberId } = member;
  const name = memberName(words, member);
  const preview = useResource('previewErase', { path: { memberId } });
  const [typed, type] = useState('');
  const { erase, busy, problem } = useErase(memberId, onClose, onErased);
  const confirmed = typed.trim() === name.trim();
  return (
    <Dialog title={say('erase.title', { name })} onClose={onClose}>
      <Stack>
        {problem && <ProblemBanner problem={problem} title={say('erase.failed')} />}
        <Loaded resource={preview} lines={5}>
          {(known) => <WhatHappens preview={known} />}
        </Loaded>
        <TextField label={say('erase.type', { name })} value={typed} onChange={type} help={say('erase.no-undo')} />
        <Row gap="tight">
          <Button
            kind="primary"
            busy={busy}
            disabled={!confirmed || preview.data === undefined || preview.data.refused !== null}
            onPress={() => void erase()}
          >
            {say('erase.confirm')}
          </Button>
          <Button onPress={onClose}>{say('action.cancel')}</Button>
        </Row>
      </Stack>
    </Dialog>
  );
}

function WhatHappens({ preview }: { readonly preview: admin.ErasePreview }): ReactNode {
  const { say, maybe, formats } = useWords();
  const list = new Intl.ListFormat(formats.tag, { type: 'conjunction' });
  const personal = preview.personal.map((name) => maybe(`erase.personal.${name}`) ?? name);
  return (
    <Stack gap="tight">
      {preview.refused !== null && <Banner tone="warning" title={say(`merge.refused.${preview.refused}`)} />}
      <Text>{say('erase.points', { count: preview.points })}</Text>
      {preview.debt > 0 && <Text>{say('erase.debt', { count: preview.debt })}</Text>}
      {personal.length > 0 && <Text>{say('erase.forgotten', { what: list.format(personal) })}</Text>}
      {preview.notes > 0 && <Text>{say('erase.notes', { count: preview.notes })}</Text>}
      <Text>{say('erase.stays', { count: preview.orders })}</Text>
    </Stack>
  );
}

function useErase(memberId: string, onClose: () => void, onErased: () => void) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const change = useChange('erase');
  const [requestId] = useState(() => crypto.randomUUID());
  async function erase(): Promise<void> {
    const answer = await change.send({ path: { memberId }, body: { confirm: memberId, requestId } });
    if (answer === null) return;
    client.forget('members', 'member', 'memberHistory', 'overview', 'activity');
    toast(say('erase.done'));
    onErased();
    onClose();
  }
  return { erase, busy: change.busy, problem: change.problem };
}
