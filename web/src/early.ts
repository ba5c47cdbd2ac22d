// What need not wait until this page's script is read: who is there, their words, and the first screen with what it shows. Most of the script's time
// is spent on making schemas and components; a test watches that none of them is needed here.
import { headStart } from './api/head-start.ts';
import { chooseHost } from './host/choose-host.ts';
import { takeFrameParams } from './host/embedded.ts';
import { localeFrom } from './host/host.ts';
import { loadKit } from './kit/load.ts';
import { loadMessages } from './locales/load.ts';

export const host = chooseHost();
/** Before anything reads the address. */
export const frameParams = host.kind === 'embedded' ? takeFrameParams() : null;

const isOverview = location.pathname === '/';
const questions = ['/admin/api/session', ...(isOverview ? ['/admin/api/overview'] : [])];
export const send = headStart(host, window.fetch.bind(window), questions);

/** Most people read the language of their browser; another one comes when the session says so. */
export const likelyLocale = host.locale ?? localeFrom(navigator.language) ?? 'en';
void loadMessages(likelyLocale);
void loadKit(likelyLocale);
// The same chunk as in routes.tsx, which knows the way to the others.
if (isOverview) void import('./screens/overview/overview-page.tsx');
