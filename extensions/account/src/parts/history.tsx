import { useState } from 'preact/hooks';
import { joinHistory, type KnownHistory } from '../../../theme/src/panel/history-pages.ts';
import { lineBack, lineWhat } from '../../../theme/src/panel/line-words.ts';
import type { HistoryLine, HistoryPage, Member } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import { Why } from './why.tsx';

type Phase = 'ready' | 'loading' | 'failed';

/** Every change, the newest first; earlier pages are asked for one at a time. */
export function History({ member }: { readonly member: Member }) {
  const { client, voice } = useShared();
  const [earlier, setEarlier] = useState<KnownHistory | null>(null);
  const [phase, setPhase] = useState<Phase>('ready');
  const fresh = { lines: member.history, next: member.next };
  const known = earlier === null ? fresh : joinHistory(fresh, earlier);

  async function loadEarlier(): Promise<void> {
    if (known.next === null || phase === 'loading') return;
    setPhase('loading');
    const page = await client.get<HistoryPage>(`history?cursor=${encodeURIComponent(known.next)}`);
    if (page.ok) setEarlier({ lines: [...known.lines, ...page.value.items], next: page.value.next });
    setPhase(page.ok ? 'ready' : 'failed');
  }
  return (
    <s-stack gap="base">
      {known.lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
      {phase === 'failed' && <s-banner tone="warning">{voice.say('panel.historyMoreFailed')}</s-banner>}
      {known.next !== null && (
        <s-button variant="secondary" loading={phase === 'loading'} onClick={() => void loadEarlier()}>
          {voice.say(phase === 'failed' ? 'panel.retry' : 'panel.historyMore')}
        </s-button>
      )}
    </s-stack>
  );
}

function Line({ line }: { readonly line: HistoryLine }) {
  const { voice } = useShared();
  const { panel } = voice;
  const when = panel.date(line.at);
  const back = lineBack(panel, line);
  return (
    <s-stack gap="small-200">
      <s-stack direction="inline" gap="base" justifyContent="space-between">
        <s-text>{lineWhat(panel, line)}</s-text>
        {(line.change !== 0 || !line.reward) && (
          <s-text type="strong" dir="ltr">
            {panel.change(line.change)}
          </s-text>
        )}
      </s-stack>
      {back !== null && <s-text color="subdued">{back}</s-text>}
      <s-text color="subdued">{line.order === null ? when : panel.say('lineOrder', { date: when, order: line.order.name })}</s-text>
      {(line.explanation !== null || line.reason !== null) && (
        <s-details>
          <s-summary>{panel.say('why')}</s-summary>
          <Why line={line} />
        </s-details>
      )}
    </s-stack>
  );
}
