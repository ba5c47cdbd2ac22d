import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Button, Card, MainAndAside, Page, Stack, Stat, StatRow } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { AdjustDialog } from './adjust-dialog.tsx';
import { History } from './history.tsx';
import { Lots } from './lots.tsx';
import { memberName } from './member-name.ts';
import { Orders } from './orders.tsx';

/** A merchant refunds in the store's admin and looks here for what it did. */
const REFRESH_SECONDS = 2;

export default function MemberPage(): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const memberId = useParams()['memberId'] ?? '';
  const member = useResource('member', { path: { memberId } }, { refreshSeconds: REFRESH_SECONDS });
  const mayAdjust = useMay('adjust');
  const [adjusting, setAdjusting] = useState(false);
  const { data } = member;
  return (
    <Page
      title={data ? memberName(words, data) : say('member.title')}
      back={{ label: say('members.title'), to: '/members' }}
      {...(data ? { titleNote: <Badge tone={data.kind === 'account' ? 'good' : 'neutral'}>{say(`member.kind.${data.kind}`)}</Badge> } : {})}
      {...(data ? { subtitle: <Since email={data.name === null ? null : data.email} since={formats.date(data.joinedAt)} /> } : {})}
      {...(mayAdjust && data ? { actions: <Button onPress={() => setAdjusting(true)}>{say('adjust.open')}</Button> } : {})}
    >
      <Loaded resource={member} lines={12}>
        {(detail) => <Detail detail={detail} />}
      </Loaded>
      {adjusting && data && (
        <AdjustDialog memberId={memberId} name={memberName(words, data)} onClose={() => setAdjusting(false)} onDone={member.reload} />
      )}
    </Page>
  );
}

function Since({ email, since }: { readonly email: string | null; readonly since: string }): ReactNode {
  const { say } = useWords();
  return email === null ? say('member.since', { since }) : say('member.email-since', { email, since });
}

function Detail({ detail }: { readonly detail: admin.MemberDetail }): ReactNode {
  const { say } = useWords();
  return (
    <Stack>
      <Card title={say('balance.title')}>
        <Balance balance={detail.balance} />
      </Card>
      <MainAndAside
        main={<History memberId={detail.memberId} entryCount={detail.entryCount} />}
        aside={
          <>
            <Lots lots={detail.lots} />
            <Orders orders={detail.orders} />
          </>
        }
      />
    </Stack>
  );
}

function Balance({ balance }: { readonly balance: admin.MemberDetail['balance'] }): ReactNode {
  const { say, formats } = useWords();
  return (
    <StatRow>
      <Stat label={say('balance.available')} value={formats.number(balance.available)} note={say('balance.available-note')} />
      <Stat label={say('balance.pending')} value={formats.number(balance.pending)} note={say('balance.pending-note')} />
      <Stat label={say('balance.reserved')} value={formats.number(balance.reserved)} note={say('balance.reserved-note')} />
      {balance.deficit !== 0 && (
        <Stat label={say('balance.deficit')} value={formats.number(Math.abs(balance.deficit))} note={say('balance.deficit-note')} />
      )}
    </StatRow>
  );
}
