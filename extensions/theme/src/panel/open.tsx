// Entry of `lasting-panel.js`: puts the panel into the launcher's shadow root and takes it out again when it closes.
import { FRIENDS_HASH } from '../friends/arrival.ts';
import { useInCart } from '../redeem/in-cart.ts';
import { onCartPage } from '../redeem/theme-cart.ts';
import { drawInto, type Surroundings } from './around.tsx';
import { Panel } from './panel.tsx';
import { lockScroll } from './scroll-lock.ts';
import type { PanelWords } from './voice.ts';

export { useInCart };
export type { PanelWords };

export interface PanelContext extends Surroundings {
  readonly onClose: () => void;
}

export interface PanelModule {
  openPanel: (context: PanelContext) => void;
  useInCart: typeof useInCart;
}

export function openPanel(context: PanelContext): void {
  const { settings, source, onClose } = context;
  const unlock = lockScroll();
  const drawn = drawInto(context, (held) => <Panel source={source} held={held} settings={settings} onClose={close} />);
  function close(): void {
    drawn.leave();
    unlock();
    onClose();
    // So that the same link opens it again.
    if (location.hash === FRIENDS_HASH) history.replaceState(history.state, '', location.pathname + location.search);
    // The cart's page shows what it was before; only now, so that nobody is torn out of the panel.
    if (drawn.held.cartChanged && onCartPage()) location.reload();
  }
}
