import type { FaultsStore } from '../faults/faults.ts';
import type { Year } from '../year/year.ts';
import { button, top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';

export function yearPage(page: Page, year: Year): void {
  const { t } = page.words;
  const now = year.progress();
  // The script fills these sentences in; their places stay as they are written in the locale files.
  const sentence = (name: string) => t(`year.${name}`, { done: '{done}', total: '{total}', waiting: '{waiting}' });
  send(
    page,
    { title: t('admin.year'), kind: 'back', script: 'year.js' },
    html`${top(page, 'year')}
      <section class="panel">
        <p>${t('year.lead')}</p>
        <form method="post" action="/store-admin/year" class="row">
          <label class="field">${t('year.orders')} <input type="number" name="orders" value="3000" min="1" max="20000" /></label>
          <label class="field">${t('year.seed')} <input type="number" name="seed" value="1" /></label>
          <button class="button" type="submit">${t('year.start')}</button>
        </form>
        <p
          id="year-text"
          aria-live="polite"
          data-locale="${page.words.locale}"
          data-running="${sentence('running')}"
          data-finished="${sentence('finished')}"
          data-idle="${sentence('idle')}"
        >
          ${now.state === 'idle' ? t('year.idle') : ''}
        </p>
        <progress id="year-bar" max="100" value="0" aria-label="${t('admin.year')}"></progress>
      </section>`,
  );
}

export function settingsPage(page: Page): void {
  const { t } = page.words;
  const { currency, protectedData, taxesIncluded, installed, scopes } = page.shop.settings.get();
  const choice = (value: string, label: string, chosen: string) =>
    html`<option value="${value}" ${value === chosen && html`selected`}>${label}</option>`;
  send(
    page,
    { title: t('admin.settings'), kind: 'back' },
    html`${top(page, 'settings')}
      <section class="panel">
        <form method="post" action="/store-admin/settings">
          <label class="field"
            >${t('settings.currency')}
            <select name="currency">
              ${['EUR', 'USD', 'GBP', 'ILS', 'JPY', 'IRR'].map((one) => choice(one, one, currency))}
            </select></label
          >
          <label class="field"
            >${t('settings.protectedData')}
            <select name="protectedData">
              ${['none', 'level1', 'level2'].map((one) => choice(one, t(`settings.${one}`), protectedData))}
            </select></label
          >
          <label class="check"
            ><input type="checkbox" name="taxesIncluded" ${taxesIncluded && html`checked`} /> ${t('settings.taxesIncluded')}</label
          >
          <button class="button" type="submit">${t('settings.save')}</button>
        </form>
      </section>
      <section class="panel">
        <h2>${t('settings.app')}</h2>
        <p>${installed ? t('settings.installed') : t('settings.notInstalled')}</p>
        <p class="muted small" dir="ltr">${scopes.join(', ')}</p>
        <div class="row">
          ${installed ? button('/store-admin/app/uninstall', t('settings.uninstall'), 'danger') : button('/store-admin/app/install', t('settings.install'), '')}
          ${!installed && button('/store-admin/app/redact', t('settings.redactShop'))}
        </div>
      </section>`,
  );
}

interface Attempt {
  topic: string;
  attempt: number;
  status: number | null;
  error: string | null;
  ms: number;
  at: number;
}

function attemptRow(page: Page, one: Attempt): Html {
  const good = one.status !== null && one.status < 300;
  return html`<tr>
    <td><bdi>${one.topic}</bdi></td>
    <td class="end">${page.words.number(one.attempt)}</td>
    <td><span class="badge ${good ? 'paid' : 'voided'}" dir="auto">${one.status ?? one.error}</span></td>
    <td class="end"><bdi>${one.ms} ms</bdi></td>
    <td>${page.words.date(one.at)}</td>
  </tr>`;
}

export function faultsPage(page: Page, faults: FaultsStore): void {
  const { t, number } = page.words;
  const now = faults.get();
  const log = page.shop.db.all<Attempt>('select * from attempts order by id desc limit 30');
  const field = (name: 'duplicateRate' | 'dropRate', step: string, max: string) =>
    html`<label class="field"
      >${t(`faults.${name}`)} <input type="number" name="${name}" value="${now[name]}" min="0" max="${max}" step="${step}"
    /></label>`;
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('faults.topic')}</th>
          <th class="end">${t('faults.attempt')}</th>
          <th>${t('faults.answer')}</th>
          <th></th>
          <th>${t('faults.when')}</th>
        </tr>
      </thead>
      <tbody>
        ${log.map((one) => attemptRow(page, one))}
      </tbody>
    </table>
  </div>`;
  send(
    page,
    { title: t('faults.title'), kind: 'back' },
    html`${top(page, 'faults')}
      <section class="panel">
        <p>${t('faults.lead')}</p>
        <form method="post" action="/store-admin/faults">
          <div class="two">
            ${field('duplicateRate', '0.05', '1')} ${field('dropRate', '0.05', '1')}
            <label class="field"
              >${t('faults.shuffleMs')} <input type="number" name="shuffleMs" value="${now.shuffleMs}" min="0" max="600000" step="100"
            /></label>
          </div>
          <label class="check"><input type="checkbox" name="outage" ${now.outage && html`checked`} /> ${t('faults.outage')}</label>
          <div class="row">
            <button class="button" type="submit">${t('faults.save')}</button>
            <button class="button quiet" type="submit" name="calm" value="1">${t('faults.calm')}</button>
          </div>
        </form>
      </section>
      <h2>${t('faults.deliveries')}</h2>
      <p class="muted">${t('faults.waiting', { n: number(page.shop.queue.waiting()) })}</p>
      ${log.length === 0 ? html`<p>${t('faults.none')}</p>` : table}`,
  );
}
