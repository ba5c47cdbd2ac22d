// What the fake server knows of members beside the list: merging, exporting, erasing.
import { admin } from '#contract/index.ts';
import { daysAgo, NOW, sampleMember } from './sample-data.ts';

export interface FakeMembers {
  members: admin.MemberRow[];
  merges: admin.MergeRecord[];
  closed: admin.MemberDetail['closed'];
  entryCount: number;
}

interface Asked {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
}

type Answer = (state: FakeMembers, asked: Asked) => unknown;

function rowOf(state: FakeMembers, id: string | undefined): admin.MemberRow {
  const row = state.members.find(({ memberId }) => memberId === id);
  if (row === undefined) throw new Error(`the sample has no member ${id}`);
  return row;
}

export function matches(row: admin.MemberRow, query: URLSearchParams): boolean {
  const search = (query.get('search') ?? '').toLowerCase();
  const found = `${row.name ?? ''} ${row.email ?? ''}`.toLowerCase().includes(search);
  const kind = query.get('kind');
  const tierId = query.get('tierId');
  return (
    found &&
    (kind === null || row.kind === kind) &&
    (tierId === null || row.tierId === tierId) &&
    (!query.has('hasDebt') || row.balance.deficit !== 0)
  );
}

export const MEMBER_ANSWERS = {
  member(state, { path }) {
    const row = state.members.find(({ memberId }) => memberId === path['memberId']);
    if (row === undefined) return null;
    return { ...sampleMember(row), entryCount: state.entryCount, merges: state.merges, closed: state.closed };
  },
  memberExport: (state, { path }) => ({
    format: 'lasting-member/1',
    exportedAt: NOW,
    store: { name: 'Birch & Bean', domain: 'birch.example' },
    member: { memberId: path['memberId'] },
    balance: rowOf(state, path['memberId']).balance,
    lots: [],
    entries: [],
    orders: [],
    notes: [],
  }),
  previewMerge(state, { path, body }) {
    const [from, into] = [rowOf(state, path['memberId']), rowOf(state, admin.mergePreviewRequest.parse(body).into)];
    const available = from.balance.available + into.balance.available;
    return { from, into, after: { ...into.balance, available }, lots: 3, orders: 2, undoDays: 30, refused: null };
  },
  merge(state, { path, body }) {
    const { into, requestId } = admin.mergeRequest.parse(body);
    const [from, to] = [rowOf(state, path['memberId']), rowOf(state, into)];
    const merge = { mergeId: requestId, from, into: to, at: NOW, undoneAt: null, undoUntil: daysAgo(-30), by: 'staff' as const };
    state.merges = [merge];
    return { merge, balance: to.balance };
  },
  undoMerge(state) {
    const [merge] = state.merges;
    state.merges = [];
    return { merge: { ...merge, undoneAt: NOW, undoUntil: null }, balance: state.members[0]?.balance };
  },
  previewErase: (state, { path }) => ({
    points: rowOf(state, path['memberId']).balance.available,
    debt: 0,
    orders: 3,
    notes: 1,
    personal: ['name', 'email'],
    refused: null,
  }),
  erase(state) {
    state.closed = { how: 'erased', into: null };
    return { writtenOff: 1240, erasedAt: NOW };
  },
} as const satisfies Record<string, Answer>;
