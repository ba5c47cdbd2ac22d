import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { readScaled } from '../../fields/digits.ts';
import { asArray, asObject, asText } from '../../fields/json-schema.ts';
import { Table, Text, type Column } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import type { Words } from '../../locales/words.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useSession } from '../../shell/session-context.tsx';
import { usePathWords } from './path-words.ts';
import { promiseWords, rewardName, stepWords, type Around } from './referrals/referral-words.ts';

/** What a version changed against the one before it, place by place. */
export function VersionDiff({ detail }: { readonly detail: admin.VersionDetail }): ReactNode {
  const { say } = useWords();
  const shown = useShownValue(detail.terms);
  const pathWords = usePathWords(detail.terms);
  if (detail.previous === null) return <Text tone="subdued">{say('versions.first')}</Text>;
  if (detail.diff.length === 0) return <Text tone="subdued">{say('versions.same')}</Text>;
  const columns: Column<admin.Difference>[] = [
    { id: 'where', header: say('draft.where'), cell: ({ path }) => pathWords(path) },
    { id: 'before', header: say('versions.before'), cell: ({ path, before }) => <bdi>{shown(path, before)}</bdi> },
    { id: 'after', header: say('versions.after'), cell: ({ path, after }) => <bdi>{shown(path, after)}</bdi> },
  ];
  return (
    <Table
      caption={say('versions.against', { version: detail.previous })}
      columns={columns}
      rows={detail.diff}
      rowKey={({ path }) => path}
    />
  );
}

/** A short text for any value; a whole rule is told by its name. `path` says what a number counts, by the server's ways of naming. */
export function useShownValue(terms: unknown = null): (path: string, value: unknown) => string {
  const words = useWords();
  const { currency } = useSession().store;
  return (path, value) =>
    shownReferrals(words, path, value, { currency, terms }) ??
    shownValue(words, currency, path.split('.').findLast((step) => !/^\d+$/u.test(step) && step !== 'kind') ?? '', value);
}

/** What is promised for bringing friends reads as its sentences: its numbers alone would say nothing. Null: it is something else. */
function shownReferrals(words: Words, path: string, value: unknown, around: Around): string | null {
  if (value === null || value === undefined) return null;
  if (path === 'referrals') return promiseWords(words, value, around).join(' ');
  if (/^referrals\.advocate\.\d+$/u.test(path)) return stepWords(words, value, around.terms);
  return path.startsWith('referrals.') && path.endsWith('.rewardId') ? rewardName(words, around.terms, asText(value)) : null;
}

function shownValue(words: Words, currency: string, name: string, value: unknown): string {
  const { say, formats, locale, maybe } = words;
  if (value === null || value === undefined) return say('versions.nothing');
  if (typeof value === 'boolean') return say(value ? 'versions.yes' : 'versions.no');
  if (typeof value === 'number') return shownNumber(words, currency, name, value);
  if (typeof value === 'string') return maybe(`option.${name}.${value}`) ?? value;
  const list = new Intl.ListFormat(formats.tag, { type: 'unit', style: 'short' });
  const each = (one: unknown, of = name): string => shownValue(words, currency, of, one);
  if (Array.isArray(value)) return value.length === 0 ? say('versions.nothing') : list.format(asArray(value).map((one) => each(one)));
  const object = asObject(value);
  const kind = asText(object['kind']);
  const own = textIn(locale, asObject(object['name'])) || textIn(locale, object);
  if (own === '' && kind !== '') return maybe(`option.${name}.${kind}`) ?? maybe(`kind.${kind}`) ?? kind;
  return own || list.format(Object.entries(object).map(([inner, one]) => each(one, inner)));
}

const AFTER_2001_MS = 1_000_000_000_000;

function shownNumber({ formats }: Words, currency: string, name: string, value: number): string {
  if (/Minor/u.test(name)) return formats.money({ amountMinor: value, currency });
  if (/factorBasisPoints/u.test(name)) return readScaled(value, 4, formats.tag);
  if (/basisPoints/iu.test(name)) return formats.share(value);
  return value > AFTER_2001_MS && /^(from|until)$/u.test(name) ? formats.dateTime(new Date(value).toISOString()) : formats.number(value);
}
