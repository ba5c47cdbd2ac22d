// A reward that is chosen for a cart costs nothing until the order: it is shown among those that the member holds.
import type { HeldReward } from '../../../theme/src/member/answers.ts';
import type { Choice } from './passage.ts';

/** There is one at a time, and no reservation of the server is called so. */
export const CHOSEN = 'chosen';

export const heldOf = ({ rewardId, name, points }: Choice): HeldReward => ({
  id: CHOSEN,
  rewardId,
  // Of what is ready every kind is spoken of alike.
  kind: 'chosen',
  name,
  points,
  worth: null,
  state: 'ready',
  code: null,
  applyPath: null,
  until: null,
  minimumOrder: null,
  instructions: null,
  cancellable: true,
});
