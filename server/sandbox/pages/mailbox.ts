/** The mailbox of everybody: what the shop and the app wrote, as it would look. A mail is shown in a frame that runs nothing and loads nothing. */
import express from 'express';
import type { Request, Response, Router } from 'express';
import { mailOf, mailsTo } from '../mail/mails.ts';
import type { Mail } from '../mail/mails.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { openPage, send } from './page.ts';
import type { Page, PageParts } from './page.ts';

/** Links open beside the mailbox; scripts, forms and anything from elsewhere stay out. */
const MAIL_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'self'; base-uri 'none'";

/** The shop's links lead here: no name server knows its address. */
const here = ({ shop, request }: Page, text: string): string =>
  text.replaceAll(`https://${shop.domain}/`, `${request.protocol}://${request.get('host')}/`);

const linked = (page: Page, text: string): Html[] =>
  text
    .split(/(https:\/\/\S+)/u)
    .map((part, at) => (at % 2 === 0 ? html`${part}` : html`<a href="${here(page, part)}" dir="ltr">${part}</a>`));

function body(page: Page, mail: Mail): Html {
  const { t } = page.words;
  if (mail.html === null) return html`<p dir="auto">${linked(page, mail.text)}</p>`;
  return html`<iframe
      class="mail"
      src="/mailbox/${mail.id}/html"
      title="${mail.subject}"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    ></iframe>
    <details>
      <summary>${t('mailbox.asText')}</summary>
      <pre dir="auto">${mail.text}</pre>
    </details>
    ${
      mail.unsubscribe !== null &&
      html`<p class="small"><a href="${mail.unsubscribe}" target="_blank" rel="noopener">${t('mailbox.unsubscribe')}</a></p>`
    }`;
}

function mailbox(page: Page): void {
  const { t } = page.words;
  const to = page.request.query['to'];
  const mails = mailsTo(page.shop.db, typeof to === 'string' ? to : undefined);
  send(
    page,
    { title: t('mailbox.title'), kind: 'back' },
    html`<h1>${t('mailbox.title')}</h1>
      <p class="muted">${t('mailbox.lead')}</p>
      ${mails.length === 0 && html`<p>${t('mailbox.empty')}</p>`}
      <ul class="mails">
        ${mails.map(
          (mail) =>
            html`<li>
              <h2 dir="auto">${mail.subject}</h2>
              <p class="muted small">
                ${t('mailbox.to')}: <a href="/mailbox?to=${encodeURIComponent(mail.email)}"><bdi>${mail.email}</bdi></a> ·
                ${page.words.date(mail.at)}
              </p>
              ${body(page, mail)}
            </li>`,
        )}
      </ul>`,
  );
}

/** A mail as it came, except that its links open beside it. */
function sendMail(page: Page, mail: Mail | undefined): void {
  const { response } = page;
  if (mail === undefined || mail.html === null) return void response.status(404).end();
  const shown = here(page, mail.html.replace(/<head>/iu, '<head><base target="_blank">'));
  response.set('content-security-policy', MAIL_POLICY).type('html').send(shown);
}

export function mailboxPages(parts: PageParts): Router {
  const router = express.Router();
  router.get('/mailbox', (request: Request, response: Response) => mailbox(openPage(parts, request, response)));
  router.get('/mailbox/:id/html', (request: Request, response: Response) => {
    sendMail(openPage(parts, request, response), mailOf(parts.shop.db, Number(request.params['id'])));
  });
  return router;
}
