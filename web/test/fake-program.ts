// What the fake server knows of the program: a draft with a revision, versions, a dry run.
import { admin } from '#contract/index.ts';
import {
  draftOf, sampleCatalog, sampleDryRun, samplePreview, sampleProgramState, sampleVersion, sampleVersionDetail,
} from './sample-program.ts'; // prettier-ignore

export interface FakeProgram {
  state: admin.ProgramState;
  versions: admin.VersionSummary[];
  catalog: admin.Catalog;
  dryRun: admin.DryRun | null;
  preview: admin.PreviewAnswer;
  moves: admin.TiersPreview;
  /** What a version changed. */
  diff: admin.Difference[];
  /** Found when a draft is saved. */
  problems: admin.TermsProblem[];
}

/** The newest state won: nothing is done. */
export const CONFLICT = { conflict: 'expectedRevision' } as const;

export function fakeProgram(): FakeProgram {
  const state = sampleProgramState();
  const moves = [
    { from: null, to: 'silver', members: 42 },
    { from: 'silver', to: 'gold', members: 7 },
    { from: null, to: null, members: 1235 },
  ];
  return {
    state,
    versions: [state.live, sampleVersion(2, 'past'), sampleVersion(1, 'past')],
    catalog: sampleCatalog(),
    dryRun: null,
    preview: samplePreview(),
    moves: { asOf: state.live.inForceFrom, members: 1284, moves },
    diff: sampleVersionDetail(3).diff,
    problems: [],
  };
}

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly body: unknown;
}

type Answer = (program: FakeProgram, asked: Asked) => unknown;

export const PROGRAM_ANSWERS = {
  programState: (program) => program.state,
  programCatalog: (program) => program.catalog,
  saveDraft(program, { body }) {
    const { terms, expectedRevision } = admin.saveDraft.parse(body);
    const revision = program.state.draft?.revision ?? 0;
    if (expectedRevision !== revision) return CONFLICT;
    program.state = { ...program.state, draft: draftOf(terms, revision + 1, program.problems) };
    return { draft: program.state.draft };
  },
  discardDraft(program) {
    program.state = { ...program.state, draft: null };
    return { draft: null };
  },
  restoreDraft(program, { body }) {
    const { version } = admin.restoreDraft.parse(body);
    program.state = { ...program.state, draft: draftOf(sampleVersionDetail(version).terms, (program.state.draft?.revision ?? 0) + 1) };
    return { draft: program.state.draft };
  },
  publishProgram(program, { body }) {
    const { at } = admin.publishDraft.parse(body);
    const version = {
      ...sampleVersion(program.state.newest.version + 1, at === null ? ('live' as const) : ('scheduled' as const)),
      inForceFrom: at ?? '2026-11-21T09:30:05.000Z',
    };
    const terms = program.state.draft?.terms ?? program.state.terms;
    program.state =
      at === null
        ? { ...program.state, live: version, newest: version, terms, draft: null }
        : { ...program.state, newest: version, scheduled: [version], draft: null };
    return { version };
  },
  programVersions: (program) => ({ items: program.versions, next: null }),
  programVersion: ({ diff }, { path }) => ({ ...sampleVersionDetail(Number(path['version'])), diff }),
  cancelVersion(program, { path }) {
    program.state = { ...program.state, scheduled: [] };
    return { version: sampleVersion(Number(path['version']), 'cancelled') };
  },
  previewProgram: (program) => program.preview,
  startDryRun(program) {
    program.dryRun = sampleDryRun({ state: 'running', done: 1200, result: null, endedAt: null });
    return { run: program.dryRun };
  },
  dryRun: (program) => ({ run: program.dryRun }),
  cancelDryRun(program) {
    program.dryRun = sampleDryRun({ state: 'cancelled', result: null });
    return { run: program.dryRun };
  },
  previewTiers: (program) => program.moves,
} as const satisfies Record<string, Answer>;
