// The small pages that links in mails open: one card, no scripts, nothing loaded from anywhere, kept by nobody and found by no search engine. The address
// of the page is itself the proof, so it is told to nobody.
import type { Request, Response } from 'express';
import type { Locale } from '../contract/index.ts';
import { escapeHtml } from '../mail/layout.ts';
import { directionOf } from '../mail/words.ts';

export interface MailPage {
  readonly locale: Locale;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** What its form sends; null: there is nothing to do. */
  readonly button: PageButton | null;
}

export interface PageButton {
  readonly words: string;
  /** What is sent beside the address of the page; left out: nothing. */
  readonly value?: string;
  readonly quiet?: boolean;
}

const LOCALES: readonly Locale[] = ['en', 'fa', 'he'];

const STYLE = `body{margin:0;background:#f6f5f2;color:#202223;font:16px/1.6 system-ui,-apple-system,'Segoe UI',Tahoma,Arial,sans-serif}
main{max-inline-size:32rem;margin:0 auto;padding:15vh 1rem 3rem}
section{background:#fff;border:1px solid #e3e1dc;border-radius:12px;padding:1.5rem}
h1{font-size:1.25rem;margin:0 0 .75rem}p{margin:0 0 1.25rem}form{margin:0}
button{font:inherit;font-weight:600;padding:.7rem 1.25rem;border-radius:8px;border:1px solid #202223;background:#202223;color:#fff;cursor:pointer}
button.quiet{background:#fff;color:#202223}button:focus-visible{outline:3px solid #2c6ecb;outline-offset:2px}`;

function formOf({ words, value, quiet }: PageButton): string {
  const look = quiet === true ? ' class="quiet"' : '';
  const sent = value === undefined ? '' : ` name="do" value="${escapeHtml(value)}"`;
  return `<form method="post"><button${look}${sent}>${escapeHtml(words)}</button></form>`;
}

function htmlOf({ locale, title, paragraphs, button }: MailPage): string {
  const [first = '', ...others] = paragraphs.map(escapeHtml);
  const said = [`<p role="status">${first}</p>`, ...others.map((text) => `<p>${text}</p>`)].join('');
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head>
<body><main><section><h1>${escapeHtml(title)}</h1>${said}${button === null ? '' : formOf(button)}</section></main></body>
</html>
`;
}

/** `leadsTo`: where its form may end up; browsers ask the policy about redirects too. */
export function sendPage(res: Response, status: number, page: MailPage, leadsTo: readonly string[] = []): void {
  const form = ["form-action 'self'", ...leadsTo].join(' ');
  const policy = `default-src 'none'; style-src 'unsafe-inline'; ${form}; base-uri 'none'; frame-ancestors 'none'`;
  res.status(status).set({ 'Content-Security-Policy': policy, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' });
  res.set('X-Robots-Tag', 'noindex').type('html').send(htmlOf(page));
}

/** Whoever has no good link may at least read why, in the language of the browser. */
export const localeOf = (req: Request): Locale => LOCALES.find((known) => known === req.acceptsLanguages([...LOCALES])) ?? 'en';

/** A name, kept from disturbing the line around it. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

/** What the link carries; empty where it carries nothing. */
export const tokenOf = (req: Request): string => new URL(req.url, 'http://here').searchParams.get('t') ?? '';
