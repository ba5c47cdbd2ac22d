import type { ReactNode } from 'react';
import { useResource } from '../../api/use-resource.ts';
import { Stack, Text } from '../../kit/index.ts';
import { useWords } from '../../locales/words-context.tsx';
import { Loaded } from '../../shell/loaded.tsx';

/** What is known of one message beside its row; never its content, which may be personal. */
export function ItemDetail({ itemId }: { readonly itemId: string }): ReactNode {
  const { say, formats } = useWords();
  const item = useResource('inboxItem', { path: { itemId } });
  return (
    <Loaded resource={item} lines={3}>
      {(known) => (
        <Stack gap="tight">
          <Text>{say(`inbox.origin.${known.origin}`, { bytes: known.bytes })}</Text>
          {known.lastError !== null && (
            <Text tone="critical">
              <bdi>{known.lastError}</bdi>
            </Text>
          )}
          {known.nextAttemptAt !== null && (
            <Text tone="subdued">{say('inbox.next-try', { at: formats.dateTime(known.nextAttemptAt), left: known.attemptsLeft })}</Text>
          )}
          <Text size="small" tone="subdued">
            <bdi dir="ltr">{known.id}</bdi>
          </Text>
        </Stack>
      )}
    </Loaded>
  );
}
