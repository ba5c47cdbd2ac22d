import type { Failure } from './client.ts';
import { useShared } from './lasting.ts';

const WORDS = {
  offline: { tone: 'warning', title: 'panel.offlineTitle', text: 'panel.offlineText' },
  expired: { tone: 'warning', title: 'trouble.expiredTitle', text: 'trouble.expiredText' },
  limited: { tone: 'warning', title: 'panel.failedTitle', text: 'trouble.limited' },
  failed: { tone: 'critical', title: 'panel.failedTitle', text: 'panel.failedText' },
  refused: { tone: 'critical', title: 'panel.failedTitle', text: 'panel.failedText' },
} as const satisfies Record<Failure['kind'], { tone: 'warning' | 'critical'; title: string; text: string }>;

/** Why there is nothing to show, and the one thing to do about it. */
export function Trouble({ failure }: { readonly failure: Failure }) {
  const { voice, loading, reload } = useShared();
  const { tone, title, text } = WORDS[failure.kind];
  return (
    <s-banner tone={tone} heading={voice.say(title)}>
      <s-stack gap="small-200">
        <s-paragraph>{voice.say(text)}</s-paragraph>
        <s-button variant="secondary" loading={loading} onClick={() => void reload()}>
          {voice.say('panel.retry')}
        </s-button>
      </s-stack>
    </s-banner>
  );
}

/** Something is known from before, and the newest look failed. */
export function OldNews({ failure }: { readonly failure: Failure }) {
  const { voice } = useShared();
  return <s-text color="subdued">{voice.say(failure.kind === 'offline' ? 'panel.offlineNote' : 'trouble.oldNews')}</s-text>;
}
