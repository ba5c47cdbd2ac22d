import { type ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { useResource } from '../../api/use-resource.ts';
import { Banner, Button, Row, Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';
import { useSession } from '../../shell/session-context.tsx';

/** The merchant switches the block on in another window and comes back: then, and every few seconds, the shop is looked at again. */
const LOOK_AGAIN_SECONDS = 6;

export function StorefrontStep(): ReactNode {
  const { say } = useWords();
  const check = useResource('checkStorefront', {}, { refreshSeconds: LOOK_AGAIN_SECONDS });
  return (
    <>
      <Loaded resource={check} lines={4}>
        {(known) => <Standing check={known} onLook={check.reload} looking={check.loading} />}
      </Loaded>
      <HowTo />
      <Row gap="tight">
        <Button to="/">{say('setup.finish')}</Button>
      </Row>
    </>
  );
}

interface StandingProps {
  readonly check: admin.StorefrontCheck;
  readonly onLook: () => void;
  readonly looking: boolean;
}

const TONES = { on: 'good', off: 'warning', unknown: 'info' } as const;

function Standing({ check, onLook }: StandingProps): ReactNode {
  const { say, formats } = useWords();
  return (
    <div aria-live="polite">
      <Banner tone={TONES[check.state]} title={say(`setup.block.${check.state}`)} action={{ label: say('setup.look'), onPress: onLook }}>
        <Stack gap="tight">
          {check.reason !== null && <Text>{say(`setup.block.reason.${check.reason}`)}</Text>}
          <Text size="small">{say('setup.looked', { at: formats.dateTime(check.checkedAt), url: check.url })}</Text>
        </Stack>
      </Banner>
    </div>
  );
}

function HowTo(): ReactNode {
  const { say } = useWords();
  const { store, sandbox } = useSession();
  return (
    <Stack gap="tight">
      <p>{say(`setup.how.${store.platform}`)}</p>
      <Row gap="tight">
        {store.platform === 'shopify' && !sandbox && (
          <Button kind="primary" to={`https://${store.domain}/admin/themes/current/editor?context=apps`}>
            {say('setup.open-editor')}
          </Button>
        )}
        {sandbox && <Button to={sandbox.shopUrl}>{say('shell.open-shop')}</Button>}
      </Row>
    </Stack>
  );
}
