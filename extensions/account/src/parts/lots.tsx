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
        {together(lots).map((lot, index) => (
          <s-stack key={`${index}`} direction="inline" gap="base" justifyContent="space-between">
            <s-text>{voice.points(lot.points)}</s-text>
            <s-text color="subdued">{when(voice, lot)}</s-text>
          </s-stack>
        ))}
      </s-stack>
    </s-section>
  );
}

/** One order may leave several parts of one fate; they read as one. The order in which they are spent stays. */
function together(lots: readonly Lot[]): Lot[] {
  const found: Lot[] = [];
  for (const lot of lots) {
    const last = found.at(-1);
    if (last !== undefined && fate(last) === fate(lot)) found[found.length - 1] = { ...last, points: last.points + lot.points };
    else found.push(lot);
  }
  return found;
}

/** What became available long ago is told by its end alone. */
const fate = ({ waits, availableAt, expiresAt }: Lot): string => `${waits ? availableAt : 'here'} ${expiresAt}`;

function when({ say, date }: Voice, { waits, availableAt, expiresAt }: Lot): string {
  if (waits) return availableAt === null ? say('account.lotWaits') : say('account.lotFrom', { date: date(availableAt) });
  return expiresAt === null ? say('account.lotStays') : say('account.lotUntil', { date: date(expiresAt) });
}
