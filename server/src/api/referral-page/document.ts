// The document around what a page of a link says. Its policy allows what stands in it and nothing else: its own style by hash, one script and pictures of its
// own host, a form that leads back to itself.
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { Locale } from '../../contract/index.ts';
import { escapeHtml } from '../../mail/layout.ts';
import { directionOf } from '../../mail/words.ts';

/** What networks show beside a shared link. */
export interface Preview {
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly image: string;
  readonly site: string;
}

export interface PageDocument {
  readonly locale: Locale;
  readonly title: string;
  readonly style: string;
  /** Already HTML. */
  readonly main: string;
  /** For the script; names and values without meaning for who reads. */
  readonly data: Readonly<Record<string, string>>;
  /** Null: there is nothing that a script could do better. */
  readonly script: string | null;
  /** Null: a page that nobody shares. */
  readonly preview: Preview | null;
}

const OG_LOCALES: Readonly<Record<Locale, string>> = { en: 'en_US', fa: 'fa_IR', he: 'he_IL' };
const PICTURE = { width: '1200', height: '630' };

const attribute = ([name, value]: readonly [string, string]): string => ` ${name}="${escapeHtml(value)}"`;

function previewTags({ title, description, url, image, site }: Preview, locale: Locale): string {
  const properties = {
    'og:type': 'website',
    'og:site_name': site,
    'og:title': title,
    'og:description': description,
    'og:url': url,
    'og:locale': OG_LOCALES[locale],
    'og:image': image,
    'og:image:width': PICTURE.width,
    'og:image:height': PICTURE.height,
    'og:image:alt': title,
  };
  const names = { description, 'twitter:card': 'summary_large_image', 'twitter:title': title, 'twitter:description': description, 'twitter:image': image }; // prettier-ignore
  const tags = [
    ...Object.entries(properties).map(([property, content]) => `<meta property="${property}" content="${escapeHtml(content)}">`),
    ...Object.entries(names).map(([name, content]) => `<meta name="${name}" content="${escapeHtml(content)}">`),
  ];
  return `<link rel="canonical" href="${escapeHtml(url)}">${tags.join('')}`;
}

function htmlOf({ locale, title, style, main, data, script, preview }: PageDocument): string {
  const said = Object.entries(data).map(attribute).join('');
  return `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title>${preview === null ? '' : previewTags(preview, locale)}<style>${style}</style>${script === null ? '' : `<script src="${escapeHtml(script)}" defer></script>`}</head>
<body><main${said}>${main}</main></body>
</html>
`;
}

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function policyOf({ style, script, data }: PageDocument): string {
  return [
    "default-src 'none'",
    `style-src ${hashOf(style)}`,
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    ...(script === null ? [] : ["script-src 'self'"]),
    ...(data['data-cart'] === undefined ? [] : ["connect-src 'self'"]),
  ].join('; ');
}

/** Kept by nobody: it is in the language of who asks, may be about them, and every opening counts. */
export function sendDocument(res: Response, status: number, document: PageDocument): void {
  res.status(status).set({
    'Content-Security-Policy': policyOf(document),
    'Cache-Control': 'no-store',
    Vary: 'Accept-Language',
    'X-Robots-Tag': 'noindex',
    'Content-Language': document.locale,
  });
  res.type('html').send(htmlOf(document));
}
