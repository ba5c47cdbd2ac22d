import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Banner, Button, Stat, StatRow, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

interface FactsStepProps {
  readonly facts: admin.Onboarding['facts'];
  readonly onNext: () => void;
}

/** What we read from the store, so that nobody has to type it; and what follows from it. */
export function FactsStep({ facts, onNext }: FactsStepProps): ReactNode {
  const { say, formats } = useWords();
  const { orders } = facts;
  return (
    <>
      <p>{say('setup.facts-body')}</p>
      {facts.source === 'remembered' && (
        <Banner tone="info" title={say('setup.facts-remembered')}>
          {facts.reason !== null && <bdi>{facts.reason}</bdi>}
        </Banner>
      )}
      <StatRow>
        <Stat label={say('setup.store')} value={facts.name} />
        <Stat label={say('setup.currency')} value={facts.currency} note={currencyName(formats.tag, facts.currency)} />
        <Stat label={say('setup.time-zone')} value={facts.timeZone} />
        <Stat
          label={say('setup.average')}
          value={orders.average === null ? '–' : formats.money(orders.average)}
          note={orders.average === null ? say('setup.no-orders') : say('setup.sampled', { count: orders.sampled })}
        />
      </StatRow>
      <Text tone="subdued">{say('setup.facts-wrong')}</Text>
      <div>
        <Button kind="primary" onPress={onNext}>
          {say('setup.next')}
        </Button>
      </div>
    </>
  );
}

function currencyName(tag: string, currency: string): string {
  return new Intl.DisplayNames(tag, { type: 'currency' }).of(currency) ?? currency;
}
