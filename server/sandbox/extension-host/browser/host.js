// Runs the app's UI extensions where the pages of the sandbox shop leave a place for them, as Shopify's pages do with those of deployed apps.
import './elements/register.js';
import { shopifyGlobal } from './shopify-global.js';

/** @typedef {import('./shopify-global.js').Extension} Extension */
/** @typedef {{ appUrl: string, extensions: Extension[] }} Listed */
/** @typedef {{ start: (shopify: object, document: object, fetch: (url: string, init?: RequestInit) => Promise<Response>, globalThis: object) => void }} Bundle */

/** The document of an extension has a body of its own: its place. @param {HTMLElement} body */
function documentWith(body) {
  return new Proxy(document, {
    get(target, name) {
      if (name === 'body') return body;
      /** @type {unknown} */
      const value = Reflect.get(target, name, target);
      // Its methods know the real document only.
      return typeof value === 'function'
        ? (/** @type {unknown[]} */ ...given) => /** @type {unknown} */ (Reflect.apply(value, target, given))
        : value;
    },
  });
}

/**
 * The bundle asks the address that was built into it. Wherever that is, here the app runs beside the shop, and nothing else can be reached:
 * an extension may ask its own app only.
 * @param {string} appUrl
 */
function fetchFrom(appUrl) {
  return (/** @type {string} */ url, /** @type {RequestInit | undefined} */ init) => {
    const { pathname, search } = new URL(url, location.href);
    if (!pathname.startsWith('/ext/'))
      return Promise.reject(new TypeError(`the sandbox lets extensions ask for /ext/ only, not for ${pathname}`));
    return fetch(new URL(pathname + search, appUrl), { ...init, credentials: 'omit' });
  };
}

/** @param {object} shopify */
const globalWith = (shopify) =>
  new Proxy(window, { get: (target, name) => (name === 'shopify' ? shopify : /** @type {unknown} */ (Reflect.get(target, name, target))) });

/**
 * @param {HTMLElement} place
 * @param {Listed} listed
 */
async function runIn(place, { appUrl, extensions }) {
  const target = place.dataset['extensionTarget'] ?? '';
  // An app may have several pages in the account; such a place names the one that it is for.
  const wanted = place.dataset['extensionHandle'];
  const extension = extensions.find(({ handle, targets }) => targets.includes(target) && (wanted === undefined || handle === wanted));
  if (extension === undefined) return;
  const context = /** @type {import('./context.js').Context} */ (JSON.parse(place.dataset['context'] ?? '{}'));
  const { shopify, run } = shopifyGlobal(extension, target, context, place);
  const bundle = /** @type {Bundle} */ (await import(`/extension-host/bundles/${extension.script}`));
  bundle.start(shopify, documentWith(place), fetchFrom(appUrl), globalWith(shopify));
  run();
}

const places = document.querySelectorAll('[data-extension-target]');
const answer = await fetch('/extension-host/extensions.json');
const listed = /** @type {Listed} */ (await answer.json());
await Promise.all([...places].filter((place) => place instanceof HTMLElement).map((place) => runIn(place, listed)));
