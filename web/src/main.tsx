// The page that our server serves at `/`, on its own or in the Shopify admin.
import { frameParams, host, likelyLocale, send } from './early.ts';
import { createBrowserRouter } from 'react-router';
import { keepFrameParams } from './host/embedded.ts';
import { placeNamed, start } from './start.tsx';

void start({
  host,
  send,
  likelyLocale,
  path: location.pathname,
  createRouter: (routes) => {
    const router = createBrowserRouter(routes);
    const kept = frameParams;
    if (kept !== null) router.subscribe(() => keepFrameParams(kept));
    return router;
  },
  root: placeNamed('root'),
  speaking: document.documentElement,
});
