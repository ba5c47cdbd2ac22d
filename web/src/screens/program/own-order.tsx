import { useMemo, useState, type ReactNode } from 'react';
import { useFields } from '../../fields/fields-context.tsx';
import { CountInput, MoneyInput } from '../../fields/measures.tsx';
import { FieldGroup, Row, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { useProblemSentence } from '../../shell/problem-words.tsx';
import { OrderExamples } from './order-examples.tsx';
import type { Terms } from './terms.ts';
import { usePreview, type AskedOrders } from './use-preview.ts';

const MOST_MINOR = 1_000_000_000_000;
const MOST_ORDERS = 100_000;

/** An order that somebody has in mind: what it comes to, and whether it is the customer's first. */
export function OwnOrder({ terms }: { readonly terms: Terms }): ReactNode {
  const { say } = useWords();
  const { currency } = useFields();
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [number, setNumber] = useState<number | null>(1);
  const typed = amountMinor !== null && amountMinor > 0 && amountMinor <= MOST_MINOR ? amountMinor : null;
  const orderNumber = number !== null && number >= 1 && number <= MOST_ORDERS ? number : 1;
  const orders = useMemo(
    (): AskedOrders => (typed === null ? null : [{ name: say('examples.own'), lines: [{ amountMinor: typed }], orderNumber }]),
    [typed, orderNumber, say],
  );
  return (
    <FieldGroup label={say('examples.try')} help={say('examples.try-help')}>
      <Row gap="tight">
        <MoneyInput
          label={say('examples.total')}
          value={amountMinor}
          onChange={setAmount}
          currency={currency}
          least={1}
          most={MOST_MINOR}
        />
        <CountInput label={say('examples.number')} value={number} onChange={setNumber} least={1} most={MOST_ORDERS} />
      </Row>
      {orders !== null && <Earned terms={terms} orders={orders} />}
    </FieldGroup>
  );
}

function Earned({ terms, orders }: { readonly terms: Terms; readonly orders: AskedOrders }): ReactNode {
  const { say } = useWords();
  const sentence = useProblemSentence();
  const { answer, problem } = usePreview(terms, orders);
  if (problem !== null) {
    return <Text tone="subdued">{problem.code === 'invalid-input' ? say('examples.incomplete') : sentence(problem)}</Text>;
  }
  return answer === null ? null : <OrderExamples orders={answer.orders} />;
}
