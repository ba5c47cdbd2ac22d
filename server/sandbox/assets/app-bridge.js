// A stand-in for Shopify's app-bridge.js, for an app embedded in the sandbox's admin frame. Same shape, own transport:
// the page asks its parent by postMessage. Loaded from another port, so it reads the parent's origin from its own address.
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const parentOrigin = new URL(script.src).origin;
  const query = new URLSearchParams(location.search);
  /** @type {Map<unknown, { resolve: (token: string) => void, reject: (error: Error) => void, timer: number }>} */
  const waiting = new Map();
  let last = 0;

  window.addEventListener('message', (event) => {
    if (event.source !== window.parent || event.origin !== parentOrigin) return;
    const { type, id, token, error } = /** @type {{ type?: string, id?: unknown, token?: string, error?: string }} */ (event.data ?? {});
    const request = waiting.get(id);
    if (type !== 'lasting:id-token' || !request) return;
    waiting.delete(id);
    clearTimeout(request.timer);
    if (token) request.resolve(token);
    else request.reject(new Error(error ?? 'no session token'));
  });

  /** @returns {Promise<string>} */
  function idToken() {
    last += 1;
    const id = last;
    return new Promise((resolve, reject) => {
      const timer = window.setTimeout(() => {
        waiting.delete(id);
        reject(new Error('the admin frame did not answer'));
      }, 5000);
      waiting.set(id, { resolve, reject, timer });
      window.parent.postMessage({ type: 'lasting:id-token', id }, parentOrigin);
    });
  }

  /** @param {unknown} message */
  function show(message) {
    window.parent.postMessage({ type: 'lasting:toast', message: String(message) }, parentOrigin);
    return 'toast';
  }

  const quiet = () => undefined;
  const settled = () => Promise.resolve();
  const meta = /** @type {HTMLMetaElement | null} */ (document.querySelector('meta[name="shopify-api-key"]'));
  const config = {
    apiKey: meta?.content ?? '',
    host: query.get('host') ?? '',
    shop: query.get('shop') ?? '',
    locale: query.get('locale') ?? 'en',
  };
  Object.assign(window, {
    shopify: {
      config,
      environment: { embedded: window.parent !== window, mobile: false, intent: false },
      ready: Promise.resolve(),
      idToken,
      toast: { show, hide: quiet },
      loading: quiet,
      saveBar: { show: settled, hide: settled, toggle: settled, leaveConfirmation: settled },
      modal: { show: settled, hide: settled, toggle: settled },
      user: () => Promise.resolve({ accountAccess: 'full' }),
      scopes: { query: () => Promise.resolve({ granted: [], required: [], optional: [] }) },
      resourcePicker: settled,
    },
  });
})();
