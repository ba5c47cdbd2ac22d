import type { PersonalOffer } from './answers.ts';
import { useShared } from './lasting.ts';
import { withinSentence } from './within-words.ts';

const AT_MOST = 2;

/** What is near with these points, in a sentence each. */
export function Within({ offers }: { readonly offers: readonly PersonalOffer[] }) {
  const { voice } = useShared();
  const sentences = offers.map((offer) => withinSentence(voice, offer)).filter((one) => one !== null);
  if (sentences.length === 0) return null;
  return (
    <s-stack gap="small-200">
      {sentences.slice(0, AT_MOST).map((one) => (
        <s-text key={one}>{one}</s-text>
      ))}
    </s-stack>
  );
}
