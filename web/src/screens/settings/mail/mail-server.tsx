import type { ReactNode } from 'react';
import { CountInput } from '../../../fields/measures.tsx';
import { Card, ChoiceField, Stack, TextField } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { MOST_ADDRESS } from './mail-sender.tsx';
import type { MailPartProps } from './mail-tab.tsx';
import { STARTTLS_PORT, TLS_PORT, type OwnServerDraft } from './mail-draft.ts';

const MOST_HOST = 253;
const MOST_PASSWORD = 500;
const MOST_PORT = 65_535;

/** By whose server mail goes. */
export function MailServer(props: MailPartProps): ReactNode {
  const { say } = useWords();
  const { draft, onChange, disabled } = props;
  return (
    <Card title={say('mail.server')}>
      <Stack>
        <ChoiceField
          label={say('mail.server-whose')}
          labelHidden
          value={draft.by}
          disabled={disabled}
          onChange={(by) => onChange({ ...draft, by: by === 'own' ? 'own' : 'operator' })}
          options={[
            { value: 'operator', label: say('mail.server-operator'), help: say('mail.server-operator-help') },
            { value: 'own', label: say('mail.server-own'), help: say('mail.server-own-help') },
          ]}
        />
        {draft.by === 'own' && <OwnServer {...props} />}
      </Stack>
    </Card>
  );
}

interface OwnPartProps extends MailPartProps {
  readonly set: (changed: Partial<OwnServerDraft>) => void;
}

function OwnServer(props: MailPartProps): ReactNode {
  const { say } = useWords();
  const { draft, onChange, disabled, wrong } = props;
  const set = (changed: Partial<OwnServerDraft>): void => onChange({ ...draft, own: { ...draft.own, ...changed } });
  return (
    <Stack>
      <Where {...props} set={set} />
      <SignIn {...props} set={set} />
      <TextField
        label={say('mail.from')}
        help={say('mail.from-help')}
        value={draft.own.from}
        placeholder="hello@example.com"
        maxLength={MOST_ADDRESS}
        keyboard="email"
        disabled={disabled}
        error={wrong('own.from')}
        onChange={(from) => set({ from })}
      />
    </Stack>
  );
}

function Where({ draft: { own }, disabled, wrong, set }: OwnPartProps): ReactNode {
  const { say } = useWords();
  return (
    <>
      <TextField
        label={say('mail.host')}
        value={own.host}
        placeholder="smtp.example.com"
        maxLength={MOST_HOST}
        keyboard="address"
        disabled={disabled}
        error={wrong('own.host')}
        onChange={(host) => set({ host })}
      />
      <ChoiceField
        label={say('mail.tls')}
        value={own.secure ? 'tls' : 'starttls'}
        disabled={disabled}
        onChange={(how) => set(withTls(own, how === 'tls'))}
        options={[
          { value: 'starttls', label: say('mail.tls-starttls') },
          { value: 'tls', label: say('mail.tls-at-once') },
        ]}
      />
      <CountInput
        label={say('mail.port')}
        value={own.port}
        least={1}
        most={MOST_PORT}
        disabled={disabled}
        error={wrong('own.port')}
        onChange={(port) => set({ port })}
      />
    </>
  );
}

function SignIn({ draft: { own }, saved, disabled, wrong, set }: OwnPartProps): ReactNode {
  const { say } = useWords();
  return (
    <>
      <TextField
        label={say('mail.user')}
        help={say('mail.user-help')}
        value={own.user}
        maxLength={MOST_ADDRESS}
        keyboard="address"
        disabled={disabled}
        error={wrong('own.user')}
        onChange={(user) => set({ user })}
      />
      <TextField
        label={say('mail.password')}
        help={say(saved.values.own?.hasPassword === true ? 'mail.password-kept' : 'mail.password-help')}
        value={own.password}
        maxLength={MOST_PASSWORD}
        secret
        disabled={disabled}
        error={wrong('own.password')}
        onChange={(password) => set({ password })}
      />
    </>
  );
}

/** The port follows, unless it is one of their own choosing. */
function withTls({ port }: OwnServerDraft, secure: boolean): Partial<OwnServerDraft> {
  const usual = port === null || port === STARTTLS_PORT || port === TLS_PORT;
  return usual ? { secure, port: secure ? TLS_PORT : STARTTLS_PORT } : { secure };
}
