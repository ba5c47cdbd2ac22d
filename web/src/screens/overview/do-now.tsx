import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Button, Card, Stack } from '../../kit/index.ts';
import type { MessageKey } from '../../locales/words.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';

interface Advice {
  readonly body: MessageKey;
  readonly action: { readonly label: MessageKey; readonly to: string } | null;
}

/** The one most useful thing to do, or the good news that there is none. */
export function DoNow({ figures }: { readonly figures: admin.Overview }): ReactNode {
  const { say } = useWords();
  const { sandbox } = useSession();
  const { body, action } = adviceFor(figures, sandbox?.shopUrl ?? null);
  return (
    <Card title={say('advice.title')}>
      <Stack gap="tight">
        <p>{say(body)}</p>
        {action && (
          <div>
            <Button kind="primary" to={action.to}>
              {say(action.label)}
            </Button>
          </div>
        )}
      </Stack>
    </Card>
  );
}

function adviceFor({ inbox, program, members }: admin.Overview, sandboxShop: string | null): Advice {
  if (inbox.dead > 0) return { body: 'advice.dead', action: { label: 'health.dead-action', to: '/inbox?state=dead' } };
  if (!program.active) return { body: 'advice.paused', action: { label: 'advice.paused-action', to: '/program' } };
  if (members.total === 0 && sandboxShop !== null) {
    return { body: 'advice.first-order', action: { label: 'shell.open-shop', to: sandboxShop } };
  }
  if (members.total === 0) return { body: 'advice.wait', action: { label: 'advice.wait-action', to: '/program' } };
  return { body: 'advice.nothing', action: null };
}
