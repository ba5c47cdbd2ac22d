// Codes that friends brought: to be copied, or put into the cart of this shop.
import { useState } from 'preact/hooks';
import type { GiftCode } from '../member/answers.ts';
import { Code } from '../redeem/code.tsx';
import { applyInCart, type Applied } from '../redeem/theme-cart.ts';
import { codeStands } from './friend-words.ts';
import { useSpeech } from './speech.ts';

interface GiftCodesProps {
  readonly codes: readonly GiftCode[];
  /** A code came into the cart. */
  readonly onApplied: () => void;
}

export function GiftCodes({ codes, onApplied }: GiftCodesProps) {
  const { tell } = useSpeech();
  if (codes.length === 0) return null;
  return (
    <section class="friends" aria-labelledby="friends-codes">
      <h4 id="friends-codes">{tell('codesTitle')}</h4>
      <ul class="gifts">
        {codes.map((one) => (
          <Gift key={one.id} gift={one} onApplied={onApplied} />
        ))}
      </ul>
    </section>
  );
}

function Gift({ gift, onApplied }: { readonly gift: GiftCode; readonly onApplied: () => void }) {
  const speech = useSpeech();
  const { tell } = speech;
  const [applied, setApplied] = useState<Applied | 'applying' | null>(null);
  const path = pathOf(gift.applyUrl);
  const usable = gift.state === 'ready';
  async function apply(): Promise<void> {
    if (path === null || applied === 'applying') return;
    setApplied('applying');
    const done = await applyInCart(path, gift.code);
    if (done !== 'failed') onApplied();
    setApplied(done);
  }
  return (
    <li class={usable ? 'card ready' : 'card'}>
      <h5 dir="auto">{gift.name}</h5>
      <p>{codeStands(speech, gift)}</p>
      {usable && <Code code={gift.code} />}
      {usable && path !== null && (applied === null || applied === 'failed') && (
        <div class="actions">
          <button type="button" class="primary" onClick={() => void apply()}>
            {tell('codeApply')}
          </button>
        </div>
      )}
      <p class={applied === null ? 'quiet-text' : 'chosen'} role="status">
        {applied === null ? '' : tell(applied === 'failed' ? 'code.notApplied' : `code.${applied}`)}
      </p>
    </li>
  );
}

/** A shop answers under several names, and its cart is the one of the name that is open now. */
function pathOf(applyUrl: string | null): string | null {
  if (applyUrl === null) return null;
  const { pathname, search } = new URL(applyUrl);
  return pathname + search;
}
