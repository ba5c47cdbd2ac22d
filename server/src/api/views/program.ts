import type { admin } from '../../contract/index.ts';
import { pointsPerUnitOf } from '../../loyalty/program/main-rate.ts';
import { problemsOf, type ProgramProblem } from '../../loyalty/program/problems.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { StoredDraft } from '../../programs/draft-store.ts';
import type { Place } from '../../programs/program-desk.ts';
import { stateOf } from '../../programs/version-state.ts';
import type { Version } from '../../programs/version-store.ts';
import { instant, instantOrNull } from './instant.ts';

export const pointsPerUnit = (program: Program): number => pointsPerUnitOf(program);

export function programView(program: Program): admin.ProgramView {
  const { version, active, currency } = program;
  return { version, active, pointsPerUnit: pointsPerUnit(program), currency, inForceFrom: instant(program.inForceFrom) };
}

export function versionSummary(version: Version, live: Version | null, now: number): admin.VersionSummary {
  const { program, stamp } = version;
  return {
    version: program.version,
    state: stateOf(version, live, now),
    active: program.active,
    inForceFrom: instant(program.inForceFrom),
    publishedAt: instantOrNull(stamp?.publishedAt ?? null),
    by: stamp?.by ?? null,
  };
}

export function problemView({ path, code }: ProgramProblem): admin.TermsProblem {
  return { path: path.join('.'), code };
}

export function draftView({ revision, terms, basedOn, savedAt, by }: StoredDraft, { currency, cannotGive }: Place): admin.Draft {
  const problems = problemsOf(terms, currency, cannotGive).map(problemView);
  return { revision, terms, basedOn, problems, savedAt: instant(savedAt), by };
}
