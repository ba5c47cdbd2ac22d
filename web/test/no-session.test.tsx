// What somebody in wp-admin is told who cannot be let in.
import { render, screen } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { describe, expect, it } from 'vitest';
import { ApiProblem, offline } from '../src/api/problem.ts';
import { App } from '../src/app.tsx';
import { createClient } from '../src/api/client.ts';
import { SignInFailed } from '../src/host/host.ts';
import { wordpressHost } from '../src/host/wordpress.ts';
import { routes } from '../src/routes.tsx';
import { wordsIn } from './render-app.tsx';

const PAGE = { server: 'https://points.example', tokenUrl: '/token', nonceUrl: '/nonce', nonce: 'aaaaaaaaaa', locale: 'en_US' };
const atOnce = (): Promise<void> => Promise.resolve();
const refused = new ApiProblem({ code: 'not-signed-in', status: 401, field: null, requestId: 'r-1', message: 'no' });

function openWith(error: unknown): void {
  const host = wordpressHost(PAGE, { fetch: window.fetch, now: Date.now });
  const client = createClient({ host, fetch: window.fetch, wait: atOnce });
  const router = createMemoryRouter(routes);
  render(<App host={host} client={client} words={wordsIn('en')} kitMessages={{}} session={{ error }} router={router} />);
}

describe('somebody in wp-admin who cannot be let in', () => {
  it('has no role yet and is told who gives one, when WordPress vouched and the server refused', () => {
    openWith(refused);
    expect(screen.getByRole('status')).toHaveTextContent(/You have no role here yet.*Settings, Staff/u);
  });

  it('is told that the server is silent, and that nothing is lost', () => {
    openWith(offline(new TypeError('Failed to fetch')));
    expect(screen.getByRole('alert')).toHaveTextContent(/Your Lasting server does not answer.*Nothing is lost/u);
  });

  it('is told to sign in again when WordPress itself does not know them any more', () => {
    openWith(new SignInFailed('not-signed-in'));
    expect(screen.getByRole('alert')).toHaveTextContent(/You could not be signed in.*no longer signed in/u);
  });
});
