/** The right side of the checkout: what is bought, what takes off, what pays before the card does. */
import { maskedCode } from '../shop/gift-card.ts';
import { automaticRows } from '../shop/price-cart.ts';
import type { PricedCart } from '../shop/price-cart.ts';
import { planTender } from '../shop/tender-plan.ts';
import type { TenderPlan } from '../shop/tender-plan.ts';
import { creditAccountOf } from '../shop/store-credit.ts';
import { checkoutMount } from './extension-mounts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';
import { lineRow } from './shop-pages.ts';

export function tenderOf(page: Page, cart: PricedCart): TenderPlan {
  const { giftCards, useStoreCredit } = page.visit.state;
  return planTender(page.shop, { giftCards, creditOf: useStoreCredit ? page.customer?.id : undefined }, cart.total);
}

function removable(action: string, code: string, shown: string, label: string): Html {
  return html`<li class="tag">
    <bdi class="code" dir="ltr">${shown}</bdi>
    <form method="post" action="${action}">
      <input type="hidden" name="remove" value="${code}" />
      <button type="submit" aria-label="${label}: ${shown}" title="${label}">×</button>
    </form>
  </li>`;
}

function codes(page: Page, cart: PricedCart): Html {
  const { t } = page.words;
  const refused = cart.codes.filter(({ refusal }) => refusal !== undefined);
  return html`<form method="post" action="/checkout/discount" class="discount">
      <label class="field"
        >${t('checkout.discount')} <input name="code" maxlength="255" autocomplete="off" spellcheck="false" dir="ltr"
      /></label>
      <button class="button quiet" type="submit">${t('checkout.apply')}</button>
    </form>
    ${
      cart.codes.length > 0 &&
      html`<ul class="tags">
        ${cart.codes.map(({ code }) => removable('/checkout/discount', code, code, t('checkout.remove')))}
      </ul>`
    }
    ${refused.map(({ code, refusal }) => html`<p class="error" role="alert"><bdi class="code">${code}</bdi> ${t(`refusals.${refusal ?? 'unknown'}`)}</p>`)}
    ${checkoutMount(page, cart)}`;
}

function cardForm(page: Page, plan: TenderPlan): Html {
  const { t } = page.words;
  return html`<form method="post" action="/checkout/gift-card" class="discount">
      <label class="field"
        >${t('checkout.giftCard')} <input name="code" maxlength="40" autocomplete="off" spellcheck="false" dir="ltr"
      /></label>
      <button class="button quiet" type="submit">${t('checkout.apply')}</button>
    </form>
    ${
      plan.cards.length > 0 &&
      html`<ul class="tags">
        ${plan.cards.map(({ card }) => removable('/checkout/gift-card', card.code, maskedCode(card), t('checkout.remove')))}
      </ul>`
    }
    ${plan.refused.map(
      ({ code, refusal }) =>
        html`<p class="error" role="alert"><bdi class="code">${code}</bdi> ${t(`cards.${refusal}`)}</p>
          <ul class="tags">
            ${removable('/checkout/gift-card', code, code, t('checkout.remove'))}
          </ul>`,
    )}`;
}

/** Only who is signed in has store credit to spend: an e-mail alone proves nothing. */
function storeCredit(page: Page): Html | false {
  const { t } = page.words;
  const { customer } = page;
  const account = customer && creditAccountOf(page.shop, customer.id, page.shop.settings.get().currency);
  if (!account || account.balance === 0) return false;
  const used = page.visit.state.useStoreCredit;
  return html`<form method="post" action="/checkout/store-credit" class="between credit">
    <span>${t('checkout.credit')} <b>${page.money(account.balance)}</b></span>
    <input type="hidden" name="use" value="${used ? 'no' : 'yes'}" />
    <button class="button quiet" type="submit" aria-pressed="${used ? 'true' : 'false'}">
      ${used ? t('checkout.creditOff') : t('checkout.creditOn')}
    </button>
  </form>`;
}

function sums(page: Page, cart: PricedCart, plan: TenderPlan): Html {
  const { t } = page.words;
  const gross = cart.lines.reduce((sum, line) => sum + line.gross, 0);
  const row = (name: Html | string, minor: number, kind = '') =>
    html`<dt class="${kind}">${name}</dt>
      <dd class="${kind}">${page.money(minor)}</dd>`;
  const paidBefore = plan.cards.length > 0 || plan.credit !== undefined;
  return html`<dl class="sums">
    ${row(t('checkout.subtotal'), gross)}
    ${cart.applied.map(({ discount, amount }) => row(html`${t('checkout.discountLine')} <bdi class="code">${discount.code}</bdi>`, -amount))}
    ${automaticRows(cart).map(([message, amount]) => row(html`<bdi>${message}</bdi>`, -amount))}
    <dt>${t('checkout.shipping')}</dt>
    <dd>${cart.shipping === 0 ? t('checkout.free') : page.money(cart.shipping)}</dd>
    ${row(t('checkout.total'), cart.total, 'total')}
    ${plan.cards.map(({ card, amount }) => row(html`${t('checkout.giftCardLine')} <bdi class="code" dir="ltr">${maskedCode(card)}</bdi>`, -amount))}
    ${plan.credit && row(t('checkout.credit'), -plan.credit.amount)} ${paidBefore && row(t('checkout.left'), plan.left, 'total')}
  </dl>`;
}

export function checkoutSummary(page: Page, cart: PricedCart): Html {
  const { t } = page.words;
  const plan = tenderOf(page, cart);
  return html`<aside class="summary">
    <h2>${t('checkout.summary')}</h2>
    <ul class="lines">
      ${cart.lines.map((line) =>
        lineRow(
          page,
          line,
          html`<span class="muted">× ${page.words.number(line.quantity)}</span><span class="amount">${page.money(line.gross)}</span>`,
        ),
      )}
    </ul>
    ${codes(page, cart)} ${cardForm(page, plan)} ${storeCredit(page)} ${sums(page, cart, plan)}
    ${page.shop.settings.get().taxesIncluded && html`<p class="muted small">${t('checkout.taxNote')}</p>`}
  </aside>`;
}
