import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Card, Stack, Stat, StatRow, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { tierName, useTiers } from './use-tiers.ts';

type Tier = NonNullable<admin.MemberDetail['tier']>;
type Missing = NonNullable<Tier['next']>['missing'];

/** Where somebody stands among the tiers, what that is measured by, and what is missing to the next one. */
export function Standing({ tier }: { readonly tier: Tier }): ReactNode {
  const { say, formats } = useWords();
  const tiers = useTiers();
  const { figures, next } = tier;
  return (
    <Card title={say('members.filter.tier')}>
      <Stack>
        <StatRow>
          <Stat label={say('standing.now')} value={tierName(tiers, tier.id) ?? say('standing.none')} />
          <Stat label={say('standing.spend')} value={formats.money(figures.spend)} />
          <Stat label={say('standing.points')} value={formats.number(figures.points)} />
          <Stat label={say('standing.orders')} value={formats.number(figures.orders)} />
        </StatRow>
        <Until tier={tier} />
        {next !== null && (
          <Text>
            <MissingTo name={tierName(tiers, next.id) ?? ''} missing={next.missing} />
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function Until({ tier: { losesAt, validUntil } }: { readonly tier: Tier }): ReactNode {
  const { say, formats } = useWords();
  if (losesAt !== null) return <Text tone="warning">{say('standing.loses', { date: formats.date(losesAt) })}</Text>;
  if (validUntil === null) return null;
  return <Text tone="subdued">{say('standing.valid', { date: formats.date(validUntil) })}</Text>;
}

function MissingTo({ name, missing: { spend, points, orders } }: { readonly name: string; readonly missing: Missing }): ReactNode {
  const { say, formats } = useWords();
  const parts = [
    spend === null ? null : formats.money(spend),
    points === null ? null : say('count.points', { count: points }),
    orders === null ? null : say('standing.orders-missing', { count: orders }),
  ].filter((part) => part !== null);
  return say('standing.next', { tier: name, missing: formats.list(parts) });
}
