// Keeps the progress bar of "a year of orders" true, by asking once in a while.
const text = /** @type {HTMLElement} */ (document.getElementById('year-text'));
const bar = /** @type {HTMLProgressElement} */ (document.getElementById('year-bar'));
const numbers = new Intl.NumberFormat(text.dataset['locale']);

/** @param {{ state: string, made: number, total: number, waiting: number }} progress */
function show({ state, made, total, waiting }) {
  const busy = state === 'running' || (state === 'finished' && waiting > 0);
  const sentence = state === 'idle' ? text.dataset['idle'] : busy ? text.dataset['running'] : text.dataset['finished'];
  /** @type {Record<string, number>} */
  const values = { done: made, total, waiting };
  text.textContent = (sentence ?? '').replaceAll(/\{(\w+)\}/g, (_place, /** @type {string} */ name) => numbers.format(values[name] ?? 0));
  bar.value = total === 0 ? 0 : Math.round((made / total) * 100);
  return busy;
}

async function poll() {
  const answer = await fetch('/sandbox/year');
  const busy = show(/** @type {{ state: string, made: number, total: number, waiting: number }} */ (await answer.json()));
  setTimeout(() => void poll(), busy ? 500 : 3000);
}

void poll();
