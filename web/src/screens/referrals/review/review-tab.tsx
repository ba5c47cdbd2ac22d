import { useState, type ReactNode } from 'react';
import { useResource } from '../../../api/use-resource.ts';
import { Card, EmptyState, Pager, Stack, Text } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import { useListPosition } from '../../../shell/list-position.ts';
import { Loaded } from '../../../shell/loaded.tsx';
import { useMay } from '../../../shell/session-context.tsx';
import type { Row } from '../referral-words.ts';
import { Decide } from './decide.tsx';
import { Outcomes, type Decided } from './outcomes.tsx';
import { ReviewTable } from './review-table.tsx';

/** What waits for a person: the evidence of each can be opened in its place, several can be decided at once, and each is answered by itself. */
export function ReviewTab(): ReactNode {
  const { say } = useWords();
  const may = useMay('decideReferrals');
  const { cursor, previous, next: following } = useListPosition();
  const page = useResource('referrals', { query: { state: 'in-review', ...(cursor === undefined ? {} : { cursor }) } });
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [decided, tell] = useState<Decided | null>(null);
  function done(what: Decided): void {
    tell(what);
    choose(new Set());
    page.reload();
  }
  return (
    <Stack>
      {decided !== null && <Outcomes decided={decided} onClose={() => tell(null)} />}
      <Card title={say('review.title')}>
        <Stack>
          <p>{say('review.body')}</p>
          {!may && <Text tone="subdued">{say('review.read-only')}</Text>}
          <Loaded resource={page} lines={8}>
            {({ items, next }) =>
              items.length === 0 && next === null ? (
                <EmptyState title={say('review.empty-title')}>{say('review.empty-body')}</EmptyState>
              ) : (
                <>
                  {may && <Decide rows={pickedOf(items, chosen)} onDone={done} />}
                  <ReviewTable rows={items} chosen={chosen} onChoose={may ? choose : null} />
                  <Pager label={say('review.pages')} previous={previous} next={following(next)} />
                </>
              )
            }
          </Loaded>
        </Stack>
      </Card>
    </Stack>
  );
}

/** What was chosen and is no longer on the page is not decided unseen. */
function pickedOf(rows: readonly Row[], chosen: ReadonlySet<string>): readonly Row[] {
  return rows.filter(({ id }) => chosen.has(id));
}
