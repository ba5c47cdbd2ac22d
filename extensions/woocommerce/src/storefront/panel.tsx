// Entry of `lasting-panel.js`: the panel that opens over the shop's pages, and the same as a page of the account.
import { createFrame } from '../../../theme/src/launcher/frame.ts';
import { dressed } from '../../../theme/src/launcher/settings.ts';
import type { ShopPage } from '../../../theme/src/launcher/shop-page.ts';
import { drawInto } from '../../../theme/src/panel/around.tsx';
import { Content, useShown } from '../../../theme/src/panel/panel.tsx';
import { useVoice, type PanelWords } from '../../../theme/src/panel/voice.ts';
import type { HeldRewards } from '../../../theme/src/redeem/held-rewards.ts';
import { attachStyle } from '../../../theme/src/styles/attach.ts';
import pageStyle from './page.css?inline';

export { openPanel, useInCart } from '../../../theme/src/panel/open.tsx';

export interface PageModule {
  readonly showPage: typeof showPage;
}

/** Fills the place in the account; what the shop wrote there for people without script gives way to it. */
export async function showPage(place: HTMLElement, page: ShopPage, words: PanelWords): Promise<void> {
  if (place.shadowRoot !== null) return;
  const look = await page.look().catch(() => null);
  const settings = look === null ? page.settings : dressed(page.settings, look);
  const frame = createFrame(place);
  // The page around it is the theme's, which hardly ever has a dark side.
  frame.dress({ ...settings, scheme: settings.scheme === 'auto' ? 'light' : settings.scheme });
  attachStyle(frame.shadow, pageStyle);
  drawInto({ frame, settings, source: page.source, words }, (held) => <Page page={page} held={held} />);
}

function Page({ page: { source, settings }, held }: { readonly page: ShopPage; readonly held: HeldRewards }) {
  const { say } = useVoice();
  const shown = useShown(source, settings);
  return (
    <section class="panel inline" aria-labelledby="title">
      <h2 id="title" class="quiet-text">
        {say(shown.seen.me?.signedIn === false ? 'titleGuest' : 'title')}
      </h2>
      <Content {...shown} source={source} held={held} accountUrl={settings.accountUrl} />
    </section>
  );
}
