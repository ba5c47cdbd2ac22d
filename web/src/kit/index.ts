// The one door to the components. Screens import from here and never from a design system.
export * from './polaris/index.ts';
export type * from './props.ts';
