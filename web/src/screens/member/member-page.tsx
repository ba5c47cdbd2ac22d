import { useState, type ReactNode } from 'react';
import { useParams } from 'react-router';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Banner, Button, Card, MainAndAside, Page, Stack, Stat, StatRow } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useMay } from '../../shell/session-context.tsx';
import { AdjustDialog, type Adjusted } from './adjust-dialog.tsx';
import { Care } from './care.tsx';
import { History } from './history.tsx';
import { Lots } from './lots.tsx';
import { memberName, memberPath } from './member-name.ts';
import { Membership } from './membership.tsx';
import { Merges } from './merges.tsx';
import { Orders } from './orders.tsx';
import { Referrals } from './referrals.tsx';
import { Rewards } from './rewards.tsx';
import { UndoAdjust } from './undo-adjust.tsx';
import { Standing } from './standing.tsx';

/** A merchant refunds in the store's admin and looks here for what it did. */
const REFRESH_SECONDS = 2;

export default function MemberPage(): ReactNode {
  const words = useWords();
  const { say, formats } = words;
  const memberId = useParams()['memberId'] ?? '';
  const member = useResource('member', { path: { memberId } }, { refreshSeconds: REFRESH_SECONDS });
  const mayAdjust = useMay('adjust');
  const [adjusting, setAdjusting] = useState(false);
  const [adjusted, setAdjusted] = useState<Adjusted | null>(null);
  const { data } = member;
  function done(made: Adjusted): void {
    setAdjusted(made);
    member.reload();
  }
  return (
    <Page
      title={data ? memberName(words, data) : say('member.title')}
      back={{ label: say('members.title'), to: '/members' }}
      {...(data ? { titleNote: <Badge tone={data.kind === 'account' ? 'good' : 'neutral'}>{say(`member.kind.${data.kind}`)}</Badge> } : {})}
      {...(data ? { subtitle: <Since email={data.name === null ? null : data.email} since={formats.date(data.joinedAt)} /> } : {})}
      {...(mayAdjust && data && data.closed === null
        ? { actions: <Button onPress={() => setAdjusting(true)}>{say('adjust.open')}</Button> }
        : {})}
    >
      <Loaded resource={member} lines={12}>
        {(detail) => (
          <Stack>
            {detail.closed && <Closed closed={detail.closed} />}
            {adjusted && (
              <UndoAdjust
                memberId={memberId}
                adjusted={adjusted}
                onUndone={() => {
                  setAdjusted(null);
                  member.reload();
                }}
              />
            )}
            <Detail detail={detail} onChanged={member.reload} />
          </Stack>
        )}
      </Loaded>
      {adjusting && data && (
        <AdjustDialog memberId={memberId} name={memberName(words, data)} onClose={() => setAdjusting(false)} onDone={done} />
      )}
    </Page>
  );
}

function Since({ email, since }: { readonly email: string | null; readonly since: string }): ReactNode {
  const { say } = useWords();
  return email === null ? say('member.since', { since }) : say('member.email-since', { email, since });
}

/** Nothing is earned or spent here any more. */
function Closed({ closed }: { readonly closed: NonNullable<admin.MemberDetail['closed']> }): ReactNode {
  const { say } = useWords();
  const { how, into } = closed;
  return (
    <Banner
      tone="info"
      title={say(`member.closed.${how}`)}
      {...(into === null ? {} : { action: { label: say('member.closed.into'), to: memberPath(into) } })}
    />
  );
}

function Detail({ detail, onChanged }: { readonly detail: admin.MemberDetail; readonly onChanged: () => void }): ReactNode {
  const words = useWords();
  const { say } = words;
  return (
    <Stack>
      <Card title={say('balance.title')}>
        <Balance balance={detail.balance} waits={detail.kind === 'guest' && detail.closed === null} />
      </Card>
      <MainAndAside
        main={
          <>
            <Rewards memberId={detail.memberId} onChanged={onChanged} />
            <History memberId={detail.memberId} entryCount={detail.entryCount} merges={detail.merges} />
          </>
        }
        aside={
          <>
            {detail.membership != null && <Membership membership={detail.membership} />}
            {detail.tier != null && <Standing tier={detail.tier} />}
            <Lots lots={detail.lots} />
            {detail.closed === null && <Referrals memberId={detail.memberId} name={memberName(words, detail)} />}
            <Orders orders={detail.orders} />
            <Merges member={detail} onUndone={onChanged} />
            <Care member={detail} onChanged={onChanged} />
          </>
        }
      />
    </Stack>
  );
}

interface BalanceProps extends Pick<admin.MemberDetail, 'balance'> {
  /** Of a guest: whatever is there can be spent once they have an account. */
  readonly waits: boolean;
}

function Balance({ balance, waits }: BalanceProps): ReactNode {
  const { say, formats } = useWords();
  return (
    <StatRow>
      <Stat
        label={say(waits ? 'balance.waits' : 'balance.available')}
        value={formats.number(balance.available)}
        note={say(waits ? 'balance.waits-note' : 'balance.available-note')}
      />
      <Stat label={say('balance.pending')} value={formats.number(balance.pending)} note={say('balance.pending-note')} />
      <Stat label={say('balance.reserved')} value={formats.number(balance.reserved)} note={say('balance.reserved-note')} />
      {balance.deficit !== 0 && (
        <Stat label={say('balance.deficit')} value={formats.number(Math.abs(balance.deficit))} note={say('balance.deficit-note')} />
      )}
    </StatRow>
  );
}
