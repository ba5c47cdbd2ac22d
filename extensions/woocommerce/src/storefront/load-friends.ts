// Stands in the place of the theme's `friends/load.ts`: the scripts of one version of the plugin belong together.
import type { LoadFriends } from '../../../theme/src/friends/load.ts';
import { address } from './address.ts';
import { passage } from './passage.ts';

export const loadFriends: LoadFriends = (language, attempt) =>
  import(/* @vite-ignore */ address(passage().facts, `lasting-friends-${language}.js`, attempt)) as ReturnType<LoadFriends>;
