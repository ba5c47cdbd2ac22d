/** The merchant's list of discount codes. Deleting one here is what no app expects. */
import { listDiscounts, shownUsesOf, statusOf } from '../shop/discount.ts';
import type { Discount } from '../shop/discount.ts';
import { findCustomer } from '../shop/customer.ts';
import { button, top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';

const SHOWN = 200;
const BADGES = { ACTIVE: 'paid', SCHEDULED: 'pending', EXPIRED: 'voided' } as const;

function worth(page: Page, { kind, percentageBp, amount }: Discount): string {
  const { t, percent } = page.words;
  if (kind === 'DiscountCodeFreeShipping') return t('discounts.freeShipping');
  const value = percentageBp === null ? page.money(amount ?? 0) : percent(percentageBp / 10_000);
  return kind === 'DiscountCodeBxgy' ? t('discounts.buyAndGet', { value }) : value;
}

function row(page: Page, discount: Discount): Html {
  const { t, number, date } = page.words;
  const status = statusOf(discount, page.shop.now());
  const { usageLimit, customerIds, endsAt } = discount;
  const used = number(shownUsesOf(page.shop, discount.id));
  const [owner] = customerIds ?? [];
  const email = owner === undefined ? null : (findCustomer(page.shop, owner)?.email ?? String(owner));
  return html`<tr>
    <td><bdi class="code">${discount.code}</bdi><br /><span class="muted small" dir="auto">${discount.title}</span></td>
    <td>${worth(page, discount)}</td>
    <td><span class="badge ${BADGES[status]}">${t(`discounts.${status}`)}</span></td>
    <td>${email === null ? t('discounts.everybody') : html`<bdi>${email}</bdi>`}</td>
    <td class="end">${usageLimit === null ? used : t('discounts.of', { used, limit: number(usageLimit) })}</td>
    <td>${endsAt === null ? '—' : date(endsAt)}</td>
    <td>${button(`/store-admin/discounts/${discount.id}/delete`, t('discounts.delete'), 'danger')}</td>
  </tr>`;
}

export function discountsPage(page: Page): void {
  const { t } = page.words;
  const all = listDiscounts(page.shop).slice(0, SHOWN);
  const table = html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('checkout.discount')}</th>
          <th>${t('discounts.worth')}</th>
          <th>${t('admin.state')}</th>
          <th>${t('discounts.for')}</th>
          <th class="end">${t('discounts.used')}</th>
          <th>${t('discounts.until')}</th>
          <th><span class="hidden-text">${t('discounts.delete')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${all.map((one) => row(page, one))}
      </tbody>
    </table>
  </div>`;
  send(
    page,
    { title: t('admin.discounts'), kind: 'back' },
    html`${top(page, 'discounts')} ${all.length === 0 ? html`<p>${t('discounts.none')}</p>` : table}`,
  );
}
