// Between taking items and saying that they are done, in the sequence in which one item meets them.
export const STEPS = ['claimed', 'normalised', 'state kept', 'entry inserted', 'projection shown', 'before finish'] as const;
export type Step = (typeof STEPS)[number];
