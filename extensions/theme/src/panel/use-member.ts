// The member as the panel sees it: always the launcher's state, looked up again while the panel is open.
import { useEffect, useLayoutEffect, useReducer, useState } from 'preact/hooks';
import type { MemberSource, MemberState } from '../member/source.ts';

const LOOK_EVERY_MS = 3_000;
/** Then it is quiet: a panel that is left open must not ask all day. A page that is looked at again starts anew. */
const LOOKS = 10;

export interface SeenMember extends MemberState {
  readonly trying: boolean;
  readonly tryAgain: () => void;
}

export function useMember(source: MemberSource): SeenMember {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const [trying, setTrying] = useState(false);
  // Before the browser paints, and with a look at once: an answer that came since the first drawing must not be missed.
  useLayoutEffect(() => {
    redraw(undefined);
    return source.listen(() => redraw(undefined));
  }, [source]);
  useEffect(() => lookOften(source), [source]);
  function tryAgain(): void {
    setTrying(true);
    void source.refresh().finally(() => setTrying(false));
  }
  return { ...source.state, trying, tryAgain };
}

function lookOften(source: MemberSource): () => void {
  let left = LOOKS;
  const look = () => void source.refresh();
  const again = () => (left = LOOKS);
  const timer = setInterval(() => {
    if (document.visibilityState === 'visible' && source.state.me?.signedIn && left-- > 0) look();
  }, LOOK_EVERY_MS);
  look();
  document.addEventListener('visibilitychange', again);
  window.addEventListener('online', look);
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', again);
    window.removeEventListener('online', look);
  };
}
