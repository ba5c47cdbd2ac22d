// Entry of `lasting-panel.js`: puts the panel into the launcher's shadow root and takes it out again when it closes.
import { render } from 'preact';
import { inkRule } from '../colour/contrast.ts';
import type { Frame } from '../launcher/frame.ts';
import type { Settings } from '../launcher/settings.ts';
import type { MemberSource } from '../member/source.ts';
import { attachStyle } from '../styles/attach.ts';
import { AgreementsProvider, agreementsWith } from '../membership/agreements.ts';
import membershipStyle from '../membership/membership.css?inline';
import { Panel } from './panel.tsx';
import bonesStyle from './bones.css?inline';
import deviceStyle from './device.css?inline';
import pagesStyle from './pages.css?inline';
import panelStyle from './panel.css?inline';
import redeemStyle from './redeem.css?inline';
import { heldRewardsOf } from '../redeem/held-rewards.ts';
import { useInCart } from '../redeem/in-cart.ts';
import { onCartPage } from '../redeem/theme-cart.ts';
import { FRIENDS_HASH } from '../friends/arrival.ts';
import { FriendsProvider } from '../friends/tab.tsx';
import { lend } from '../friends/lent.ts';
import { loadFriends, type LoadFriends } from '../friends/load.ts';
import { lockScroll } from './scroll-lock.ts';
import { createVoice, VoiceProvider, type PanelWords } from './voice.ts';

export { useInCart };
export type { PanelWords };

export interface PanelContext {
  readonly frame: Frame;
  readonly settings: Settings;
  readonly source: MemberSource;
  readonly words: PanelWords;
  readonly onClose: () => void;
  /** How the page about friends comes: over the network in a shop. */
  readonly load?: LoadFriends;
}

export interface PanelModule {
  openPanel: (context: PanelContext) => void;
  useInCart: typeof useInCart;
}

export function openPanel({ frame, settings, source, words, onClose, load = loadFriends }: PanelContext): void {
  lend();
  if (!('panelStyled' in frame.element.dataset))
    attachStyle(frame.shadow, [panelStyle, pagesStyle, redeemStyle, membershipStyle, bonesStyle, deviceStyle].join('\n'));
  frame.element.dataset['panelStyled'] = '';
  attachStyle(frame.shadow, inkRule(frame.accent));
  const place = document.createElement('div');
  frame.element.append(place);
  const unlock = lockScroll();
  const held = heldRewardsOf(source, settings.proxy, settings.language.tag);
  function close(): void {
    render(null, place);
    place.remove();
    unlock();
    onClose();
    // So that the same link opens it again.
    if (location.hash === FRIENDS_HASH) history.replaceState(history.state, '', location.pathname + location.search);
    // The cart's page shows what it was before; only now, so that nobody is torn out of the panel.
    if (held.cartChanged && onCartPage()) location.reload();
  }
  render(
    <VoiceProvider value={createVoice(settings, words)}>
      <AgreementsProvider value={agreementsWith(source, settings.proxy, settings.language.tag)}>
        <FriendsProvider value={{ load, shadow: frame.shadow, source, proxy: settings.proxy, held }}>
          <Panel source={source} held={held} settings={settings} onClose={close} />
        </FriendsProvider>
      </AgreementsProvider>
    </VoiceProvider>,
    place,
  );
}
