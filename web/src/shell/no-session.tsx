import type { ReactNode } from 'react';
import type { ApiProblem } from '../api/problem.ts';
import { asProblem } from '../api/use-resource.ts';
import { useHost } from '../host/host-context.tsx';
import { OpenFromStore, SignInFailed } from '../host/host.ts';
import { Banner, Page, Stack } from '../kit/index.ts';
import { useWords } from '../locales/words-context.tsx';
import { ProblemBanner } from './problem-words.tsx';
import { Screen } from './screen.tsx';

/** Shown instead of everything when nobody is signed in: why, and the way in. */
export function NoSession({ error }: { readonly error: unknown }): ReactNode {
  return (
    <Screen>
      <Page title="Lasting">
        <Why error={error} />
      </Page>
    </Screen>
  );
}

function Why({ error }: { readonly error: unknown }): ReactNode {
  const { say } = useWords();
  const { kind } = useHost();
  if (error instanceof OpenFromStore) {
    return (
      <Banner tone="info" title={say('open-from-store.title')}>
        <Stack gap="tight">
          <p>{say('open-from-store.shopify')}</p>
          <p>{say('open-from-store.woocommerce')}</p>
        </Stack>
      </Banner>
    );
  }
  const problem = asProblem(error);
  const again = { label: say('action.retry'), onPress: () => location.reload() };
  const known = kind === 'wordpress' ? knownInWordpress(problem) : null;
  if (known === null) return <ProblemBanner problem={problem} title={say('problem.no-session')} retry={again.onPress} />;
  return (
    <Banner tone={known === 'no-role' ? 'info' : 'critical'} title={say(`wp-admin.${known}-title`)} action={again}>
      {say(`wp-admin.${known}`)}
    </Banner>
  );
}

/** WordPress has just said who this is: a server that does not believe it has given no role, and one that is silent is away, not the shop. */
function knownInWordpress({ code, cause }: ApiProblem): 'no-role' | 'silent' | null {
  if (cause instanceof SignInFailed) return null;
  if (code === 'not-signed-in') return 'no-role';
  return code === 'offline' || code === 'unavailable' ? 'silent' : null;
}
