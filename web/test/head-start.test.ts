import { describe, expect, it } from 'vitest';
import { headStart } from '../src/api/head-start.ts';

const SOURCES = import.meta.glob<string>('../src/**/*.{ts,tsx}', { query: '?raw', eager: true, import: 'default' });
const token = (): Promise<string> => Promise.resolve('token-1');

function answering(): { send: typeof fetch; asked: string[] } {
  const asked: string[] = [];
  const send = ((input: string, init?: RequestInit) => {
    asked.push(`${new Headers(init?.headers).get('authorization') ?? 'nobody'} ${input}`);
    return Promise.resolve(new Response(String(asked.length)));
  }) as typeof fetch;
  return { send, asked };
}

describe('a head start', () => {
  it('asks before anybody does, signed, and gives its answer once to whoever asks the same', async () => {
    const { send, asked } = answering();
    const ask = headStart({ token }, send, ['/session']);
    await Promise.resolve();
    expect(asked).toEqual(['Bearer token-1 /session']);
    const answers = await Promise.all([1, 2].map(() => ask('/session', { method: 'GET' })));
    expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(['1', '2']);
  });

  it('gives nothing to a change of the same address, nor to another question', async () => {
    const { send, asked } = answering();
    const ask = headStart({ token }, send, ['/session']);
    await ask('/session', { method: 'PUT' });
    await ask('/overview', { method: 'GET' });
    expect(asked).toHaveLength(3);
  });

  it('asks again when it could not sign in or reach the server', async () => {
    const { send } = answering();
    const ask = headStart({ token: () => Promise.reject(new Error('not yet')) }, send, ['/session']);
    expect(await (await ask('/session', { method: 'GET' })).text()).toBe('1');
  });

  it('waits for no schema and no component: nothing that it needs imports the contract or React', () => {
    const seen = new Set<string>();
    const visit = (path: string): void => {
      if (seen.has(path)) return;
      seen.add(path);
      const source = SOURCES[path] ?? '';
      // Types are gone in the browser, and what is imported by a call comes when it comes.
      for (const [, name = ''] of source.matchAll(/^(?:import|export) (?!type )(?:[\w{*][^'=]*? from )?'([^']+)';$/gmu)) {
        expect(name, path).toMatch(/^\.|^#kit\/|\.css$/u);
        if (name.startsWith('#kit/')) visit(`../src/kit/polaris/${name.slice('#kit/'.length)}`);
        else if (/\.tsx?$/u.test(name)) visit(new URL(name, `file:///web/test/${path}`).pathname.replace('/web/src', '../src'));
      }
    };
    visit('../src/early.ts');
    expect(seen.size).toBeGreaterThan(6);
  });
});
