import type { StorefrontTerms } from '../member/answers.ts';
import { useVoice } from './voice.ts';

/** How points are earned now; a paused program says so first and shows no rate that does not hold. */
export function Earn({ program }: { readonly program: StorefrontTerms }) {
  const { say, rate } = useVoice();
  if (!program.active)
    return (
      <div class="card">
        <h4>{say('pausedTitle')}</h4>
        <p>{say('pausedText')}</p>
      </div>
    );
  return (
    <div class="card">
      <h4>{say('earnTitle')}</h4>
      {/* Not a paragraph: drawn as large as it is, that would pretend to be a heading. */}
      <div class="rate">{rate(program.pointsPerUnit, program.currency)}</div>
      <p>{say('earnBasis')}</p>
      <p>{say('earnWhen')}</p>
    </div>
  );
}
