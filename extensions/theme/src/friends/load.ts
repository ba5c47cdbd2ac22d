// How the page about friends comes: one script with the words of one language, from beside the panel.
import type { LanguageTag } from '../language/language.ts';
import type { FriendsModule, FriendWords } from './friends.tsx';

export interface LoadedFriends extends FriendsModule {
  readonly words: FriendWords;
}
/** `attempt` counts from 0: a browser remembers a module that failed to load, and another query makes it ask again. */
export type LoadFriends = (language: LanguageTag, attempt: number) => Promise<LoadedFriends>;

export const loadFriends: LoadFriends = (language, attempt) =>
  import(
    /* @vite-ignore */ new URL(`lasting-friends-${language}.js${attempt > 0 ? `?retry=${attempt}` : ''}`, import.meta.url).href
  ) as Promise<LoadedFriends>;
