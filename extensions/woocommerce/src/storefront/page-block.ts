// The page of the account: all that the panel has, loaded at once, because that is what somebody came for.
import type { ShowBlock } from '../../../theme/src/blocks/blocks.ts';
import { slot } from '../../../theme/src/blocks/write.ts';
import type { PageModule } from './panel.tsx';

export const showBlock: ShowBlock = (block, page, { loadPanel }) => {
  const place = slot(block, 'page');
  if (place === null) return;
  const { tag } = page.settings.language;
  const load = async (attempt: number): Promise<void> => {
    const panel = await loadPanel(tag, attempt);
    await (panel as unknown as PageModule).showPage(place, page, panel.words);
  };
  // Once more, as a module that failed to load is not asked again by the browser; then the words for people without script stay.
  void load(0).catch(() => load(1).catch(() => undefined));
};
