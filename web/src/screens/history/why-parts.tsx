import type { ReactNode } from 'react';
import type { Explanation } from '#contract/index.ts';
import { readScaled } from '../../fields/digits.ts';
import { easilySaid } from '../../fields/money-per-field.tsx';
import { Table, Text, type Column } from '../../kit/index.ts';
import { textIn } from '../../locales/localised.ts';
import type { Words } from '../../locales/words.ts';
import { useWords } from '../../locales/words-context.tsx';

type Part = Explanation['parts'][number];

const THOUSANDTHS = 3;

/** Rule by rule: its rate, what it counted, what came out before rounding, and what limits took. */
export function WhyParts({ explanation }: { readonly explanation: Explanation }): ReactNode {
  const words = useWords();
  const { say, formats, locale } = words;
  const columns: Column<Part>[] = [
    { id: 'rule', header: say('why.part'), cell: (part) => <bdi>{textIn(locale, part.name) || part.id}</bdi> },
    { id: 'rate', header: say('why.rate'), cell: (part) => rateWords(words, part) },
    { id: 'basis', header: say('why.basis'), numeric: true, cell: (part) => <bdi>{formats.money(part.basis)}</bdi> },
    {
      id: 'raw',
      header: say(`why.before-rounding.${explanation.rounding}`),
      numeric: true,
      cell: (part) => <bdi>{readScaled(part.rawThousandths, THOUSANDTHS, formats.tag)}</bdi>,
    },
    { id: 'points', header: say('column.points'), numeric: true, cell: (part) => <bdi>{formats.number(part.points)}</bdi> },
  ];
  return (
    <Table
      caption={say('why.parts')}
      columns={columns}
      rows={explanation.parts}
      rowKey={({ source, id }) => `${source} ${id}`}
      detail={detail}
    />
  );

  function detail(part: Part): ReactNode {
    const said = [
      part.outcome === 'counts' ? null : say(`why.outcome.${part.outcome}`),
      ...part.caps.map(({ by, took }) => say(`why.cap.${by}`, { count: took })),
    ].filter((one) => one !== null);
    return said.length === 0 ? null : <Text tone="subdued">{said.join(' ')}</Text>;
  }
}

function rateWords({ say, formats }: Words, { rate, basis }: Part): string {
  const { points, per, unit } = rate;
  if (unit === 'factor') return say('why.rate.factor', { factor: readScaled(points, 4, formats.tag) });
  if (unit === 'minor') {
    const { currency } = basis;
    const said = easilySaid({ currency, points, perMinor: per });
    return say('field.rate', { count: said.points ?? points, per: formats.amount({ amountMinor: said.perMinor ?? per, currency }) });
  }
  return say(`why.rate.${unit}`, { count: points });
}
