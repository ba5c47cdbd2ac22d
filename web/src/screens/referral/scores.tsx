import type { ReactNode } from 'react';
import { Badge, Row, Stack, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import type { DetailProps } from './referral-page.tsx';
import { signalWords, type Reason } from './signal-words.ts';

type Scored = NonNullable<DetailProps['detail']['claim']>;
const TONES = { allow: 'good', review: 'warning', refuse: 'critical' } as const;

/** How each look ended: when the code was claimed, and when the order came. The order's is the one that counts, so it stands first. */
export function Scores({ detail: { claim, judged } }: DetailProps): ReactNode {
  const { say } = useWords();
  if (claim === null && judged === null) return <Text tone="subdued">{say('score.none')}</Text>;
  return (
    <Stack>
      {judged !== null && (
        <Stack gap="tight">
          <OneScore title={say('score.of-order')} scored={judged} />
          <Text size="small" tone="subdued">
            {say(`attributed.${judged.by}`)} {say(judged.isNew ? 'score.is-new' : 'score.not-new')}{' '}
            {say('why.version', { version: judged.programVersion })}
          </Text>
        </Stack>
      )}
      {claim !== null && <OneScore title={say('score.of-claim')} scored={claim} />}
    </Stack>
  );
}

function OneScore({ title, scored }: { readonly title: string; readonly scored: Scored }): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const { score, verdict, reasons, at } = scored;
  const columns: Column<Reason>[] = [
    { id: 'reason', header: say('score.reason'), cell: (reason) => signalWords(words, reason) },
    { id: 'weight', header: say('score.weight'), numeric: true, cell: ({ weight }) => <bdi>{formats.change(weight)}</bdi> },
  ];
  return (
    <Stack gap="tight">
      <Row gap="tight">
        <Text strong>{title}</Text>
        <Badge tone={TONES[verdict]}>{say(`verdict.${verdict}`)}</Badge>
        <Text>{say('score.value', { score })}</Text>
        <Text size="small" tone="subdued">
          {formats.dateTime(at)}
        </Text>
      </Row>
      {reasons.length === 0 ? (
        <Text tone="subdued">{say('score.no-reasons')}</Text>
      ) : (
        <Table caption={title} columns={columns} rows={reasons} rowKey={({ signal }) => signal} />
      )}
    </Stack>
  );
}
