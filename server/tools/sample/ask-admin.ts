/** What the admin's own pages ask of a sandbox that runs on this machine, by the development login. */
import { z } from 'zod';
import { ADMIN_ENDPOINTS } from '../../src/contract/index.ts';
import type { ProgramTerms } from '../../src/loyalty/program/program.ts';

const logged = z.object({ token: z.string() });

const json = { 'content-type': 'application/json' };
/** Nobody may log in often, and one login lasts a while. */
const tokens = new Map<string, string>();

async function tokenFor(admin: string): Promise<string> {
  const known = tokens.get(admin);
  if (known !== undefined) return known;
  const login = await fetch(`${admin}/admin/api/dev-login`, { method: 'POST', headers: json, body: '{}' });
  if (!login.ok) throw new Error(`the development login was answered ${login.status}`);
  const { token } = logged.parse(await login.json());
  tokens.set(admin, token);
  return token;
}

export async function askAdmin(admin: string, method: string, path: string, body?: object): Promise<unknown> {
  const ask = async (): Promise<Response> => {
    const headers = { ...json, authorization: `Bearer ${await tokenFor(admin)}` };
    return fetch(`${admin}${path}`, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  };
  const first = await ask();
  // It ran out, or the server was started again.
  if (first.status === 401) tokens.delete(admin);
  const answer = first.status === 401 ? await ask() : first;
  if (!answer.ok) throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

/** Drafts what `termsOf` makes of the program in force, and publishes it. It holds for every process a few seconds later. */
export async function publishTerms(admin: string, termsOf: (plain: ProgramTerms, now: number) => ProgramTerms): Promise<void> {
  const { programState, saveDraft, publishProgram } = ADMIN_ENDPOINTS;
  const state = programState.answer.parse(await askAdmin(admin, 'GET', programState.path));
  const terms = termsOf(state.terms as unknown as ProgramTerms, Date.now());
  const saved = await askAdmin(admin, 'PUT', saveDraft.path, { terms, expectedRevision: state.draft?.revision ?? 0 });
  const { draft } = saveDraft.answer.parse(saved);
  if (draft === null || draft.problems.length > 0) throw new Error(`the draft has problems: ${JSON.stringify(draft?.problems)}`);
  const asked = { expectedRevision: draft.revision, expectedVersion: state.newest.version, at: null };
  await askAdmin(admin, 'POST', publishProgram.path, asked);
}
