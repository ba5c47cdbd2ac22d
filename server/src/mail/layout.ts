// One layout for every mail, as text and as simple HTML that mailbox providers leave alone: no scripts, no pictures, nothing loaded from anywhere.
import type { Locale } from '../contract/index.ts';
import type { Block, Rendered } from './render.ts';
import type { MailList } from './templates/template.ts';
import { directionOf, fill, VOCABULARY } from './words.ts';

export interface Letterhead {
  readonly locale: Locale;
  readonly list: MailList;
  readonly store: string;
  readonly colours: { readonly primary: string; readonly onPrimary: string };
  /** Null: there is nothing to leave. */
  readonly unsubscribe: string | null;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escapeHtml = (text: string): string => text.replaceAll(/[&<>"']/gu, (one) => ESCAPES[one] ?? one);

const lines = (text: string): string => escapeHtml(text).replaceAll('\n', '<br>');

function htmlOf(block: Block, { colours }: Letterhead): string {
  if (block.kind === 'text') return `<p style="margin:0 0 16px">${lines(block.text)}</p>`;
  const style = `display:inline-block;padding:12px 20px;border-radius:8px;background:${colours.primary};color:${colours.onPrimary};text-decoration:none;font-weight:600`;
  return `<p style="margin:0 0 16px"><a href="${escapeHtml(block.url)}" style="${style}">${escapeHtml(block.words)}</a></p>`;
}

function whyText({ locale, list, store }: Letterhead): string {
  return fill(VOCABULARY[locale].why[list], { store });
}

export function asText({ blocks }: Rendered, head: Letterhead): string {
  const paragraphs = blocks.map((block) => (block.kind === 'text' ? block.text : `${block.words}:\n${block.url}`));
  const below = head.unsubscribe === null ? [] : [`-- \n${whyText(head)}\n${VOCABULARY[head.locale].leave}:\n${head.unsubscribe}`];
  return `${[...paragraphs, ...below].join('\n\n')}\n`;
}

function foot(head: Letterhead): string {
  if (head.unsubscribe === null) return '';
  const leave = `<a href="${escapeHtml(head.unsubscribe)}" style="color:#5c5f62">${escapeHtml(VOCABULARY[head.locale].leave)}</a>`;
  return `<p style="margin:16px 4px 0;font-size:13px;line-height:20px;color:#5c5f62">${escapeHtml(whyText(head))}<br>${leave}</p>`;
}

export function asHtml({ subject, blocks }: Rendered, head: Letterhead): string {
  const { locale, store } = head;
  const card = 'background:#ffffff;border:1px solid #e3e1dc;border-radius:12px;padding:24px';
  const font = "font-family:system-ui,-apple-system,'Segoe UI',Tahoma,Arial,sans-serif;font-size:16px;line-height:26px;color:#202223";
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;background:#f6f5f2">
<div dir="${directionOf(locale)}" style="max-width:560px;margin:0 auto;padding:24px 16px;${font}">
<p style="margin:0 4px 12px;font-weight:600"><bdi>${escapeHtml(store)}</bdi></p>
<div style="${card}">
${blocks.map((block) => htmlOf(block, head)).join('\n')}
</div>
${foot(head)}
</div>
</body>
</html>
`;
}
