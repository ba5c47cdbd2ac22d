import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Banner, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

/** Is anything wrong? Loud only when a person has to do something. */
export function HealthLine({ inbox }: { readonly inbox: admin.Overview['inbox'] }): ReactNode {
  const { say, formats } = useWords();
  if (inbox.dead > 0) {
    return (
      <Banner
        tone="critical"
        title={say('health.dead-title', { count: inbox.dead })}
        action={{ label: say('health.dead-action'), to: '/inbox?state=dead' }}
      >
        {say('health.dead-body')}
      </Banner>
    );
  }
  if (inbox.failing > 0) {
    return (
      <Banner
        tone="warning"
        title={say('health.failing-title', { count: inbox.failing })}
        action={{ label: say('health.failing-action'), to: '/inbox?state=new' }}
      >
        {say('health.failing-body')}
      </Banner>
    );
  }
  return (
    <Text tone="subdued">
      {inbox.lastDeliveryAt === null ? say('health.nothing-yet') : say('health.good', { at: formats.dateTime(inbox.lastDeliveryAt) })}
    </Text>
  );
}
