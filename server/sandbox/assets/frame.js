// The parent side of App Bridge: answers only the app's own window and only at the app's own origin.
// Listens before the frame is there, so that its first question is heard.
const frame = () => /** @type {HTMLIFrameElement | null} */ (document.getElementById('app'));
const toast = /** @type {HTMLElement} */ (document.getElementById('toast'));
const origin = /** @type {HTMLScriptElement} */ (document.currentScript).dataset['origin'] ?? '';
let hideToast = 0;

/** @returns {Promise<string>} */
async function freshToken() {
  const answer = await fetch('/__sim/id-token', { headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`no session token: ${answer.status}`);
  const { token } = /** @type {{ token: string }} */ (await answer.json());
  return token;
}

/** @param {string} message */
function showToast(message) {
  toast.textContent = message;
  toast.hidden = false;
  clearTimeout(hideToast);
  hideToast = window.setTimeout(() => {
    toast.hidden = true;
  }, 4000);
}

/** @param {{ type: string, id: unknown, token?: string, error?: string }} message */
const answer = (message) => frame()?.contentWindow?.postMessage(message, origin);

window.addEventListener('message', (event) => {
  if (event.source !== frame()?.contentWindow || event.origin !== origin) return;
  const { type, id, message } = /** @type {{ type?: string, id?: unknown, message?: string }} */ (event.data ?? {});
  if (type === 'lasting:toast') showToast(message ?? '');
  if (type !== 'lasting:id-token') return;
  freshToken().then(
    (token) => answer({ type, id, token }),
    (error) => answer({ type, id, error: String(error) }),
  );
});
