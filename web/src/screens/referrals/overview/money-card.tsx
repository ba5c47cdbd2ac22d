import type { ReactNode } from 'react';
import { minorPerUnit } from '#contract/currencies.ts';
import { Card, Stat, StatRow } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import type { StatsProps } from './overview-tab.tsx';

/** What friends paid, what that cost, and how the two compare; what is not known is said to be unknown and never shown as nothing. */
export function MoneyCard({ stats: { total, currency } }: StatsProps): ReactNode {
  const { say, formats } = useWords();
  const money = (amountMinor: number): string => formats.money({ amountMinor, currency });
  const { costMinor: cost } = total;
  return (
    <Card title={say('referrals.money')}>
      <StatRow>
        <Stat label={say('referrals.revenue')} value={money(total.revenueMinor)} note={say('referrals.revenue-note')} />
        <Stat
          label={say('referrals.cost')}
          value={cost === null ? say('referrals.cost-unknown') : money(cost)}
          note={say(cost === null ? 'referrals.cost-unknown-note' : 'referrals.cost-note')}
        />
        <Stat
          label={say('referrals.return')}
          value={useReturn(total.revenueMinor, cost, currency)}
          note={say('referrals.return-note', { unit: formats.oneUnit(currency) })}
        />
        <Stat label={say('referrals.loss')} value={money(total.lossMinor)} note={say('referrals.loss-note')} />
        <Stat label={say('referrals.refused')} value={formats.number(total.refused)} />
        <Stat label={say('referrals.clawed-back')} value={formats.number(total.clawedBack)} />
      </StatRow>
    </Card>
  );
}

/** "€8.40 for each €1": read without knowing what a percentage would be of. */
function useReturn(revenueMinor: number, costMinor: number | null, currency: string): string {
  const { say, formats } = useWords();
  if (costMinor === null) return say('referrals.cost-unknown');
  if (costMinor === 0) return say('referrals.return-none');
  const perUnit = Math.round((revenueMinor / costMinor) * minorPerUnit(currency));
  return formats.money({ amountMinor: perUnit, currency });
}
