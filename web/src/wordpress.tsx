// The page inside wp-admin, which the plugin draws: screens are behind the `#` of its address, because all before it is WordPress'.
import { createHashRouter } from 'react-router';
import { headStart } from './api/head-start.ts';
import { sendTo, wordpressHost, type WordpressPage } from './host/wordpress.ts';
import { placeNamed, start } from './start.tsx';

declare global {
  interface Window {
    readonly lastingAdmin: WordpressPage;
  }
}

const page = window.lastingAdmin;
const browserFetch = window.fetch.bind(window);
const host = wordpressHost(page, { fetch: browserFetch, now: Date.now });
const path = location.hash.replace(/^#/u, '').replace(/\?.*$/u, '') || '/';
const root = placeNamed('lasting-admin');
const questions = ['/admin/api/session', ...(path === '/' ? ['/admin/api/overview'] : [])];

void start({
  host,
  send: headStart(host, sendTo(page.server, browserFetch), questions),
  likelyLocale: 'en',
  path,
  createRouter: (routes) => createHashRouter(routes),
  root,
  // The rest of wp-admin may be in a language that we do not speak, and written the other way round.
  speaking: root,
});
