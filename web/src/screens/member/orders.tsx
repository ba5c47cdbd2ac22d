import type { ReactNode } from 'react';
import type { admin } from '#contract/index.ts';
import { Badge, Card, Row, Table, Text, type Column, type Tone } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

type Order = admin.MemberDetail['orders'][number];

const TONES = {
  unpaid: 'warning',
  'partly-paid': 'warning',
  paid: 'good',
  cancelled: 'neutral',
  refunded: 'neutral',
  deleted: 'neutral',
  test: 'info',
} as const satisfies Record<Order['state'], Tone>;

export function Orders({ orders }: { readonly orders: readonly Order[] }): ReactNode {
  const { say, formats } = useWords();
  const columns: Column<Order>[] = [
    {
      id: 'order',
      header: say('orders.order'),
      cell: (order) => (
        <>
          <Row gap="tight">
            <bdi>{order.name}</bdi>
            <Badge tone={TONES[order.state]}>{say(`orders.state.${order.state}`)}</Badge>
          </Row>
          <Text size="small" tone="subdued">
            {formats.date(order.placedAt)}
          </Text>
        </>
      ),
    },
    { id: 'total', header: say('orders.total'), numeric: true, cell: (order) => <bdi>{formats.money(order.total)}</bdi> },
    { id: 'points', header: say('column.points'), numeric: true, cell: (order) => <bdi>{formats.number(order.points)}</bdi> },
  ];
  return (
    <Card title={say('orders.title')}>
      {orders.length === 0 ? (
        <Text tone="subdued">{say('orders.empty')}</Text>
      ) : (
        <Table caption={say('orders.title')} columns={columns} rows={orders} rowKey={(order) => order.orderId} />
      )}
    </Card>
  );
}
