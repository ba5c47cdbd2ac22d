import type { admin } from '../../contract/index.ts';
import type { Program } from '../../loyalty/program/program.ts';
import type { Tried } from '../../programs/preview.ts';
import { money, worth } from './money.ts';

export function orderPreview({ example, points, explanation }: Tried, program: Program): admin.OrderPreview {
  const { currency, total } = example.order;
  const titles = new Map(explanation.lines.map(({ lineId, title }) => [lineId, title]));
  return {
    name: example.name,
    total: money(total, currency),
    points,
    cost: worth(points, program),
    explanation: explanation.parts.map((part) => ({
      ruleId: part.id,
      kind: part.kind,
      points: part.points,
      basis: money(part.basis, currency),
      lines: part.lines.map(({ lineId }) => titles.get(lineId) ?? lineId),
    })),
  };
}
