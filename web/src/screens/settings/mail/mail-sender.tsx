import type { ReactNode } from 'react';
import { Card, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import type { MailPartProps } from './mail-tab.tsx';

const MOST_LETTERS = 100;
export const MOST_ADDRESS = 254;

/** Whom members see that a mail is from, and where their answers go. */
export function MailSender({ draft, onChange, disabled, wrong }: MailPartProps): ReactNode {
  const { say } = useWords();
  const { sender } = draft;
  return (
    <Card title={say('mail.sender')}>
      <Stack>
        <TextField
          label={say('mail.sender-name')}
          help={say('mail.sender-name-help')}
          value={sender.name}
          maxLength={MOST_LETTERS}
          disabled={disabled}
          error={wrong('sender.name')}
          onChange={(name) => onChange({ ...draft, sender: { ...sender, name } })}
        />
        <TextField
          label={say('mail.reply-to')}
          help={say('mail.reply-to-help')}
          value={sender.replyTo}
          maxLength={MOST_ADDRESS}
          keyboard="email"
          disabled={disabled}
          error={wrong('sender.replyTo')}
          onChange={(replyTo) => onChange({ ...draft, sender: { ...sender, replyTo } })}
        />
      </Stack>
    </Card>
  );
}
