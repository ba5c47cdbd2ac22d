/** The fault panel: all that can go wrong between the shop and the app, on one page, with what happened because of it. */
import { CALL_FAULT_KINDS } from '../faults/call-faults.ts';
import type { CallFault } from '../faults/call-faults.ts';
import { PRESET_NAMES } from '../faults/faults.ts';
import type { CallLog } from '../graphql/call-log.ts';
import { top } from './admin-frame-parts.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import { send } from './page.ts';
import type { Page } from './page.ts';
import { deliveryLog, callTable } from './fault-logs.ts';

const ACTION = '/store-admin/faults';

/** Root fields that a person may want to aim at; any other can be typed. */
const AIMS = [
  '*',
  'discountCodeBasicCreate',
  'discountCodeFreeShippingCreate',
  'discountCodeBxgyCreate',
  'discountCodeDelete',
  'codeDiscountNodeByCode',
  'giftCardCreate',
  'storeCreditAccountCredit',
  'metafieldsSet',
  'orders',
  'order',
];

function presets(page: Page): Html {
  const { t } = page.words;
  return html`<section class="panel">
    <h2>${t('faults.presets')}</h2>
    <form method="post" action="${ACTION}" class="presets">
      ${PRESET_NAMES.map(
        (name) =>
          html`<button class="preset" type="submit" name="preset" value="${name}">
            <b>${t(`faults.${name}`)}</b> <span class="muted small">${t(`faults.${name}Note`)}</span>
          </button>`,
      )}
    </form>
  </section>`;
}

function webhooks(page: Page): Html {
  const { t } = page.words;
  const now = page.faults.get();
  const field = (name: 'duplicateRate' | 'dropRate' | 'shuffleMs', step: string, max: string) =>
    html`<label class="field"
      >${t(`faults.${name}`)} <input type="number" name="${name}" value="${now[name]}" min="0" max="${max}" step="${step}"
    /></label>`;
  return html`<section class="panel">
    <h2>${t('faults.webhooks')}</h2>
    <form method="post" action="${ACTION}">
      <input type="hidden" name="part" value="webhooks" />
      <div class="three">
        ${field('dropRate', '0.05', '1')} ${field('duplicateRate', '0.05', '1')} ${field('shuffleMs', '100', '600000')}
      </div>
      <label class="check"><input type="checkbox" name="outage" ${now.outage && html`checked`} /> ${t('faults.outage')}</label>
      <label class="check"><input type="checkbox" name="apiOutage" ${now.apiOutage && html`checked`} /> ${t('faults.apiOutage')}</label>
      <button class="button" type="submit">${t('faults.save')}</button>
    </form>
  </section>`;
}

const detail = (page: Page, { kind, ms, status, code }: CallFault): string => {
  if (kind === 'slow' || kind === 'slowAnswer') return `${page.words.number(ms)} ms`;
  if (kind === 'failBefore' || kind === 'failAfter') return String(status);
  return kind === 'userError' ? code : '';
};

function callRow(page: Page, fault: CallFault, at: number): Html {
  const { t, number, percent } = page.words;
  const { field, kind, times, skip, rate } = fault;
  return html`<tr>
    <td><bdi class="code">${field === '*' ? t('faults.every') : field}</bdi></td>
    <td>${t(`faultKinds.${kind}`)} <bdi class="muted">${detail(page, fault)}</bdi></td>
    <td>
      ${times === null ? t('faults.always') : t('faults.nextCalls', { n: number(times) })}
      ${skip > 0 && html`<span class="muted small">${t('faults.afterCalls', { n: number(skip) })}</span>`}
    </td>
    <td class="end">${percent(rate)}</td>
    <td>
      <form method="post" action="${ACTION}">
        <button class="button quiet" type="submit" name="remove" value="${at}">${t('faults.remove')}</button>
      </form>
    </td>
  </tr>`;
}

function active(page: Page): Html {
  const { t } = page.words;
  const { calls } = page.faults.get();
  if (calls.length === 0) return html`<p class="muted">${t('faults.noCalls')}</p>`;
  return html`<div class="scroll">
    <table>
      <thead>
        <tr>
          <th>${t('faults.field')}</th>
          <th>${t('faults.kind')}</th>
          <th>${t('faults.howLong')}</th>
          <th class="end">${t('faults.rate')}</th>
          <th><span class="hidden-text">${t('faults.remove')}</span></th>
        </tr>
      </thead>
      <tbody>
        ${calls.map((fault, at) => callRow(page, fault, at))}
      </tbody>
    </table>
  </div>`;
}

function adding(page: Page): Html {
  const { t } = page.words;
  const number = (name: string, label: string, value: string, max: string, step = '1') =>
    html`<label class="field">${label} <input type="number" name="${name}" value="${value}" min="0" max="${max}" step="${step}" /></label>`;
  return html`<form method="post" action="${ACTION}">
    <input type="hidden" name="part" value="add" />
    <div class="three">
      <label class="field"
        >${t('faults.field')}
        <input
          name="field"
          value="*"
          list="aims"
          dir="ltr"
          pattern="\\*|[A-Za-z][A-Za-z0-9_]*"
          maxlength="80"
          spellcheck="false"
          required
        />
        <datalist id="aims">${AIMS.map((one) => html`<option value="${one}"></option>`)}</datalist>
      </label>
      <label class="field"
        >${t('faults.kind')}
        <select name="kind">
          ${CALL_FAULT_KINDS.map((kind) => html`<option value="${kind}" ${kind === 'failAfter' && html`selected`}>${t(`faultKinds.${kind}`)}</option>`)}
        </select></label
      >
      ${number('times', t('faults.times'), '1', '10000')} ${number('rate', t('faults.rate'), '100', '100', '5')}
      ${number('skip', t('faults.skip'), '0', '10000')} ${number('ms', t('faults.ms'), '2000', '120000', '100')}
      <label class="field"
        >${t('faults.status')}
        <select name="status">
          ${[500, 502, 503].map((one) => html`<option>${one}</option>`)}
        </select></label
      >
      <label class="field"
        >${t('faults.code')} <input name="code" value="TAKEN" pattern="[A-Z_]+" maxlength="80" dir="ltr" spellcheck="false"
      /></label>
    </div>
    <button class="button" type="submit">${t('faults.add')}</button>
  </form>`;
}

export function faultsPage(page: Page, log: CallLog): void {
  const { t } = page.words;
  const on = page.faults.any();
  send(
    page,
    { title: t('faults.title'), kind: 'back' },
    html`${top(page, 'faults')}
      <p>${t('faults.lead')}</p>
      <p class="notice ${on ? 'bad' : ''}" role="status">${on ? t('faults.on') : t('faults.off')}</p>
      ${presets(page)} ${webhooks(page)}
      <section class="panel">
        <h2>${t('faults.calls')}</h2>
        ${active(page)}
        <details>
          <summary>${t('faults.addTitle')}</summary>
          ${adding(page)}
        </details>
      </section>
      ${callTable(page, log.last(20))} ${deliveryLog(page)}`,
  );
}
