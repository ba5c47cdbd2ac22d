import { useState, type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useClient } from '../../../api/client-context.tsx';
import type { ApiProblem } from '../../../api/problem.ts';
import { useChange } from '../../../api/use-change.ts';
import { useResource } from '../../../api/use-resource.ts';
import { Stack } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { Loaded } from '../../../shell/loaded.tsx';
import { useMay } from '../../../shell/session-context.tsx';
import { useToast } from '../../../shell/toasts.tsx';
import { UnsavedChanges } from '../../../shell/unsaved-changes.tsx';
import { focusWrongField } from '../../../shell/wrong-field.ts';
import { NotSaved } from '../not-saved.tsx';
import { check, draftOf, isSame, type MailDraft } from './mail-draft.ts';
import { MailNumbers } from './mail-numbers.tsx';
import { MailSender } from './mail-sender.tsx';
import { MailServer } from './mail-server.tsx';
import { MailState } from './mail-state.tsx';
import { MailList } from './mail-list.tsx';

/** What every part of the form is given. `wrong`: what is wrong at a place, named as the server names it. */
export interface MailPartProps {
  readonly draft: MailDraft;
  readonly onChange: (draft: MailDraft) => void;
  readonly saved: admin.Mail;
  readonly disabled: boolean;
  readonly wrong: (place: string) => string | undefined;
}

export function MailTab(): ReactNode {
  const mail = useResource('mail', {});
  return (
    <Loaded resource={mail} lines={12}>
      {(known) => <MailForm key={known.revision} known={known} onReload={mail.reload} />}
    </Loaded>
  );
}

interface MailFormProps {
  readonly known: admin.Mail;
  readonly onReload: () => void;
}

/** One document with one revision: whom mail is from, by which server, which mails there are and in whose words. */
function MailForm({ known, onReload }: MailFormProps): ReactNode {
  const form = useMailForm(known);
  const { draft, saved, problem } = form;
  const part: MailPartProps = { draft, onChange: form.change, saved, disabled: !useMay('saveMail'), wrong: form.wrong };
  return (
    <Stack>
      {problem && form.refusedAt === null && <NotSaved problem={problem} onReload={onReload} />}
      <MailState mail={saved} />
      <MailSender {...part} />
      <MailServer {...part} />
      <MailList {...part} refusedAt={form.refusedAt} />
      <MailNumbers mail={saved} />
      <UnsavedChanges
        unsaved={form.unsaved}
        busy={form.busy}
        valid
        stays={(params) => params.get('tab') === 'mail'}
        onSave={() => void form.save()}
        onDiscard={form.discard}
      />
    </Stack>
  );
}

/** The place of a refusal that a field stands at. */
function placeOf(problem: ApiProblem | null): string | null {
  const [, place] = /^values\.(own\.password|words\..+)$/u.exec(problem?.field ?? '') ?? [];
  return place ?? null;
}

function useMailForm(known: admin.Mail) {
  const { say } = useWords();
  const toast = useToast();
  const client = useClient();
  const { send, busy, problem, forgetProblem } = useChange('saveMail');
  const [saved, setSaved] = useState(known);
  const [draft, setDraft] = useState(() => draftOf(known.values));
  const [tried, setTried] = useState(false);
  const checked = check(draft, saved);
  const refusedAt = placeOf(problem);

  function change(next: MailDraft): void {
    setDraft(next);
    forgetProblem();
  }
  function settle(mail: admin.Mail): void {
    setSaved(mail);
    setDraft(draftOf(mail.values));
    setTried(false);
    forgetProblem();
  }
  async function save(): Promise<void> {
    setTried(true);
    if (checked.body === null) return focusWrongField();
    const answer = await send({ body: checked.body });
    if (answer === null) return;
    client.forget('mail', 'audit');
    toast(say('settings.saved'));
    settle(answer);
  }
  /** What is only missing is said once somebody tried to save; what was typed wrong at once. */
  function wrong(place: string): string | undefined {
    const isRefused = place === refusedAt && problem !== null;
    if (isRefused && place !== 'own.password') return problem.message;
    if (!isRefused && !checked.wrong.has(place)) return undefined;
    const words = say(place === 'own.password' ? 'mail.password-missing' : 'mail.wrong');
    return isRefused || tried || isTyped(draft, place) ? words : undefined;
  }
  const unsaved = !isSame(draft, draftOf(saved.values));
  return { draft, change, saved, wrong, refusedAt, problem, busy, save, unsaved, discard: () => settle(saved) };
}

function isTyped({ sender, own }: MailDraft, place: string): boolean {
  const texts: Readonly<Record<string, string>> = {
    'sender.name': sender.name,
    'sender.replyTo': sender.replyTo,
    'own.host': own.host,
    'own.user': own.user,
    'own.from': own.from,
  };
  return (texts[place] ?? '').trim() !== '' || place.startsWith('words.');
}
