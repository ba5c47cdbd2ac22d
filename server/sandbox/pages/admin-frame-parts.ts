/** What every back-office page has: the title, the tabs, and the notice after an action. */
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

const TABS = [
  ['orders', '/store-admin'],
  ['customers', '/store-admin/customers'],
  ['discounts', '/store-admin/discounts'],
  ['year', '/store-admin/year'],
  ['settings', '/store-admin/settings'],
  ['faults', '/store-admin/faults'],
] as const;

export function top(page: Page, current: (typeof TABS)[number][0]): Html {
  const { t } = page.words;
  const { done, refused } = page.request.query;
  return html`<h1>${t('admin.title')}</h1>
    <nav class="tabs">
      ${TABS.map(([name, path]) => html`<a href="${path}" ${name === current && html`aria-current="page"`}>${name === 'faults' ? t('faults.title') : t(`admin.${name}`)}</a>`)}
    </nav>
    ${done !== undefined && html`<p class="notice" role="status">${t('admin.done')}</p>`}
    ${typeof refused === 'string' && html`<p class="notice bad" role="alert" dir="auto">${refused}</p>`}`;
}

/** A form that is only its button. */
export function button(action: string, label: string, kind = 'quiet'): Html {
  return html`<form method="post" action="${action}"><button class="button ${kind}" type="submit">${label}</button></form>`;
}
