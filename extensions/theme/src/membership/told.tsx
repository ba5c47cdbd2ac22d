import type { Telling } from './use-telling.ts';

/** What was not done, for everybody; what was done is seen, and told to who does not see. */
export function Told({ telling: { no, done } }: { readonly telling: Telling }) {
  return (
    <>
      <p class={no === '' ? 'quiet-text' : 'refusal'} role="alert">
        {no}
      </p>
      <p class="quiet-text" role="status">
        {done}
      </p>
    </>
  );
}
