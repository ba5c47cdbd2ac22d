import type { Year } from '../year/year.ts';
import { button, top } from './admin-frame-parts.ts';
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
