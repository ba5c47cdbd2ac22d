import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Banner, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

type Figures = Pick<admin.Overview, 'inbox' | 'outbox' | 'todo'>;

/** Is anything wrong? Loud only when a person has to do something. */
export function HealthLine({ figures: { inbox, outbox, todo } }: { readonly figures: Figures }): ReactNode {
  const { say, formats } = useWords();
  const missing = todo.filter((one) => one.code === 'permission-missing');
  if (missing.length > 0) return <MissingPermissions missing={missing} />;
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
  const undone = outbox?.dead ?? 0;
  if (undone > 0) {
    return (
      <Banner
        tone="critical"
        title={say('health.effects-title', { count: undone })}
        action={{ label: say('health.effects-action'), to: '/inbox?effects=dead' }}
      >
        {say('health.effects-body')}
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

type Missing = Extract<admin.ThingToDo, { code: 'permission-missing' }>;

/** Nothing is lost, and something does not work: which part, and what the store calls the permission for it. */
function MissingPermissions({ missing }: { readonly missing: readonly Missing[] }): ReactNode {
  const { say } = useWords();
  return (
    <Banner tone="critical" title={say('health.permission-title', { count: missing.length })}>
      <ul>
        {missing.map(({ feature, permissions }) => (
          <li key={feature}>
            {say(`health.permission.${feature}`)} <bdi dir="ltr">({permissions.join(', ')})</bdi>
          </li>
        ))}
      </ul>
      {say('health.permission-body')}
    </Banner>
  );
}
