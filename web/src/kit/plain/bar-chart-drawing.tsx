import type { ReactNode } from 'react';
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { BarChartProps } from '../props.ts';
import { useKit } from './kit-context.ts';

/** Distinguishable without colour vision, and by place: what is negative hangs below the line. */
const COLOURS = {
  first: 'var(--lk-chart-first)',
  second: 'var(--lk-chart-second)',
  third: 'var(--lk-chart-third)',
  fourth: 'var(--lk-chart-fourth)',
} as const;
const RIGHT_TO_LEFT_ISOLATE = '\u2067';
const POP_ISOLATE = '\u2069';
const AXIS = { fontSize: 12, fill: 'var(--lk-color-text-secondary)' };

export function BarChartDrawing({ series, groups, format, sideBySide = false }: BarChartProps): ReactNode {
  const { direction } = useKit();
  const rtl = direction === 'rtl';
  // Inside a left-to-right drawing a date such as "30 Aban" would otherwise be put in the wrong order.
  const axisText = (text: string): string => (rtl ? `${RIGHT_TO_LEFT_ISOLATE}${text}${POP_ISOLATE}` : text);
  const data = groups.map((group) => ({ short: group.short, long: group.long, ...group.values }));
  return (
    // Recharts measures from the left whatever the page says; its axes are turned round one by one instead.
    <div dir="ltr" className="lk-chart-drawing">
      <div className="lk-chart-labels" dir={direction}>
        {series.map(({ key, label, tone }) => (
          <span key={key} className={`lk-chart-label lk-chart-${tone}`}>
            {label}
          </span>
        ))}
      </div>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={data} stackOffset="sign" accessibilityLayer={false} margin={{ top: 8, right: 0, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--lk-color-border-secondary)" />
          <XAxis dataKey="short" reversed={rtl} tick={AXIS} tickLine={false} axisLine={false} minTickGap={24} tickFormatter={axisText} />
          <YAxis
            allowDecimals={false}
            orientation={rtl ? 'right' : 'left'}
            tick={AXIS}
            tickLine={false}
            axisLine={false}
            width={56}
            tickFormatter={format}
          />
          <ReferenceLine y={0} stroke="var(--lk-color-border)" />
          <Tooltip
            cursor={{ fill: 'var(--lk-color-bg-fill-transparent-hover)' }}
            labelFormatter={(_, shown) => longName(shown)}
            formatter={(value) => (typeof value === 'number' ? format(value) : '')}
            contentStyle={{ direction, borderRadius: 8, borderColor: 'var(--lk-color-border)' }}
          />
          {series.map(({ key, label, tone }) => (
            <Bar
              key={key}
              dataKey={key}
              name={label}
              {...(sideBySide ? {} : { stackId: 'all' })}
              fill={COLOURS[tone]}
              isAnimationActive={false}
              maxBarSize={28}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}

function longName(shown: readonly { readonly payload?: unknown }[]): string {
  const payload = shown[0]?.payload;
  return typeof payload === 'object' && payload !== null && 'long' in payload ? String(payload.long) : '';
}
