import { useState, type ReactNode } from 'react';
import { Button, Row } from '../../../kit/index.ts';
import { useWords } from '../../../locales/words-context.tsx';
import type { Row as Referral } from '../referral-words.ts';
import { DecideDialog } from './decide-dialog.tsx';
import type { Decided, Decision } from './outcomes.tsx';

interface DecideProps {
  /** What was chosen. */
  readonly rows: readonly Pick<Referral, 'id' | 'friend'>[];
  readonly onDone: (decided: Decided) => void;
}

/** One decision for all that are chosen. */
export function Decide({ rows, onDone }: DecideProps): ReactNode {
  const { say } = useWords();
  const [asking, ask] = useState<Decision | null>(null);
  return (
    <Row gap="tight">
      {(['approve', 'refuse'] as const).map((decision) => (
        <Button key={decision} disabled={rows.length === 0} onPress={() => ask(decision)}>
          {say(`review.${decision}-some`, { count: rows.length })}
        </Button>
      ))}
      {asking !== null && (
        <DecideDialog
          decision={asking}
          rows={rows}
          onClose={() => ask(null)}
          onDone={(decided) => {
            ask(null);
            onDone(decided);
          }}
        />
      )}
    </Row>
  );
}
