import { useVoice } from './voice.ts';

/** The shapes of what comes, in the sizes it comes in: nothing moves when it arrives. */
export function Skeleton() {
  const { say } = useVoice();
  return (
    <div class="body" aria-busy="true">
      <p class="quiet-text" role="status">
        {say('loading')}
      </p>
      <div class="balance" aria-hidden="true">
        <span class="bone bone-label" />
        <span class="bone bone-number" />
        <span class="bone bone-fact" />
      </div>
      <div class="tabs" aria-hidden="true">
        <span class="bone bone-tab" />
        <span class="bone bone-tab" />
        <span class="bone bone-tab" />
      </div>
      <div class="page" aria-hidden="true">
        <span class="bone bone-card" />
        <span class="bone bone-card" />
      </div>
    </div>
  );
}
