// Versions: published once, in force from a moment on, and told apart place by place. What never came into force can be called off.
import { ADMIN_ENDPOINTS, type admin } from '../../contract/index.ts';
import { asTyped, type Published } from '../../programs/program-desk.ts';
import { termsOf } from '../../programs/program-terms.ts';
import { liveVersion } from '../../programs/version-state.ts';
import type { Version } from '../../programs/version-store.ts';
import { invalidInput, notFound, refusedBy, savedFirst, type HttpProblem } from '../http-problem.ts';
import { versionSummary } from '../views/program.ts';
import { audited, changed } from './audited.ts';
import type { AdminCall } from './call.ts';
import { ownPlace } from './store.ts';

interface Answer {
  version: admin.VersionSummary;
}

async function told({ services, who }: AdminCall, version: Version): Promise<Answer> {
  const { live } = await services.programs.standing(who.storeId);
  return { version: versionSummary(version, live, services.clock()) };
}

function refusal(answer: Exclude<Published, { kind: 'published' }>): HttpProblem {
  if (answer.kind === 'stale') return savedFirst(answer.field);
  if (answer.kind === 'too-soon') return invalidInput('a version comes into force in a few seconds at the earliest', 'at');
  const { path, code } = answer.problem;
  return invalidInput(`the draft cannot be published: ${code}`, ['terms', ...path].join('.'));
}

export async function publishProgram(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  const { expectedRevision, expectedVersion, at } = call.body(ADMIN_ENDPOINTS.publishProgram.body);
  const wish = { seenRevision: expectedRevision, seenVersion: expectedVersion, at: at === null ? null : Date.parse(at) };
  const answer = await services.programs.publish(await ownPlace(call), wish, { userId: who.userId, name: who.name });
  if (answer.kind !== 'published') throw refusal(answer);
  const { version, before } = answer;
  const changes = changed(termsOf(before), termsOf(version.program));
  await audited(call, { action: 'program-published', subjects: [String(version.program.version)], changes });
  return told(call, version);
}

function numberIn(text: string | undefined): number | null {
  if (text === undefined) return null;
  if (!/^[1-9]\d{0,8}$/u.test(text)) throw invalidInput('not a position in this list', 'cursor');
  return Number(text);
}

/** Newest first. */
export async function programVersions(call: AdminCall): Promise<{ items: admin.VersionSummary[]; next: string | null }> {
  const { services, who } = call;
  const { cursor, limit } = call.query(ADMIN_ENDPOINTS.programVersions.query);
  const before = numberIn(cursor);
  const { versions, live } = await services.programs.standing(who.storeId);
  const rest = versions.filter(({ program }) => before === null || program.version < before).toReversed();
  const items = rest.slice(0, limit).map((version) => versionSummary(version, live, services.clock()));
  return { items, next: rest.length > limit ? String(items.at(-1)?.version) : null };
}

/** Null for what is no version of this store. */
export async function versionNamed({ services, who }: AdminCall, version: number): Promise<Version | null> {
  return services.programs.version(who.storeId, version);
}

async function versionOfPath(call: AdminCall): Promise<Version> {
  const text = call.param('version');
  const version = /^[1-9]\d{0,8}$/u.test(text) ? await versionNamed(call, Number(text)) : null;
  if (version === null) throw notFound();
  return version;
}

export async function programVersion(call: AdminCall): Promise<admin.VersionDetail> {
  const { services, who } = call;
  const version = await versionOfPath(call);
  const { versions } = await services.programs.standing(who.storeId);
  const before = versions.findLast(({ program }) => program.version < version.program.version) ?? null;
  const diff = before === null ? [] : changed(termsOf(before.program), termsOf(version.program));
  return {
    version: versionSummary(version, liveVersion(versions, services.clock()), services.clock()),
    terms: asTyped(version.program),
    previous: before?.program.version ?? null,
    diff: diff.map(({ field: path, ...values }) => ({ path, ...values })),
  };
}

export async function cancelVersion(call: AdminCall): Promise<Answer> {
  const { services, who } = call;
  call.body(ADMIN_ENDPOINTS.cancelVersion.body);
  const { program } = await versionOfPath(call);
  if (!(await services.programs.cancel(who.storeId, program.version))) {
    throw refusedBy({ refused: 'already-settled', detail: 'it is in force, or will be in a moment, or was cancelled' });
  }
  const changes = [{ field: 'inForceFrom', before: new Date(program.inForceFrom).toISOString(), after: null }];
  await audited(call, { action: 'program-cancelled', subjects: [String(program.version)], changes });
  const cancelled = await versionNamed(call, program.version);
  return told(call, cancelled ?? (await versionOfPath(call)));
}
