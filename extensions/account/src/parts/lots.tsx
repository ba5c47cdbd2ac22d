import type { Member } from '../../../shared/src/answers.ts';
import { useShared } from '../../../shared/src/lasting.ts';
import type { Voice } from '../../../shared/src/voice.ts';

type Lot = Member['lots'][number];

/** What the balance is made of, in the order in which it is spent. */
export function Lots({ lots }: { readonly lots: readonly Lot[] }) {
  const { voice } = useShared();
  return (
    <s-section heading={voice.say('account.lots')}>
      <s-stack gap="small-200">
        {lots.map((lot, index) => (
          <s-stack key={`${index}`} direction="inline" gap="base" justifyContent="space-between">
            <s-text>{voice.points(lot.points)}</s-text>
            <s-text color="subdued">{when(voice, lot)}</s-text>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}

function when({ say, date }: Voice, { waits, availableAt, expiresAt }: Lot): string {
  if (waits) return availableAt === null ? say('account.lotWaits') : say('account.lotFrom', { date: date(availableAt) });
  return expiresAt === null ? say('account.lotStays') : say('account.lotUntil', { date: date(expiresAt) });
}
