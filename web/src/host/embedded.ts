// Inside the Shopify admin: App Bridge (`window.shopify`, put into the page by the server) gives tokens, messages, menu and save bar.
import { localeFrom, type Host, type SurroundingSaveBar } from './host.ts';

type Bridge = typeof window.shopify;

/** Personal or single-use; App Bridge has read them by now, and they must not stay in the history or in a copied address. */
const SECRET_PARAMS = ['id_token', 'hmac', 'session', 'timestamp'];
/** The server needs these when the frame alone is loaded again. */
const FRAME_PARAMS = ['shop', 'host', 'embedded'];

export function embeddedHost(bridge: Bridge): Host {
  return {
    kind: 'embedded',
    token: () => bridge.idToken(),
    locale: localeFrom(bridge.config.locale ?? new URLSearchParams(location.search).get('locale')),
    chooseLocale: null,
    toast: (message) => void bridge.toast.show(message),
    drawsMenu: isDrawn('ui-nav-menu'),
    saveBar: isDrawn('ui-save-bar') ? surroundingSaveBar(bridge) : null,
    onNavigate,
  };
}

/** App Bridge defines its elements when it really runs in the store's admin; a stand-in for it may not. */
function isDrawn(element: string): boolean {
  return customElements.get(element) !== undefined;
}

function surroundingSaveBar(bridge: Bridge): SurroundingSaveBar {
  return {
    show: (id) => bridge.saveBar.show(id),
    hide: (id) => bridge.saveBar.hide(id),
    confirmLeaving: () => bridge.saveBar.leaveConfirmation(),
  };
}

function onNavigate(go: (path: string) => void): () => void {
  const listen = (event: Event): void => {
    const href = event.target instanceof Element ? event.target.getAttribute('href') : null;
    if (href !== null) go(href);
  };
  document.addEventListener('shopify:navigate', listen);
  return () => document.removeEventListener('shopify:navigate', listen);
}

/** What the frame was opened with, after taking the secrets out of the address. */
export function takeFrameParams(): URLSearchParams {
  const url = new URL(location.href);
  for (const name of SECRET_PARAMS) url.searchParams.delete(name);
  history.replaceState(history.state, '', url);
  const kept = FRAME_PARAMS.flatMap((name) => {
    const value = url.searchParams.get(name);
    return value === null ? [] : [[name, value]];
  });
  return new URLSearchParams(kept);
}

/** Puts the frame's parameters back into the address after a navigation; the screens never see them. */
export function keepFrameParams(params: URLSearchParams): void {
  const url = new URL(location.href);
  for (const [name, value] of params) url.searchParams.set(name, value);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}
