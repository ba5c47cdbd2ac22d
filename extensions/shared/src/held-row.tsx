import type { HeldReward } from './answers.ts';
import { Copying } from './copying.tsx';
import { useShared } from './lasting.ts';
import type { Voice } from './voice.ts';

interface HeldRowProps {
  readonly held: HeldReward;
  /** In the order that is being bought. Null: there is no order here, the code is for copying. */
  readonly applied: boolean | null;
  readonly busy: string | null;
  readonly onUse: (() => void) | null;
  readonly onPutBack: (() => void) | null;
}

/** A reward that was asked for: where it stands, until when, and what can still be done with it. */
export function HeldRow({ held, applied, busy, onUse, onPutBack }: HeldRowProps) {
  const { voice } = useShared();
  const { say } = voice;
  const waits = busy !== null && busy !== held.id;
  return (
    <s-stack gap="small-200" padding="base" border="base" borderRadius="base">
      <s-stack direction="inline" gap="base" justifyContent="space-between" alignItems="center">
        <s-text type="strong" dir="auto">
          {held.name}
        </s-text>
        <s-badge>{say(applied === true ? 'held.applied' : `held.${held.state}`)}</s-badge>
      </s-stack>
      {facts(voice, held).map((fact) => (
        <s-text key={fact} color="subdued">
          {fact}
        </s-text>
      ))}
      {applied === null && held.code !== null && held.state === 'ready' && <Code held={held} code={held.code} />}
      <s-stack direction="inline" gap="base">
        {applied === false && onUse !== null && held.state !== 'on-order' && (
          <s-button
            variant="secondary"
            loading={busy === held.id}
            disabled={waits}
            accessibilityLabel={say(held.state === 'preparing' ? 'held.lookNamed' : 'held.useNamed', { reward: held.name })}
            onClick={onUse}
          >
            {say(held.state === 'preparing' ? 'held.look' : 'held.use')}
          </s-button>
        )}
        {held.cancellable && onPutBack !== null && (
          <s-button
            variant="secondary"
            loading={busy === held.id}
            disabled={waits}
            accessibilityLabel={say(applied === true ? 'held.removeNamed' : 'held.backNamed', { reward: held.name })}
            onClick={onPutBack}
          >
            {say(applied === true ? 'held.remove' : 'held.back')}
          </s-button>
        )}
      </s-stack>
    </s-stack>
  );
}

const DAY_MS = 86_400_000;

/** The last day is told by the hour: "until today" would say nothing. */
function untilWhen({ date, moment }: Voice, until: string): string {
  return new Date(until).getTime() - Date.now() < DAY_MS ? moment(until) : date(until);
}

function facts(voice: Voice, held: HeldReward): string[] {
  const { say, points, amount } = voice;
  const found = [say('held.cost', { cost: points(held.points) })];
  if (held.minimumOrder !== null) found.push(say('panel.rewardMinimum', { amount: amount(held.minimumOrder) }));
  if (held.until !== null) found.push(say('held.until', { date: untilWhen(voice, held.until) }));
  if (held.instructions !== null) found.push(held.instructions);
  return found;
}

function Code({ held, code }: { readonly held: HeldReward; readonly code: string }) {
  const { say } = useShared().voice;
  return (
    <s-stack direction="inline" gap="base" alignItems="center">
      <s-text type="strong" dir="ltr">
        {code}
      </s-text>
      <Copying
        id={`code-${held.id}`}
        text={code}
        label={say('held.copy')}
        named={say('held.copyNamed', { reward: held.name })}
        copied={say('held.copied')}
      />
    </s-stack>
  );
}
