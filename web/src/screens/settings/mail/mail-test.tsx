import { useState, type ReactNode } from 'react';
import { admin, type Locale } from '#contract/index.ts';
import { useChange } from '../../../api/use-change.ts';
import { Banner, Button, Row, Stack, Text, TextField, type BannerProps } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { ProblemBanner } from '../../../shell/problem-words.tsx';
import { focusWrongField } from '../../../shell/wrong-field.ts';
import type { MailWords } from './mail-draft.ts';
import { MOST_ADDRESS } from './mail-sender.tsx';

type Outcome = admin.MailTested['outcome'];

const TONES: Readonly<Record<Outcome, BannerProps['tone']>> = {
  sent: 'good',
  bounced: 'critical',
  refused: 'critical',
  unreachable: 'critical',
  unclear: 'warning',
  'no-server': 'warning',
  words: 'critical',
};

interface MailTestProps {
  readonly trial: { readonly template: string; readonly locale: Locale; readonly words: MailWords };
}

/** One mail to oneself, with the words that are typed and by the server that is saved, before members get any. */
export function MailTest({ trial }: MailTestProps): ReactNode {
  const { say } = useWords();
  const { send, busy, problem } = useChange('testMail');
  const [to, setTo] = useState('');
  const [tried, setTried] = useState(false);
  const [tested, setTested] = useState<(admin.MailTested & { readonly to: string }) | null>(null);
  const isAddress = admin.testMail.shape.to.safeParse(to.trim()).success;
  async function test(): Promise<void> {
    setTried(true);
    setTested(null);
    if (!isAddress) return focusWrongField();
    const answer = await send({ body: { ...trial, to: to.trim() } });
    if (answer !== null) setTested({ ...answer, to: to.trim() });
  }
  return (
    <Stack gap="tight">
      <TextField
        label={say('mail.test-to')}
        help={say('mail.test-help')}
        value={to}
        maxLength={MOST_ADDRESS}
        keyboard="email"
        error={tried && !isAddress ? say('mail.test-address') : undefined}
        onChange={setTo}
        onEnter={() => void test()}
      />
      <Row gap="tight">
        <Button busy={busy} onPress={() => void test()}>
          {say('mail.test')}
        </Button>
      </Row>
      {problem && <ProblemBanner problem={problem} title={say('mail.not-tested')} />}
      {tested && <Tested tested={tested} />}
    </Stack>
  );
}

/** The server's own sentence stands below ours: whoever runs it knows what it means. */
function Tested({ tested: { outcome, detail, to } }: { readonly tested: admin.MailTested & { readonly to: string } }): ReactNode {
  const { say } = useWords();
  return (
    <div role="status">
      <Banner tone={TONES[outcome]} title={say(`mail.tested.${outcome}`, { to })}>
        {detail !== null && (
          <Text size="small">
            <bdi dir="ltr">{detail}</bdi>
          </Text>
        )}
      </Banner>
    </div>
  );
}
