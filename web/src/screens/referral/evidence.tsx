import type { ReactNode } from 'react';
import type { referrals } from '#contract/index.ts';
import { Badge, Table, Text, type Column } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

type Pair = referrals.EvidencePair;

/** Both people side by side, fact by fact; what is not known of one of them is said to be unknown. */
export function Evidence({ pairs }: { readonly pairs: readonly Pair[] }): ReactNode {
  const { say, maybe } = useWords();
  if (pairs.length === 0) return <Text tone="subdued">{say('evidence.none')}</Text>;
  // What is compared by its trace alone has no words of its own.
  const value = (known: string | null, { same }: Pair): ReactNode =>
    known === null ? <Text tone="subdued">{say(same === null ? 'evidence.unknown' : 'evidence.trace')}</Text> : <bdi>{known}</bdi>;
  const columns: Column<Pair>[] = [
    { id: 'about', header: say('evidence.what'), cell: ({ about }) => maybe(`evidence.about.${about}`) ?? about },
    { id: 'advocate', header: say('evidence.advocate'), cell: (pair) => value(pair.advocate, pair) },
    { id: 'friend', header: say('referrals.friend'), cell: (pair) => value(pair.friend, pair) },
    { id: 'same', header: say('evidence.compared'), cell: ({ same }) => <Same same={same} /> },
  ];
  return <Table caption={say('evidence.title')} columns={columns} rows={pairs} rowKey={({ about }) => about} />;
}

function Same({ same }: Pick<Pair, 'same'>): ReactNode {
  const { say } = useWords();
  if (same === null) return <Text tone="subdued">{say('evidence.unknown')}</Text>;
  return <Badge tone={same ? 'warning' : 'neutral'}>{say(same ? 'evidence.same' : 'evidence.different')}</Badge>;
}
