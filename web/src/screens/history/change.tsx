import type { ReactNode } from 'react';
import { Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';

/** A change of points with its sign. The colour repeats what the sign already says. */
export function Change({ points }: { readonly points: number }): ReactNode {
  const { formats } = useWords();
  const tone = points > 0 ? 'good' : points < 0 ? 'critical' : 'subdued';
  return (
    <Text tone={tone} strong>
      <bdi>{formats.change(points)}</bdi>
    </Text>
  );
}
