/** What happened lately between the shop and the app: its calls, and the deliveries to it. */
import type { LoggedCall } from '../graphql/call-log.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Page } from './page.ts';

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

function table(headings: readonly { text: string; end?: boolean }[], rows: readonly Html[]): Html {
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          ${headings.map(({ text, end }) => html`<th class="${end === true ? 'end' : ''}">${text}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}

export function deliveryLog(page: Page): Html {
  const { t, number } = page.words;
  const log = page.shop.db.all<Attempt>('select * from attempts order by id desc limit 30');
  const headings = [
    { text: t('faults.topic') },
    { text: t('faults.attempt'), end: true },
    { text: t('faults.answer') },
    { text: t('faults.took'), end: true },
    { text: t('faults.when') },
  ];
  return html`<h2>${t('faults.deliveries')}</h2>
    <p class="muted">${t('faults.waiting', { n: number(page.shop.queue.waiting()) })}</p>
    ${
      log.length === 0
        ? html`<p>${t('faults.none')}</p>`
        : table(
            headings,
            log.map((one) => attemptRow(page, one)),
          )
    }`;
}

function callRow(page: Page, { fields, fault, status, ms, at }: LoggedCall): Html {
  const { t, date } = page.words;
  const good = status !== null && status < 300;
  return html`<tr>
    <td><bdi class="code">${fields.join(', ')}</bdi></td>
    <td>${fault === null ? '' : t(`faultKinds.${fault}`)}</td>
    <td><span class="badge ${good ? 'paid' : 'voided'}">${status ?? t('faults.cut')}</span></td>
    <td class="end"><bdi>${ms} ms</bdi></td>
    <td>${date(at)}</td>
  </tr>`;
}

export function callTable(page: Page, calls: readonly LoggedCall[]): Html {
  const { t } = page.words;
  const headings = [
    { text: t('faults.field') },
    { text: t('faults.kind') },
    { text: t('faults.answer') },
    { text: t('faults.took'), end: true },
    { text: t('faults.when') },
  ];
  return html`<h2>${t('faults.lastCalls')}</h2>
    ${
      calls.length === 0
        ? html`<p>${t('faults.noneAsked')}</p>`
        : table(
            headings,
            calls.map((one) => callRow(page, one)),
          )
    }`;
}
