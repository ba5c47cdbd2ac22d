// A way to bring a friend: it is all there without script; a member's own link stands below it once it is known.
import type { ShowBlock } from '../../../theme/src/blocks/blocks.ts';
import { slot } from '../../../theme/src/blocks/write.ts';
import type { OwnReferrals } from '../../../theme/src/member/answers.ts';

export const showBlock: ShowBlock = (block, { source, settings: { signedIn, language } }) => {
  async function show(): Promise<void> {
    const { link } = (await source.read(`referrals?locale=${language.tag}`)) as OwnReferrals;
    const place = slot(block, 'link');
    const text = place?.querySelector('bdi');
    if (!place || !text || !link?.url) return;
    text.textContent = link.url;
    place.hidden = false;
  }
  if (signedIn) void show().catch(() => undefined);
};
