import type { admin } from '#contract/index.ts';
import type { Editing } from './use-draft.ts';

export interface TabProps {
  readonly editing: Editing;
  readonly catalog: admin.Catalog;
}
