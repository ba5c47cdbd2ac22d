/** New customer accounts: a code by e-mail, no password. The e-mail lands in the mailbox page. */
import { randomInt } from 'node:crypto';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { ownPath } from '../http/own-path.ts';
import { renameVisit, saveVisit } from '../http/visit.ts';
import type { Mail } from '../mail/mails.ts';
import type { Customer } from '../shop/customer.ts';
import { giftCardsOf, maskedCode } from '../shop/gift-card.ts';
import { totalsOf } from '../shop/order-money.ts';
import { ordersOfCustomer } from '../shop/orders.ts';
import { signIn } from '../shop/privacy.ts';
import type { Shop } from '../shop/shop.ts';
import { creditAccountsOf } from '../shop/store-credit.ts';
import { mount } from './extension-mounts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { badges } from './order-summary.ts';
import { openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';
import { accountBlock, friendsBlock } from './theme-blocks.ts';

const CODE_LIFE_MS = 10 * 60_000;
const MAX_TRIES = 5;

/** What express.urlencoded (simple) gives: texts. */
type Typed = Record<string, string | undefined>;

function sendCode(page: Page, email: string): void {
  const { t } = page.words;
  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const text = t('mail.text', { code, shop: t('shop.name') });
  page.shop.db.run(
    'insert into mails (email, subject, text, code, at) values (?, ?, ?, ?, ?)',
    email,
    t('mail.subject', { code }),
    text,
    code,
    page.shop.now(),
  );
}

/** The newest code of an address, within its life; five wrong tries use it up. */
function codeFits(shop: Shop, email: string, code: string): boolean {
  const mail = shop.db.one<Mail>('select * from mails where email = ? and code is not null order by id desc limit 1', email);
  if (!mail || mail.used >= MAX_TRIES || mail.at < shop.now() - CODE_LIFE_MS) return false;
  const fits = mail.code === code.replaceAll(/\D/g, '');
  shop.db.run('update mails set used = ? where id = ?', fits ? MAX_TRIES : mail.used + 1, mail.id);
  return fits;
}

/** Store credit and gift cards: a card's code is masked here too, as only its owner was told it. */
function worth(page: Page, customer: Customer): Html | false {
  const { t, day } = page.words;
  const cards = giftCardsOf(page.shop, customer.id);
  const credit = creditAccountsOf(page.shop, customer.id);
  if (cards.length + credit.length === 0) return false;
  return html`<h2>${t('account.worth')}</h2>
    <ul class="orders">
      ${credit.map(
        ({ balance, currency }) =>
          html`<li><span>${t('checkout.credit')}</span><span class="amount">${page.money(balance, currency)}</span></li>`,
      )}
      ${cards.map(
        (card) =>
          html`<li>
            <span>${t('checkout.giftCardLine')} <bdi class="code" dir="ltr">${maskedCode(card)}</bdi></span>
            ${card.deactivatedAt !== null && html`<span class="badge voided">${t('account.cardOff')}</span>`}
            <span class="muted">${card.expiresOn === null ? '' : t('account.until', { date: day(card.expiresOn) })}</span>
            <span class="amount">${page.money(card.balance, card.currency)}</span>
          </li>`,
      )}
    </ul>`;
}

function accountPage(page: Page): void {
  const { t } = page.words;
  const { customer } = page;
  if (!customer) return askToSignIn(page);
  const orders = ordersOfCustomer(page.shop, customer.id);
  send(
    page,
    { title: t('account.title'), blocks: true },
    html`<h1>${t('account.title')}</h1>
      ${accountBlock(page)} ${friendsBlock(page)}
      <p class="between">
        <span>${t('account.signedIn', { email: customer.email })}</span>
      </p>
      <form method="post" action="/account/logout"><button class="button quiet" type="submit">${t('account.signOut')}</button></form>
      ${mount(page, 'customer-account.profile.block.render')} ${worth(page, customer)}
      <h2>${t('account.orders')}</h2>
      ${orders.length === 0 && html`<p>${t('account.none')}</p>`}
      <ul class="orders">
        ${orders.map(
          (order) =>
            html`<li>
              <a href="/orders/${order.token}">${t('order.title', { number: `#${order.number}` })}</a>
              <span class="muted">${page.words.date(order.createdAt)}</span> <span>${badges(page, order)}</span>
              <span class="amount">${page.money(totalsOf(order).total, order.currency)}</span>
            </li>`,
        )}
      </ul>`,
  );
}

/** Where full-page extensions of the customer account live: one that is deployed has an address by its own handle. */
const EXTENSION_PAGES = { points: 'lasting-account', friends: 'lasting-friends' } as const;

function extensionPage(page: Page, which: keyof typeof EXTENSION_PAGES): void {
  if (!page.customer) return askToSignIn(page);
  const { t } = page.words;
  send(
    page,
    { title: t(`account.${which}`) },
    html`<p class="crumb"><a href="/account">${t('account.title')}</a></p>
      <h1>${t(`account.${which}`)}</h1>
      ${mount(page, 'customer-account.page.render', {}, EXTENSION_PAGES[which])}`,
  );
}

/** Back to the page that asked for it. */
function askToSignIn(page: Page): void {
  page.response.redirect(303, `/account/login?return_to=${encodeURIComponent(page.request.originalUrl)}`);
}

/** An address in the page's own address is not taken: only headless storefronts are told of one (`login_hint`), and whoever signs in types theirs. */
function loginPage(page: Page): void {
  const { t } = page.words;
  const asked = page.request.query['return_to'];
  send(
    page,
    { title: t('login.title') },
    html`<section class="narrow-page">
      <h1>${t('login.title')}</h1>
      <p>${t('login.lead')}</p>
      <form method="post" action="/account/login" class="form">
        <label class="field"
          >${t('checkout.email')} <input type="email" name="email" autocomplete="email" required maxlength="120"
        /></label>
        ${asked !== undefined && html`<input type="hidden" name="return_to" value="${ownPath(asked, '/account')}" />`}
        <button class="button" type="submit">${t('login.send')}</button>
      </form>
    </section>`,
  );
}

function codePage(page: Page, wrong = false): void {
  const { t } = page.words;
  const email = page.visit.state.pendingEmail;
  if (email === undefined) return page.response.redirect(303, '/account/login');
  send(
    page,
    { title: t('login.codeTitle'), status: wrong ? 422 : 200 },
    html`<section class="narrow-page">
      <h1>${t('login.codeTitle')}</h1>
      <p>${t('login.codeLead', { email })}</p>
      <p><a href="/mailbox" target="_blank" rel="noopener">${t('login.mailbox')}</a></p>
      <form method="post" action="/account/code" class="form">
        <label class="field"
          >${t('login.code')} <input name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="12" dir="ltr"
        /></label>
        ${wrong && html`<p class="error" role="alert">${t('login.wrong')}</p>`}
        <button class="button" type="submit">${t('login.confirm')}</button>
      </form>
    </section>`,
  );
}

export function accountPages(parts: PageParts): Router {
  const router = express.Router();
  const page = (request: Request, response: Response) => openPage(parts, request, response);
  router.get('/account', (request: Request, response: Response) => accountPage(page(request, response)));
  router.get('/account/pages/lasting', (request: Request, response: Response) => extensionPage(page(request, response), 'points'));
  router.get('/account/pages/friends', (request: Request, response: Response) => extensionPage(page(request, response), 'friends'));
  router.get('/account/login', (request: Request, response: Response) => loginPage(page(request, response)));
  router.get('/account/code', (request: Request, response: Response) => codePage(page(request, response)));
  router.post('/account/login', (request: Request, response: Response) => {
    const opened = page(request, response);
    const email = z.email().safeParse((request.body as Typed)['email']?.trim());
    if (!email.success) return response.redirect(303, '/account/login');
    sendCode(opened, email.data);
    opened.visit.state.pendingEmail = email.data;
    opened.visit.state.returnTo = ownPath((request.body as Typed)['return_to'], '/account');
    saveVisit(parts.shop, response, opened.visit);
    response.redirect(303, '/account/code');
  });
  router.post('/account/code', (request: Request, response: Response) => {
    const opened = page(request, response);
    const email = opened.visit.state.pendingEmail;
    const code = (request.body as Typed)['code'] ?? '';
    if (email === undefined || !codeFits(parts.shop, email, code)) return codePage(opened, true);
    const { id: customerId } = signIn(parts.shop, email, opened.words.locale);
    const visit = { ...renameVisit(parts.shop, opened.visit), customerId };
    const leadTo = ownPath(visit.state.returnTo, '/account');
    delete visit.state.pendingEmail;
    delete visit.state.returnTo;
    saveVisit(parts.shop, response, visit);
    response.redirect(303, leadTo);
  });
  router.post('/account/logout', (request: Request, response: Response) => {
    const { visit } = page(request, response);
    // With it goes what this visit was let into.
    const state = { ...visit.state, orders: [] };
    saveVisit(parts.shop, response, { ...renameVisit(parts.shop, visit), state, customerId: undefined });
    response.redirect(303, '/');
  });
  return router;
}
