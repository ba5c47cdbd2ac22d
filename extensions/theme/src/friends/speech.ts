// The voice of the panel with the words of this page, which came with it.
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Message } from '../language/speak.ts';
import { useVoice } from '../panel/voice.ts';
import type { FriendKey, FriendSpeech } from './friend-words.ts';

export type FriendWords = Readonly<Record<FriendKey, Message>>;

const WordsContext = createContext<FriendWords | null>(null);
export const WordsProvider = WordsContext.Provider;

export function useSpeech(): FriendSpeech {
  const { speak, points, amount, date, number } = useVoice();
  const words = useContext(WordsContext);
  if (words === null) throw new Error('The page about friends was rendered without its words');
  return { tell: (key, values) => speak(words[key], values), points, amount, date, number };
}
