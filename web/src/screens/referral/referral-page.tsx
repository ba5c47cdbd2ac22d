import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import type { referrals } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Badge, Card, MainAndAside, Page, Stack } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { advocateName, friendName, TONES } from '../referrals/referral-words.ts';
import { Ban } from './ban.tsx';
import { Decision } from './decision.tsx';
import { Evidence } from './evidence.tsx';
import { Gave } from './gave.tsx';
import { People } from './people.tsx';
import { Scores } from './scores.tsx';
import { Standing } from './standing.tsx';
import { Touches } from './touches.tsx';

const REFRESH_SECONDS = 3;

export interface DetailProps {
  readonly detail: referrals.ReferralDetail;
}

/** One friend: where it stands and why, how they came, what speaks against them, who decided what, and what was given. */
export default function ReferralPage(): ReactNode {
  const words = useWords();
  const { say } = words;
  const referralId = useParams()['referralId'] ?? '';
  const referral = useResource('referral', { path: { referralId } }, { refreshSeconds: REFRESH_SECONDS });
  const { data } = referral;
  return (
    <Page
      title={data ? friendName(words, data.friend) : say('referral.title')}
      back={{ label: say('referrals.tab.all'), to: '/referrals?tab=all' }}
      {...(data ? { titleNote: <Badge tone={TONES[data.state]}>{say(`referral-state.${data.state}`)}</Badge> } : {})}
      {...(data ? { subtitle: say('referral.brought-by', { name: advocateName(words, data.advocate) }) } : {})}
    >
      <Loaded resource={referral} lines={12}>
        {(detail) => <Detail detail={detail} onChanged={referral.reload} />}
      </Loaded>
    </Page>
  );
}

function Detail({ detail, onChanged }: DetailProps & { readonly onChanged: () => void }): ReactNode {
  const { say } = useWords();
  return (
    <MainAndAside
      main={
        <>
          <Standing detail={detail} />
          <Card title={say('referral.why')}>
            <Stack>
              <Scores detail={detail} />
              <Evidence pairs={detail.evidence} />
            </Stack>
          </Card>
          <Touches detail={detail} />
        </>
      }
      aside={
        <>
          <Decision detail={detail} onChanged={onChanged} />
          <Gave detail={detail} />
          <People detail={detail} />
          <Ban detail={detail} onChanged={onChanged} />
        </>
      }
    />
  );
}
